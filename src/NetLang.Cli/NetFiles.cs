using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>The <c>.net</c> files that a command line names.</summary>
internal static class NetFiles
{
    private static readonly EnumerationOptions Recursive = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Files as they are named, and those in the folders that are named; hidden ones and build output aside.</summary>
    public static IReadOnlyList<string> In(IEnumerable<string> paths) => [.. paths.SelectMany(In).Distinct()];

    private static IEnumerable<string> In(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        var files = Directory.EnumerateFiles(path, "*.net", Recursive)
            .Where(file => !Path.GetRelativePath(path, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0 ? files : throw new NetLangException(
            CliErrors.SourceUnreadable,
            $"there is no .net file in {path}",
            "name a file, or a folder with .net files; hidden folders, `bin` and `obj` are passed over");
    }
}
