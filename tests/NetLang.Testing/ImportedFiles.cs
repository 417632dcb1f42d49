using NetLang.Compiler.Text;

namespace NetLang.Testing;

/// <summary>Files for programs to import.</summary>
public static class ImportedFiles
{
    public static SourceLoader InMemory(params IEnumerable<(string Path, string Text)> files)
    {
        var texts = files.ToDictionary(f => f.Path, f => f.Text);
        return path => texts.TryGetValue(path, out var text)
            ? new(text)
            : new(null, "there is no such file", "check its name");
    }

    public static SourceLoader OnDisk(string folder) => path =>
    {
        var file = Path.Combine(folder, path);
        return File.Exists(file)
            ? new(File.ReadAllText(file).ReplaceLineEndings("\n"))
            : new(null, "there is no such file", "check its name");
    };
}
