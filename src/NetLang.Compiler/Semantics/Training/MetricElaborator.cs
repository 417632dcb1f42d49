using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>
/// Metrics: functions of output and target to a mean over the batch, or records whose <c>sums</c> are added up over all
/// batches and combined by <c>result</c>.
/// </summary>
internal sealed class MetricElaborator(Elaborator elaborator, Value output, Value target)
{
    private readonly List<GraphResult> outputs = [];
    private readonly List<MetricDefinition> metrics = [];

    /// <summary>What the evaluate graph gives for the metrics.</summary>
    public IReadOnlyList<GraphResult> Outputs => outputs;

    public ImmutableArray<MetricDefinition> Metrics => [.. metrics];

    public void Add(Argument metric)
    {
        switch (metric.Value)
        {
            case CallableValue function when PendingCall.Of(function).Missing == 2:
                AddMean(NameOf(function) ?? "metric", metric);
                break;
            case RecordValue record when record["name"] is StringValue name
                    && record["sums"] is CallableValue sums && record["result"] is CallableValue result:
                AddSums(name.Value, metric with { Value = sums }, metric with { Value = result }, record);
                break;
            case ErrorValue:
                break;
            default:
                elaborator.Fail(
                    TrainErrors.MetricShape,
                    metric.Span,
                    "a metric is a function of output and target, but this is " + metric.Value.Describe()
                    + (metric.Value is CallableValue other ? ", which " + PendingCall.Takes(other) : ""),
                    elaborator.NameFor(metric) ?? "write `[accuracy]`, `fun output target -> …`, or a record with the fields `name`, `sums` and `result`");
                break;
        }
    }

    private void AddMean(string wanted, Argument metric)
    {
        var name = Unique(wanted);
        var value = Apply(metric);
        if (Number(value, metric, name) is not { } node)
            return;
        outputs.Add(new GraphResult(ResultKind.Output, name, node));
        metrics.Add(new MetricDefinition(name, [name], null));
    }

    private void AddSums(string wanted, Argument sums, Argument result, RecordValue record)
    {
        var name = Unique(wanted);
        if (!Takes(sums, "sums", 2, "output and target", record))
            return;
        var value = Apply(sums);
        if (value is ErrorValue)
            return;
        var items = value is TupleValue tuple ? tuple.Items : [value];
        var nodes = items.Select(item => Number(item, sums, name)).ToList();
        if (!nodes.TrueForAll(node => node is not null))
            return;
        if (!Takes(result, "result", items.Length, items.Length == 1 ? "1 sum" : $"{items.Length} sums", record))
            return;

        var builder = elaborator.Builder;
        var inputs = items.Select((_, i) => new Argument(new ScalarValue(builder.HostInput($"s{i}")), result.Span));
        var combined = elaborator.Apply(result.Value, result.Span, [.. inputs]);
        if (combined is ErrorValue)
            return;
        if (combined is not (ScalarValue or IntValue or FloatValue))
        {
            Fail(combined, result, name);
            return;
        }

        var names = nodes.Select((_, i) => $"{name}.{i}").ToImmutableArray();
        outputs.AddRange(nodes.Select((node, i) => new GraphResult(ResultKind.Output, names[i], node!)));
        var value2 = new GraphResult(ResultKind.Output, "value", ScheduleElaborator.ToNode(builder, combined));
        metrics.Add(new MetricDefinition(name, names, new Graph(name, [value2])));
    }

    /// <summary>Whether a function of a record takes as many arguments as it is given; reports where not.</summary>
    private bool Takes(Argument function, string field, int count, string given, RecordValue record)
    {
        if (PendingCall.Of(function.Value).Missing == count)
            return true;
        var takes = PendingCall.Takes(function.Value);
        elaborator.Fail(
            TrainErrors.MetricShape,
            function.Span,
            $"`{field}` of a metric is given {given}, but this one {takes}",
            $"write `{field} = fun {string.Join(' ', Enumerable.Range(0, count).Select(i => (char)('a' + i)))} -> …`",
            record.Fields.First(f => f.Name == field).Place is { } place ? [new DiagnosticLabel(place, takes)] : []);
        return false;
    }

    private Value Apply(Argument function) => elaborator.Apply(
        function.Value, function.Span, new Argument(output, function.Span), new Argument(target, function.Span));

    /// <summary>A float tensor of rank 0; null after reporting.</summary>
    private Node? Number(Value value, Argument metric, string name)
    {
        switch (value)
        {
            case NodeValue { Type: { Shape.Rank: 0 } type } tensor when type.Element.IsFloat():
                return tensor.Node;
            case ScalarValue or IntValue or FloatValue or DimValue:
                var builder = elaborator.Builder;
                return builder.Cast(ScheduleElaborator.ToNode(builder, value), ElementType.F32);
            case ErrorValue:
                return null;
            default:
                Fail(value, metric, name);
                return null;
        }
    }

    private void Fail(Value value, Argument metric, string name) => elaborator.Fail(
        TrainErrors.MetricShape,
        metric.Span,
        $"the metric `{name}` gives {value.Describe()}, not a number",
        "take the mean over the batch");

    private string Unique(string wanted)
    {
        var name = wanted;
        for (var i = 2; metrics.Exists(m => m.Name == name) || name == TrainGraphNames.Loss; i++)
            name = wanted + i;
        return name;
    }

    private static string? NameOf(Value metric) => metric switch
    {
        PrimaryFunction function => function.DefinitionName,
        PartialValue partial => partial.Function.DefinitionName,
        NamedValue named => named.Name,
        _ => null,
    };
}
