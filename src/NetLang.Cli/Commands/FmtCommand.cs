using System.CommandLine;
using System.Text;
using NetLang.Cli.Output;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Formatting;
using NetLang.Compiler.Text;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc fmt fashion.net models</c></summary>
internal sealed class FmtCommand : Command
{
    private readonly Argument<string[]> paths = new("paths")
    {
        Description = "Files, and folders with .net files at any depth; `-` formats standard input to standard output.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> check = new("--check")
    {
        Description = "Change nothing: name the files that are not formatted, and exit with 1 where there are any.",
    };

    public FmtCommand(Terminal terminal)
        : base("fmt", "Format files: their layout, and nothing else, is changed.")
    {
        Add(paths);
        Add(check);
        SetAction(result =>
        {
            var isCheck = result.GetValue(check);
            var codes = NetFiles.In(result.GetRequiredValue(paths))
                .Select(path => Format(new(path, DiagnosticStyle.Rendered, terminal), isCheck, terminal));
            return codes.ToList().Max();
        });
    }

    private static int Format(SourceFile file, bool isCheck, Terminal terminal)
    {
        var content = file.ReadBytes();
        var diagnostics = new DiagnosticBag();
        if (Formatter.Format(new SourceText(file.Path, file.Decode(content)), diagnostics) is not { } formatted)
        {
            file.Report(diagnostics.All);
            return ExitCode.ProgramError;
        }

        var bytes = Encoding.UTF8.GetBytes(formatted);
        var isFormatted = content.AsSpan().SequenceEqual(bytes);
        if (isCheck)
        {
            if (!isFormatted)
                terminal.Out.WriteLine($"{file.Path}: not formatted");
            return isFormatted ? ExitCode.Success : ExitCode.ProgramError;
        }

        if (file.IsStandardInput)
        {
            terminal.Out.Write(formatted);
        }
        else if (!isFormatted)
        {
            OutputFile.Write((file.Path, bytes));
            terminal.Out.WriteLine($"Formatted {file.Path}");
        }

        return ExitCode.Success;
    }
}
