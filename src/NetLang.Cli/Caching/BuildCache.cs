using NetLang.Compiler;
using NetLang.Compiler.Text;
using NetLang.Runtime;

namespace NetLang.Cli.Caching;

/// <summary>
/// Keeps what was built in a folder, by a hash of all that it was made of: a build of the same text with the same options
/// by the same netlangc copies it. Whatever goes wrong with the folder, files are compiled as if it did not exist.
/// </summary>
/// <param name="folder">Null to keep nothing.</param>
internal sealed class BuildCache(string? folder)
{
    private const int MostEntries = 256;
    private const string Extension = ".netlang-build";

    /// <summary>Where the user's programs keep what they can do without; null where there is no such place.</summary>
    public static string? FolderOfUser =>
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } local
            ? Path.Combine(local, "netlang", "builds")
            : null;

    /// <param name="options">Of a build that refers to no assemblies but those that netlangc brings.</param>
    public static string Key(SourceText source, CompilerOptions options) => TextHash.Of(string.Join(
        '\n',
        [
            .. new[] { typeof(BuildCache), typeof(Compilation), typeof(Model) }.Select(t => $"{t.Module.ModuleVersionId}"),
            options.AssemblyName,
            $"{options.Namespace}|{options.Targets}|{options.Checked}|{options.Verify}|{options.Fuse}",
            options.Passes is { } passes ? $"passes {string.Join(',', passes)}" : "all passes",
            string.Join(',', options.Allow),
            source.Path,
            source.Content,
        ]));

    /// <summary>What was built of the same; null where that is not known, or an import has changed.</summary>
    public CachedBuild? Find(string? key)
    {
        var path = PathOf(key);
        try
        {
            if (path is null || !File.Exists(path) || CachedBuild.Parse(File.ReadAllBytes(path)) is not { } build
                || !build.Imports.All(import => import.IsUnchanged()))
                return null;
            MarkAsUsed(path);
            return build;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(string? key, CachedBuild build)
    {
        if (PathOf(key) is not { } path)
            return;
        try
        {
            OutputFile.Write((path, build.ToBytes()));
            foreach (var old in new DirectoryInfo(folder!).GetFiles("*" + Extension)
                .OrderByDescending(file => file.LastWriteTimeUtc).Skip(MostEntries))
                old.Delete();
        }
        catch (Exception failure) when (failure is NetLangException or IOException or UnauthorizedAccessException)
        {
            // A build that cannot be kept is made again.
        }
    }

    /// <summary>What is built daily stays longer than what was built once.</summary>
    private static void MarkAsUsed(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is as good as before, and goes as early as if nobody had asked for it.
        }
    }

    private string? PathOf(string? key) => folder is null || key is null ? null : Path.Combine(folder, key + Extension);
}
