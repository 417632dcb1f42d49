using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// A body that runs once for each place along axis 0 of some tensors, and hands carries from one step to the next. Results
/// are the last carries, then the body's outputs, stacked along a new axis 0.
/// </summary>
public sealed class ScanOp : MultiResultOp
{
    private ScanOp()
        : base("scan")
    {
    }

    public static ScanOp Instance { get; } = new();

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        var scan = Scan.Of(attributes);
        var result = (int)attributes.Int("result");
        Require.That(this, inputs.Length >= scan.Carries + scan.Scanned, $"{inputs.Length} inputs");
        Require.That(this, result >= 0 && result < scan.Results, $"no result {result}");
        foreach (var (number, type) in inputs.Index())
        {
            var isScanned = number >= scan.Carries && number < scan.Carries + scan.Scanned;
            Require.That(this, !isScanned || (type.Shape.Rank > 0 && type.Shape[0].Equals(scan.Length)), $"{type} has not {scan.Length} places");
            var expected = isScanned ? type with { Shape = new Shape(type.Shape.Dims.RemoveAt(0)) } : type;
            Require.That(this, scan.Leaf(number) is not { } leaf || leaf.Type == expected, $"{scan.NameOf(number)} is not {expected}");
            Require.That(this, number >= scan.Carries || scan.NewValue(number).Type == type, $"{scan.NameOf(number)} changes its type {type}");
        }

        return result < scan.Carries ? inputs[result] : Stacked(scan.Outputs[result - scan.Carries].Type, scan.Length);
    }

    public override bool IsDifferentiable(int input) => true;

    public override ImmutableArray<Node?> Gradients(
        Node node, IReadOnlyDictionary<int, Node> resultGradients, IReadOnlySet<int> wanted, GraphBuilder builder) =>
        new ScanGradient(node, resultGradients, wanted, builder).Build();

    public override IReadOnlyDictionary<int, Node> Keep(
        Node node, ImmutableArray<Node> inputs, IReadOnlySet<int> used, GraphBuilder builder) =>
        new ScanPruning(Scan.Of(node), inputs.Length, used).Rebuild(inputs, builder);

    public override (ImmutableArray<Node> Inputs, Attributes Attributes)? Hoist(
        Node node, ImmutableArray<Node> inputs, GraphBuilder builder) => new ScanHoisting(node, inputs, builder).Rebuild();

    public override IReadOnlyList<Node>? Segment(Node node, ImmutableArray<Node> inputs, GraphBuilder builder) =>
        new ScanSegments(node, inputs, builder).Build();

    public override Attributes Save(Attributes attributes) => Scan.Of(attributes).WithAllValues().ToAttributes(0);

    public override Dim Steps(Node node) => Scan.Of(node).Length;

    public override int States(Node node) => Scan.Of(node) is { Reverse: false } scan ? scan.Carries : 0;

    public override Narrowed? NarrowToSteps(Node node, Box box, AxisRange steps)
    {
        var scan = Scan.Of(node);
        var whole = Box.Whole(node.Shape);
        var wanted = ResultOf(node) < scan.Carries ? whole : new(whole.Axes.SetItem(0, steps));
        if (scan.Reverse || !box.Equals(wanted) || scan.Body.Nodes.Any(n => Scan.ReadsPlace(n, scan.Index)))
            return null;
        var boxes = node.Inputs.Select(input => Box.Whole(input.Shape)).ToArray();
        for (var input = scan.Carries; input < scan.Carries + scan.Scanned; input++)
            boxes[input] = new(boxes[input].Axes.SetItem(0, steps));
        return new((scan with { Length = steps.Length }).ToAttributes(ResultOf(node)), [.. boxes]);
    }

    public override Node? OnlyStep(Node node, ImmutableArray<Node> inputs, GraphBuilder builder)
    {
        var scan = Scan.Of(node);
        if (!scan.Length.IsOne || scan.Body.Nodes.Any(n => Scan.ReadsPlace(n, scan.Index)))
            return null;
        var copies = new NodeCopies(builder);
        for (var input = 0; input < inputs.Length; input++)
        {
            if (scan.Leaf(input) is { } leaf)
                copies.Add(leaf, builder.Reshape(inputs[input], leaf.Shape)); // what is scanned loses its axis of one step
        }

        var result = ResultOf(node);
        var value = result < scan.Carries ? scan.NewValue(result) : scan.Outputs[result - scan.Carries];
        return builder.Reshape(copies.Of(value), node.Shape);
    }

    public override bool ReadsMemory(Node node, int input) => input >= Scan.Of(node).Carries;

    public override ImmutableArray<TensorValue> EvaluateAll(
        Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        var scan = Scan.Of(node);
        var length = context.Value(scan.Length);
        var variables = inputs.Take(scan.Carries).Index().ToDictionary(c => Scan.CarryName(c.Index), c => c.Item);
        var stacked = scan.Outputs.Select(o => Zeros(Stacked(o.Type, scan.Length), context)).ToList();
        for (var step = 0L; step < length; step++)
        {
            var place = scan.Reverse ? length - 1 - step : step;
            var results = Interpreter.Run(scan.Body, context with
            {
                Symbols = new Dictionary<string, long>(context.Symbols) { [scan.Index] = place },
                Inputs = StepInputs(scan, inputs, place),
                Variables = variables,
            });
            variables = results.Updates.ToDictionary();
            foreach (var (number, tensor) in stacked.Index())
            {
                var output = results.Outputs[Scan.OutputName(number)].Values;
                output.CopyTo(tensor.Values, place * output.Length);
            }
        }

        return [.. Enumerable.Range(0, scan.Carries).Select(c => variables[Scan.CarryName(c)]), .. stacked];
    }

    private static Dictionary<string, TensorValue> StepInputs(Scan scan, ImmutableArray<TensorValue> inputs, long place) =>
        inputs.Index().Skip(scan.Carries).ToDictionary(
            i => scan.NameOf(i.Index),
            i => i.Index < scan.Carries + scan.Scanned ? At(i.Item, place) : i.Item);

    private static TensorValue At(TensorValue tensor, long place)
    {
        var shape = tensor.Shape[1..];
        var size = (int)RowMajor.Size(shape);
        return new(tensor.Element, shape, tensor.Values.AsSpan((int)place * size, size).ToArray());
    }

    private static TensorValue Zeros(TensorType type, EvaluationContext context)
    {
        var extents = context.Extents(type.Shape);
        return new(type.Element, extents, new double[RowMajor.Size(extents)]);
    }

    private static TensorType Stacked(TensorType type, Dim length) => type with { Shape = type.Shape.Stacked(length) };
}
