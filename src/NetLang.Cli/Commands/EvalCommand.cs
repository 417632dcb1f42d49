using System.CommandLine;
using System.Globalization;
using NetLang.Cli.Gpu;
using NetLang.Cli.Output;
using NetLang.Compiler.Diagnostics;
using NetLang.Runtime;
using NetLang.Runtime.Data;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc eval fashion.net --weights fashion.safetensors</c></summary>
internal sealed class EvalCommand : Command
{
    private readonly SourceArguments source = new();
    private readonly RunArguments run = new();
    private readonly DeviceOption device = new();

    private readonly Option<string> weights = new("--weights")
    {
        Description = "The weights (safetensors).",
        Required = true,
    };

    private readonly Option<bool> json = new("--json") { Description = "Print JSON." };

    public EvalCommand(Terminal terminal)
        : base("eval", "Measure loss, metrics and mistaken classes on the data held out.")
    {
        source.AddTo(this, choosesModel: true);
        run.AddTo(this);
        device.AddTo(this);
        Add(weights);
        Add(json);
        SetAction(result => Run(result, terminal));
    }

    private int Run(ParseResult result, Terminal terminal)
    {
        var file = source.Open(result, terminal);
        var opened = ModelHost.Open(
            file,
            result.GetValue(source.Model),
            run.Options(result),
            device.Choose(result, terminal),
            result.GetRequiredValue(weights));
        if (opened is not var (model, definition))
            return ExitCode.ProgramError;
        if (definition.Evaluate is null)
        {
            throw new NetLangException(
                CliErrors.NotTrainable,
                $"{definition.Name} has no train record, so there is no loss to measure",
                $"add `train {definition.Name} = {{ data = …; validate = …; loss = … }}` to {file.Path}");
        }

        var loader = new DataLoader(model.Specification, result.GetValue(run.Data) ?? file.Folder);
        var data = loader.LoadValidation(model.Specification.Training!);
        var report = model.Evaluate(data);
        var confusion = model.Confusion(data) is { } matrix
            ? new ConfusionTables(matrix, loader.ClassNames(model.Specification.Training))
            : null;
        var rows = new List<KeyValuePair<string, double>> { new("loss", report.Loss) };
        rows.AddRange(report.Metrics.Select(m => KeyValuePair.Create(m.Name, m.Value)));
        if (result.GetValue(json))
        {
            var values = rows.ToDictionary(row => row.Key, row => (object)row.Value);
            confusion?.AddTo(values);
            terminal.Out.WriteLine(Json.Text(values));
            return ExitCode.Success;
        }

        var width = rows.Max(r => r.Key.Length);
        foreach (var (name, value) in rows)
        {
            var shown = TerminalText.Clean(name).PadRight(width);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shown}  {value:F4}"));
        }

        foreach (var table in confusion?.Render() ?? [])
            terminal.Console.Write(table);
        return ExitCode.Success;
    }
}
