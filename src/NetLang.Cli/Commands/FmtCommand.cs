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
                .Select(path => Format(path, isCheck, terminal));
            return codes.ToList().Max();
        });
    }

    private static int Format(string path, bool isCheck, Terminal terminal)
    {
        var isStandardInput = path == "-";
        var content = SourceReader.ReadBytes(path, isStandardInput ? terminal.In : null);
        var diagnostics = new DiagnosticBag();
        if (Formatter.Format(new SourceText(path, SourceReader.Decode(path, content)), diagnostics) is not { } formatted)
        {
            new SourceFile(path, DiagnosticStyle.Rendered, terminal).Report(diagnostics.All);
            return ExitCode.ProgramError;
        }

        var bytes = Encoding.UTF8.GetBytes(formatted);
        var isFormatted = content.AsSpan().SequenceEqual(bytes);
        if (isCheck)
        {
            if (!isFormatted)
                terminal.Out.WriteLine($"{path}: not formatted");
            return isFormatted ? ExitCode.Success : ExitCode.ProgramError;
        }

        if (isStandardInput)
        {
            terminal.Out.Write(formatted);
        }
        else if (!isFormatted)
        {
            OutputFile.Write((path, bytes));
            terminal.Out.WriteLine($"Formatted {path}");
        }

        return ExitCode.Success;
    }
}
