using NetLang.Runtime.Data;

namespace NetLang.Runtime.Tests.Data.Images;

/// <summary>A folder of images by class.</summary>
internal sealed class ImageProject : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public ImageProject With(string name, byte[] image)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(folder.Combine(name))!);
        folder.Write(name, image);
        return this;
    }

    public Dataset Load(int channels = 3) => Load(new ImageFolderSource(".", channels));

    public Dataset Load(DataSource source) => new DataLoader(Specs.Model(), folder.Path).Load(source);

    public NetLangException Failure(int channels = 3) => Assert(() => Load(channels));

    public NetLangException Failure(DataSource source) => Assert(() => Load(source));

    public void Dispose() => folder.Dispose();

    /// <summary>What one image is read as, [channels, height, width].</summary>
    public static byte[] Read(byte[] image, int channels)
    {
        using var project = new ImageProject().With("a/1.png", image);
        return project.Load(channels)["images"].ToArray<byte>();
    }

    public static NetLangException FailureOf(byte[] image)
    {
        using var project = new ImageProject().With("a/1.png", image);
        return project.Failure();
    }

    private static NetLangException Assert(Action load) => Xunit.Assert.Throws<NetLangException>(load);
}
