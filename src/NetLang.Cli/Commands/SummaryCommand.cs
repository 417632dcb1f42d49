using System.CommandLine;
using NetLang.Cli.Output;
using NetLang.Compiler;
using NetLang.Compiler.IR;

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
        var cost = new ModelCost(model, compilation);
        terminal.Console.Write(LayerTable.Render(model, cost));
        var symbols = string.Concat(model.Symbols.Where(s => s != model.BatchSymbol).Select(s => $", {s} = 1"));
        terminal.Out.WriteLine("FLOPs (of products) and activations are those of predicting one example.");
        terminal.Out.WriteLine($"memory to predict   {LayerTable.Bytes(cost.PredictBytes)} for one example{symbols}");
        if (cost.TrainBytes is { } train)
        {
            var batch = $"a batch of {cost.BatchSize}{symbols}";
            terminal.Out.WriteLine($"memory to train     {LayerTable.Bytes(train)} for {batch}, weights not counted");
        }
    }
}
