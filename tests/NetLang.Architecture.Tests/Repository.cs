using System.Runtime.CompilerServices;

namespace NetLang.Architecture.Tests;

/// <summary>The files of the repository, as the tests of its structure see them.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Compiler => Path.Combine(Root, "src", "NetLang.Compiler");

    /// <summary>Files below a folder, generated ones and build output aside, with paths relative to the root.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "Generated"))
            .Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "NetLang.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("NetLang.sln not found above " + here);
        return folder.FullName;
    }
}
