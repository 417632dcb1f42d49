using System.Runtime.CompilerServices;
using Xunit;

namespace NetLang.Testing;

/// <summary>
/// What is printed for each diagnostic of a project, in <c>Codes/NL0000.verified.txt</c> beside the test. A test of the
/// repository's structure asks that every code has such a file.
/// </summary>
public static class CodeSnapshots
{
    public static void Match(string printed, string code, [CallerFilePath] string testFile = "") =>
        Snapshot.MatchFile(printed, Path.Combine(Folder(testFile), code + ".verified.txt"));

    /// <summary>No file lies there that no test compares with.</summary>
    public static void AreOf(IEnumerable<string> codes, [CallerFilePath] string testFile = "") => Assert.Equal(
        codes.Order(StringComparer.Ordinal).Select(code => code + ".verified.txt"),
        Directory.EnumerateFiles(Folder(testFile), "*.verified.txt")
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));

    private static string Folder(string testFile) => Path.Combine(Path.GetDirectoryName(testFile)!, "Codes");
}
