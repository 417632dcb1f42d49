using System.CommandLine;
using NetLang.Cli.Output;

namespace NetLang.Cli.Commands;

/// <summary>What every command that compiles a file takes.</summary>
internal sealed class SourceArguments
{
    public Argument<string> File { get; } = new("file") { Description = "The .net file." };

    public Option<string?> Model { get; } = new("--model")
    {
        Description = "Which model of the file, where it has several.",
    };

    public Option<DiagnosticStyle> Diagnostics { get; } = new("--diagnostics")
    {
        Description = "How errors are shown: with their source (rendered), one line each (canonical), or as JSON (json).",
        DefaultValueFactory = _ => DiagnosticStyle.Rendered,
    };

    public void AddTo(Command command, bool choosesModel = false)
    {
        command.Add(File);
        command.Add(Diagnostics);
        if (choosesModel)
            command.Add(Model);
    }

    public SourceFile Open(ParseResult result, Terminal terminal) =>
        new(result.GetRequiredValue(File), result.GetValue(Diagnostics), terminal);
}
