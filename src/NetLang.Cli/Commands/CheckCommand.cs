using System.CommandLine;
using NetLang.Cli.Output;
using NetLang.Compiler;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc check fashion.net</c></summary>
internal sealed class CheckCommand : Command
{
    private readonly SourceArguments source = new();

    public CheckCommand(Terminal terminal)
        : base("check", "Check a file: syntax, names, shapes, training set-up.")
    {
        source.AddTo(this);
        SetAction(result =>
        {
            var file = source.Open(result, terminal);
            if (file.Compile(new CompilerOptions()) is not { } compilation)
                return ExitCode.ProgramError;
            if (result.GetValue(source.Diagnostics) == DiagnosticStyle.Rendered)
            {
                var models = string.Join(", ", compilation.Models.Select(m => m.Name));
                terminal.Out.WriteLine($"{file.Path}: no errors ({(models == "" ? "no models" : models)})");
            }

            return ExitCode.Success;
        });
    }
}
