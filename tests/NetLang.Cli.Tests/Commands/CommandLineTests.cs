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
    [InlineData("explain")]
    [InlineData("new")]
    public void Every_command_has_help(string command)
    {
        var help = Netlangc.Succeed(command, "--help");
        Assert.Contains("Usage:", help, StringComparison.Ordinal);
        Assert.Contains("Arguments:", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("train")]
    [InlineData("eval", "net.net")]
    [InlineData("check", "net.net", "--diagnostics", "loud")]
    [InlineData("train", "net.net", "--epochs", "0")]
    [InlineData("train", "net.net", "--batch", "-1")]
    [InlineData("train", "net.net", "--threads", "0")]
    [InlineData("train", "net.net", "--seed", "many")]
    [InlineData("build", "net.net", "--emit", "poetry")]
    public void A_wrong_command_line_exits_with_2_and_says_why(params string[] arguments)
    {
        var result = Netlangc.Run(arguments);
        Assert.Equal(ExitCode.UsageError, result.ExitCode);
        Assert.NotEqual("", result.Error.Trim());
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

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
