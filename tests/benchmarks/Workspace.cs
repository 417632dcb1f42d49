using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NetLang.Benchmarks;

/// <summary>Where things lie: run.sh and peers/install.sh put them there.</summary>
internal static class Workspace
{
    /// <summary>The folder of NetLang.sln.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    /// <summary>The peers' scripts and sources.</summary>
    public static string PeerSources { get; } = Path.Combine(Root, "tests", "benchmarks", "peers");

    /// <summary>Peers that were built or installed.</summary>
    public static string Peers { get; } = Path.Combine(Artifacts, "peers");

    /// <summary>netlangc, published but for a smoke test.</summary>
    public static string Netlangc { get; } = Path.Combine(Artifacts, "netlangc", "netlangc");

    /// <summary>The app of <c>app/</c>, published but for a smoke test.</summary>
    public static string App { get; } = Path.Combine(Artifacts, "app", "NetLang.Benchmarks.App");

    /// <summary>The commit that is measured; the empty tree's where git does not tell.</summary>
    public static string Commit { get; } = Git("rev-parse", "HEAD") is { Length: > 0 } commit ? commit : new('0', 40);

    /// <summary>Whether what is measured differs from that commit.</summary>
    public static bool IsModified { get; } = Git("status", "--porcelain", "--untracked-files=no").Length > 0;

    private static string Artifacts => Path.Combine(Root, "artifacts", "benchmarks");

    /// <summary>The folder for the files of a case.</summary>
    public static string Folder(string name) => Path.Combine(Artifacts, "cases", name);

    /// <summary>Makes a folder, or empties it.</summary>
    public static void Empty(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }

    private static string Git(params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments) { WorkingDirectory = Root, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        return git.StandardOutput.ReadToEnd().Trim();
    }

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
