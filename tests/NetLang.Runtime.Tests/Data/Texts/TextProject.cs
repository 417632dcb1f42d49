using NetLang.Runtime.Data;

namespace NetLang.Runtime.Tests.Data.Texts;

/// <summary>A folder with files of text.</summary>
internal sealed class TextProject : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path(string name) => folder.Combine(name);

    public TextProject With(string name, string text)
    {
        folder.Write(name, text);
        return this;
    }

    public TextProject With(string name, byte[] bytes)
    {
        folder.Write(name, bytes);
        return this;
    }

    public DataLoader Loader() => new(Specs.Model(), folder.Path);

    public Dataset Load(DataSource source) => Loader().Load(source);

    /// <summary>What is read of a file to predict from.</summary>
    public Dataset Examples(string name, DataSource source) =>
        Loader().LoadExamples(folder.Combine(name), new() { Data = source });

    public NetLangException Failure(DataSource source) => Xunit.Assert.Throws<NetLangException>(() => Load(source));

    public void Dispose() => folder.Dispose();
}
