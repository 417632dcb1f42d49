using System.Text.RegularExpressions;

namespace NetLang.Cli.Tests.BadInput;

/// <summary>What every mistake of a user's must look like.</summary>
internal static partial class Failure
{
    /// <summary>
    /// The command fails with this exit code and one kind of error, which has a fix and shows nothing of the inside, and
    /// leaves the folder as it was.
    /// </summary>
    /// <returns>What stood on the error output.</returns>
    public static string Assert(TemporaryFolder folder, int exitCode, string code, params string[] arguments)
    {
        var before = Contents(folder);
        var result = Netlangc.Run(arguments);
        var all = result.Output + result.Error;
        Xunit.Assert.Equal(before, Contents(folder));
        Xunit.Assert.True(exitCode == result.ExitCode, all);
        var codes = ErrorCode().Matches(result.Error).Select(m => m.Groups[1].Value).Distinct();
        Xunit.Assert.True(codes.SequenceEqual([code]), $"expected {code} alone:\n{all}");
        if (exitCode == ExitCode.RunError) // in a program the message may name the fix itself
            Xunit.Assert.Contains("help: ", result.Error, StringComparison.Ordinal);
        Xunit.Assert.DoesNotContain("   at ", all, StringComparison.Ordinal);
        Xunit.Assert.DoesNotContain("Exception", all, StringComparison.Ordinal);
        return result.Error;
    }

    private static IEnumerable<string> Contents(TemporaryFolder folder) => folder.Files.Select(file =>
        Directory.Exists(folder.Combine(file)) ? file : file + " " + Convert.ToHexString(File.ReadAllBytes(folder.Combine(file))));

    [GeneratedRegex("^error (NL[0-9]{4}): ", RegexOptions.Multiline)]
    private static partial Regex ErrorCode();
}
