using System.Runtime.CompilerServices;
using Xunit;

namespace NetLang.Testing;

/// <summary>
/// Golden files, by Verify's conventions: what is expected stands in <c>NAME.verified.txt</c>, what came instead is
/// written to <c>NAME.received.txt</c>. <c>NETLANG_ACCEPT=1 dotnet test</c> accepts all that came.
/// </summary>
public static class Snapshot
{
    /// <summary>Compares with <c>Snapshots/NAME.verified.EXTENSION</c> in the folder of the calling test's file.</summary>
    public static void Match(
        string actual,
        string name,
        string extension = "txt",
        [CallerFilePath] string testFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        MatchFile(actual, Path.Combine(folder, $"{name}.verified.{extension}"));
    }

    /// <summary>Compares with a file; what came instead is written beside it.</summary>
    public static void MatchFile(string actual, string verifiedPath)
    {
        actual = actual.ReplaceLineEndings("\n");
        var extension = Path.GetExtension(verifiedPath);
        var name = verifiedPath[..^extension.Length].Replace(".verified", "", StringComparison.Ordinal);
        var receivedPath = $"{name}.received{extension}";
        var expected = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath).ReplaceLineEndings("\n") : null;
        if (actual == expected)
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(verifiedPath)!);
        if (Environment.GetEnvironmentVariable("NETLANG_ACCEPT") == "1")
        {
            File.WriteAllText(verifiedPath, actual);
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, actual);
        Assert.Fail($"""
            {verifiedPath} differs from what came:
            {Difference(expected ?? "(no such file)", actual)}
            To accept: NETLANG_ACCEPT=1 dotnet test
            """);
    }

    private static string Difference(string expected, string actual)
    {
        var left = expected.Split('\n');
        var right = actual.Split('\n');
        var first = 0;
        while (first < left.Length && first < right.Length && left[first] == right[first])
            first++;
        var lines = new List<string> { $"first difference in line {first + 1}:" };
        lines.AddRange(left.Skip(first).Take(12).Select(l => "- " + l));
        lines.AddRange(right.Skip(first).Take(12).Select(l => "+ " + l));
        return string.Join('\n', lines);
    }
}
