using System.CommandLine;
using NetLang.Cli.Output;
using NetLang.Compiler;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc check fashion.net</c></summary>
internal sealed class CheckCommand : Command
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    private readonly SourceArguments source = new();

    private readonly Option<bool> watch = new("--watch")
    {
        Description = "Check again when the file, or one that it imports, has changed, until Ctrl-C (exit code 130).",
    };

    public CheckCommand(Terminal terminal)
        : base("check", "Check a file: syntax, names, shapes, training set-up.")
    {
        source.AddTo(this);
        Add(watch);
        // On another thread: Ctrl-C is heeded only once the action has returned its task.
        SetAction((result, cancellation) =>
            Task.Run(() => Run(result, terminal, cancellation), CancellationToken.None));
    }

    private int Run(ParseResult result, Terminal terminal, CancellationToken cancellation)
    {
        var file = source.Open(result, terminal);
        var reports = result.GetValue(source.Diagnostics) == DiagnosticStyle.Rendered;
        if (!result.GetValue(watch))
            return Check(file, reports, terminal);
        SourceWatch.Run(file, CheckAndSay, Pause);
        return ExitCode.Success;

        void CheckAndSay()
        {
            Guard.Run(terminal, () => Check(file, reports, terminal)); // a file that cannot be read may be there soon
            var count = file.Texts.Count;
            terminal.Error.WriteLine($"Watching {(count == 1 ? file.Path : $"{count} files")}; Ctrl-C ends it.");
        }

        void Pause()
        {
            cancellation.WaitHandle.WaitOne(LookInterval);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static int Check(SourceFile file, bool reports, Terminal terminal)
    {
        if (file.Compile(new CompilerOptions()) is not { } compilation)
            return ExitCode.ProgramError;
        if (reports)
        {
            var models = string.Join(", ", compilation.Models.Select(m => m.Name));
            terminal.Out.WriteLine($"{file.Path}: no errors ({(models == "" ? "no models" : models)})");
        }

        return ExitCode.Success;
    }
}
