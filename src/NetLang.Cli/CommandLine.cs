using System.CommandLine;
using NetLang.Cli.Caching;
using NetLang.Cli.Commands;
using NetLang.Cli.Output;

namespace NetLang.Cli;

/// <summary>All of netlangc's commands.</summary>
internal static class CommandLine
{
    private const string Description = """
        The NetLang compiler: checks, builds, trains and runs neural networks written in .net files.

        Exit codes: 0 success; 1 errors in the .net file; 2 wrong command line; 3 data, weights, output, training
        or GPU set-up failed; 70 internal error; 130 interrupted.
        """;

    /// <param name="builds">Where builds are kept; null for nowhere.</param>
    public static int Run(string[] args, Terminal terminal, string? builds)
    {
        var root = new RootCommand(Description)
        {
            new CheckCommand(terminal),
            new BuildCommand(terminal, new BuildCache(builds)),
            new TrainCommand(terminal),
            new EvalCommand(terminal),
            new PredictCommand(terminal),
            new GenerateCommand(terminal),
            new SummaryCommand(terminal),
            new ProfileCommand(terminal),
            new GraphCommand(terminal),
            new DevicesCommand(terminal),
            new FmtCommand(terminal),
            new ExplainCommand(terminal),
            new NewCommand(terminal),
        };
        var parsed = root.Parse(args);
        var isWrong = parsed.Errors.Count > 0;
        var configuration = new InvocationConfiguration
        {
            Output = isWrong ? terminal.Error : terminal.Out, // what is printed then is help that nobody asked for
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
        };
        var result = Guard.Run(terminal, () => parsed.Invoke(configuration));
        return isWrong ? ExitCode.UsageError : result;
    }
}
