using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Models;

/// <summary>
/// Writes the class that tells the runtime what a model is: its tensors, metrics, and defaults of training.
/// </summary>
internal sealed class SpecificationEmitter(ModelDefinition model)
{
    public void Emit(CsWriter writer)
    {
        using var type = writer.Open($"internal static class Specification");
        using (writer.Open($"public static ModelSpec Create() => new()", "};"))
            EmitProperties(writer);
        foreach (var (number, metric) in model.Metrics.Index())
        {
            if (metric.Result is { } result)
            {
                writer.Blank();
                MetricCode.Emit(writer, MetricName(number), result);
            }
        }
    }

    private static CsName MetricName(int number) => CsName.Of($"Metric{number}");

    private void EmitProperties(CsWriter writer)
    {
        var batch = model.BatchSymbol is { } symbol ? model.Symbols.IndexOf(symbol) : -1;
        writer.Line($"Name = {CsLiteral.Of(model.Name)},");
        SpecCode.Property(writer, "Variables", [.. model.Variables.Select(SpecCode.Of)]);
        writer.Line($"Symbols = [{SpecCode.List(model.Symbols.Select(s => (CsCode)CsLiteral.Of(s)))}],");
        writer.Line($"BatchSymbol = {batch},");
        SpecCode.Property(writer, "Inputs", Tensors(model.Inputs));
        SpecCode.Property(writer, "Outputs", Tensors(model.Outputs));
        SpecCode.Property(writer, "Targets", Tensors(model.Targets));
        SpecCode.Property(writer, "Metrics", [.. model.Metrics.Select((m, i) => Metric(m, i))]);
        if (model.Step is { } step)
            writer.Line($"TimeSymbol = {step.Time},");
        if (model.StepObstacle is { } obstacle)
            writer.Line($"StepObstacle = {CsLiteral.Of(obstacle)},");
        if (model.Step?.Context is { } context)
            writer.Line($"Context = {context},");
        if (model.Training is { } training)
            EmitTraining(writer, training);
    }

    private static void EmitTraining(CsWriter writer, TrainingDefaults training)
    {
        using var record = writer.Open($"Training = new()", "},");
        writer.Line($"BatchSize = {training.BatchSize},");
        writer.Line($"Epochs = {training.Epochs},");
        writer.Line($"Seed = {CsLiteral.Of(training.Seed)},");
        writer.Line($"Data = {DataSourceCode.Of(training.Data)},");
        writer.Line($"Validation = {DataSourceCode.Of(training.Validation)},");
        if (training.Pretrained is not null)
            writer.Line($"Pretrained = {CsLiteral.Of(training.Pretrained)},");
    }

    private CsCode[] Tensors(ImmutableArray<ModelTensor> tensors) =>
        [.. tensors.Select(t => SpecCode.Of(t.Name, t.Type, model.Symbols, t.IndexBound))];

    private CsCode Metric(MetricDefinition metric, int number)
    {
        // Host scalars are no outputs of the program, so that numbers count tensors alone.
        var outputs = model.Evaluate!.Results.Where(r => r.Kind == ResultKind.Output).Select(r => r.Name).ToList();
        var fed = SpecCode.List(metric.Outputs.Select(o => CsCode.Of($"{outputs.IndexOf(o)}")));
        CsCode result = metric.Result is null ? CsLiteral.Null : MetricName(number);
        return CsCode.Of($"new({CsLiteral.Of(metric.Name)}, [{fed}], {result})");
    }
}
