using System.CommandLine;
using NetLang.Cli.Output;
using NetLang.Compiler.Diagnostics;

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

    public Option<string?> Allow { get; } = new("--allow")
    {
        Description = "The codes of warnings that are not shown, with commas between.",
        HelpName = "CODES",
    };

    public Option<bool> WarningsAsErrors { get; } = new("--warnings-as-errors")
    {
        Description = "Fail where a warning is shown.",
    };

    public void AddTo(Command command, bool choosesModel = false)
    {
        Allow.Validators.Add(result =>
        {
            foreach (var code in Codes(result.GetValueOrDefault<string?>()).Where(code => !IsWarning(code)))
                result.AddError($"--allow takes codes of warnings, and {code} is none.");
        });
        command.Add(File);
        command.Add(Diagnostics);
        command.Add(Allow);
        command.Add(WarningsAsErrors);
        if (choosesModel)
            command.Add(Model);
    }

    public SourceFile Open(ParseResult result, Terminal terminal) => new(
        result.GetRequiredValue(File), result.GetValue(Diagnostics), terminal)
    {
        Allow = [.. Codes(result.GetValue(Allow)).Select(code => DiagnosticCatalog.Find(code)!.Code)],
        WarningsAreErrors = result.GetValue(WarningsAsErrors),
    };

    private static IEnumerable<string> Codes(string? list) => list?.Split(',') ?? [];

    private static bool IsWarning(string code) => DiagnosticCatalog.Find(code) is { Severity: Severity.Warning };
}
