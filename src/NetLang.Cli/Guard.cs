using NetLang.Cli.Output;
using NetLang.Compiler.Diagnostics;
using NetLang.Runtime;

namespace NetLang.Cli;

/// <summary>Turns what a command throws into a message and an exit code.</summary>
internal static class Guard
{
    public static int Run(Terminal terminal, Func<int> command)
    {
        try
        {
            return command();
        }
        catch (NetLangException failure)
        {
            // It may quote a file: the header of a table, say.
            var problem = TerminalText.Clean(failure.Problem, keepLines: true);
            terminal.Error.WriteLine($"error {failure.Error.Code}: {problem}");
            terminal.Error.WriteLine($"  help: {TerminalText.Clean(failure.Help, keepLines: true)}");
            return ExitCode.RunError;
        }
        catch (OperationCanceledException)
        {
            terminal.Error.WriteLine("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            terminal.Error.WriteLine($"""
                error: netlangc has failed; this is a mistake of the compiler, not yours.
                Please report it with the command, the .net file and these lines:
                netlangc {typeof(Guard).Assembly.GetName().Version}, .NET {Environment.Version}, {Environment.OSVersion}
                {failure}
                """);
            return ExitCode.InternalError;
        }
    }
}
