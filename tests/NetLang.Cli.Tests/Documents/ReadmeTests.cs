using System.Text.RegularExpressions;

namespace NetLang.Cli.Tests.Documents;

/// <summary>What README.md shows is what there is. That its commands run is a check of <c>.ci/run</c>.</summary>
public partial class ReadmeTests
{
    private const string BrokenCommand = "$ netlangc check broken.net\n";

    private static readonly string Readme =
        File.ReadAllText(Path.Combine(Netlangc.Root, "README.md")).ReplaceLineEndings("\n");

    /// <summary>The blocks of code, but for the program that is wrong.</summary>
    public static TheoryData<string> Excerpts => [.. CodeIn(Readme).Where(code => code != Broken)];

    private static string Broken => CodeIn(Readme[..Readme.IndexOf(BrokenCommand, StringComparison.Ordinal)]).Last();

    [Theory]
    [MemberData(nameof(Excerpts))]
    public void Its_code_is_that_of_the_examples(string code) => Assert.Contains(
        Directory.EnumerateFiles(Netlangc.Examples, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".net" or ".cs" or ".csproj" or ".fs" or ".fsx"),
        file => File.ReadAllText(file).Contains(code, StringComparison.Ordinal));

    [Fact]
    public void Its_wrong_program_gives_the_error_that_it_shows()
    {
        using var folder = new TemporaryFolder();
        var source = folder.Write("broken.net", Broken);
        var result = Netlangc.Run("check", source);
        Assert.Equal(ExitCode.ProgramError, result.ExitCode);
        Assert.Equal(
            Output(BrokenCommand),
            result.Error.Replace(source, "broken.net", StringComparison.Ordinal).TrimEnd() + "\n");
    }

    [Fact]
    public void Training_the_digits_prints_the_lines_that_it_shows()
    {
        const string command = "$ dotnet run -c Release --project src/NetLang.Cli -- train examples/digits/digits.net\n";
        var printed = Netlangc.Succeed("train", Path.Combine(Netlangc.Examples, "digits/digits.net")).Split('\n');
        var shown = Output(command).Split('\n').Where(line => line != "…");
        Assert.Subset(printed.Select(Masked).ToHashSet(), shown.Select(Masked).ToHashSet());
    }

    private static IEnumerable<string> CodeIn(string text) =>
        Block().Matches(text).Where(block => block.Groups[1].Value != "console").Select(block => block.Groups[2].Value);

    /// <summary>What stands below a command, to the end of its block.</summary>
    private static string Output(string command)
    {
        var start = Readme.IndexOf(command, StringComparison.Ordinal) + command.Length;
        return Readme[start..Readme.IndexOf("```\n", start, StringComparison.Ordinal)];
    }

    /// <summary>Without the figures that depend on the machine.</summary>
    private static string Masked(string line) => MachineFigure().Replace(line, "#");

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    // Another instruction set rounds otherwise, so that the last digits of the others may differ too.
    [GeneratedRegex(@"(?<=(loss|held out|accuracy) \d\.\d)\d+|[\d,]+(?= examples/s)|[\d.]+(?= s$)")]
    private static partial Regex MachineFigure();
}
