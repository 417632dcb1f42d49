namespace NetLang.Cli.Tests.Commands;

public class CommandLineTests
{
    [Fact]
    public void Help_lists_the_commands_and_exit_codes()
    {
        // The usage line names the program that runs, which is the test host here.
        var help = Netlangc.Succeed("--help").Replace(AppDomain.CurrentDomain.FriendlyName, "netlangc", StringComparison.Ordinal);
        Snapshot.Match(help, "help");
    }

    [Theory]
    [InlineData("check")]
    [InlineData("build")]
    [InlineData("train")]
    [InlineData("eval")]
    [InlineData("predict")]
    [InlineData("summary")]
    [InlineData("graph")]
    [InlineData("fmt")]
    [InlineData("explain")]
    [InlineData("new")]
    public void Every_command_has_help(string command)
    {
        var help = Netlangc.Succeed(command, "--help");
        Assert.Contains("Usage:", help, StringComparison.Ordinal);
        Assert.Contains("Arguments:", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("frobnicate")]
    [InlineData("check")]
    [InlineData("build")]
    [InlineData("train")]
    [InlineData("eval")]
    [InlineData("predict")]
    [InlineData("summary")]
    [InlineData("graph")]
    [InlineData("fmt")]
    [InlineData("new")]
    [InlineData("explain", "NL1001", "NL1002")]
    [InlineData("check", "net.net", "other.net")]
    [InlineData("eval", "net.net")]
    [InlineData("predict", "net.net")]
    [InlineData("check", "net.net", "--diagnostics", "loud")]
    [InlineData("train", "net.net", "--epochs", "0")]
    [InlineData("train", "net.net", "--batch", "-1")]
    [InlineData("train", "net.net", "--threads", "0")]
    [InlineData("train", "net.net", "--seed", "many")]
    [InlineData("build", "net.net", "--emit", "poetry")]
    [InlineData("graph", "net.net", "--format", "png")]
    [InlineData("graph", "net.net", "--depth", "0")]
    public void A_wrong_command_line_exits_with_2_and_says_why_and_what_is_right(params string[] arguments)
    {
        var result = Netlangc.Run(arguments);
        Assert.Equal(ExitCode.UsageError, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains("Usage:", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--epochs", "0", "1 to 2147483647")]
    [InlineData("--batch", "1.5", "1 to 2147483647")]
    [InlineData("--threads", "all", "1 to 2147483647")]
    [InlineData("--seed", "-1", "0 to 18446744073709551615")]
    public void A_wrong_number_is_told_with_the_right_ones(string option, string value, string range) => Assert.StartsWith(
        $"{option} must be a whole number from {range}.",
        Netlangc.Run("train", "net.net", option, value).Error,
        StringComparison.Ordinal);

    [Fact]
    public void Explain_shows_the_page_of_a_code() => Snapshot.Match(Netlangc.Succeed("explain", "nl4701"), "explain");

    [Fact]
    public void Explain_without_a_code_lists_all()
    {
        var lines = Netlangc.Succeed("explain").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var codes = lines.Select(line => line[..6]).ToList();
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
        Assert.Contains("NL1001", codes);
        Assert.Contains("NL4501", codes);
        Assert.Contains("NL5103", codes);
    }

    [Fact]
    public void Explain_suggests_a_code()
    {
        var result = Netlangc.Run("explain", "NL470");
        Assert.Equal(ExitCode.UsageError, result.ExitCode);
        Assert.Contains("did you mean", result.Error, StringComparison.OrdinalIgnoreCase);
    }
}
