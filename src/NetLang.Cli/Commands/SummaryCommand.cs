using System.CommandLine;
using System.Globalization;
using NetLang.Cli.Output;
using NetLang.Compiler;
using NetLang.Compiler.IR;
using NetLang.Runtime.Execution;
using Spectre.Console;

namespace NetLang.Cli.Commands;

/// <summary><c>netlangc summary fashion.net</c></summary>
internal sealed class SummaryCommand : Command
{
    private readonly SourceArguments source = new();

    public SummaryCommand(Terminal terminal)
        : base("summary", "Show the layers of a model with shapes, parameters, FLOPs and memory.")
    {
        source.AddTo(this, choosesModel: true);
        SetAction(result =>
        {
            var file = source.Open(result, terminal);
            if (file.Compile(new CompilerOptions()) is not { } compilation)
                return ExitCode.ProgramError;
            Show(terminal, ModelHost.Choose(compilation, result.GetValue(source.Model), file.Path), compilation);
            return ExitCode.Success;
        });
    }

    private static void Show(Terminal terminal, ModelDefinition model, Compilation compilation)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("layer");
        table.AddColumn("output");
        table.AddColumn(new TableColumn("parameters").RightAligned());
        foreach (var input in model.Inputs)
            table.AddRow(Markup.Escape(input.Name), Markup.Escape(input.Type.ToString()), "");
        foreach (var layer in model.Layers)
        {
            var depth = layer.Path.Count(c => c == '.');
            var name = layer.Path[(layer.Path.LastIndexOf('.') + 1)..];
            table.AddRow(
                new string(' ', 2 * depth) + Markup.Escape(name),
                Markup.Escape(layer.Output?.ToString() ?? ""),
                Count(Parameters(model, layer.Path + ".")));
        }

        terminal.Console.Write(table);
        var cost = ModelCost.Of(model, compilation);
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"parameters          {Parameters(model, ""):N0}"));
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FLOPs               {cost.Flops:N0} to predict one example (products alone)"));
        terminal.Out.WriteLine($"memory to predict   {Bytes(cost.PredictBytes)} for one example");
        if (cost.TrainBytes is { } train)
            terminal.Out.WriteLine($"memory to train     {Bytes(train)} for a batch of {cost.BatchSize}, weights not counted");
    }

    private static long Parameters(ModelDefinition model, string prefix) => model.Variables
        .Where(v => v.Kind == VariableKind.Parameter && v.Path.StartsWith(prefix, StringComparison.Ordinal))
        .Sum(v => v.Type.Shape.Size.ConstantValue);

    private static string Count(long value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bytes(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:F1} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:F1} MB");
}
