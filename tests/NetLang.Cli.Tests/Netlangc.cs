using System.Runtime.CompilerServices;
using System.Text;
using NetLang.Cli.Output;

namespace NetLang.Cli.Tests;

/// <summary>What a command wrote and returned.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>Runs netlangc within the test's process.</summary>
internal static class Netlangc
{
    /// <summary>The folder of NetLang.sln.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    public static string Examples { get; } = Path.Combine(Root, "examples");

    public static CommandResult Run(params string[] arguments) => RunWith(builds: null, arguments);

    /// <param name="builds">The folder where builds are kept.</param>
    public static CommandResult RunWith(string? builds, params string[] arguments) => Run(builds, "", arguments);

    /// <summary>Runs a command with a text as its standard input.</summary>
    public static CommandResult RunOn(string input, params string[] arguments) => Run(null, input, arguments);

    private static CommandResult Run(string? builds, string input, string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var code = CommandLine.Run(arguments, new Terminal(output, error, interactive: false) { In = stream }, builds);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command that must succeed, and gives what it printed.</summary>
    public static string Succeed(params string[] arguments)
    {
        var result = Run(arguments);
        Assert.True(result.ExitCode == ExitCode.Success, $"exit code {result.ExitCode}\n{result.Output}\n{result.Error}");
        Assert.Equal("", result.Error);
        return result.Output;
    }

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
