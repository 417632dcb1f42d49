using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>The elements of a whole that an index names, 0 where it names none.</summary>
public sealed class GatherOp : IndexedOp
{
    private GatherOp()
        : base("gather")
    {
    }

    public static GatherOp Instance { get; } = new();

    public override bool Accumulates => false;

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        var axes = AxesOf(inputs, attributes);
        var (whole, index) = (inputs[0].Shape, inputs[1].Shape);
        var fit = axes.Axis < whole.Rank && whole.Take(axes.Batch).SequenceEqual(index.Take(axes.Batch));
        Require.That(this, fit, $"{inputs[0]} by {inputs[1]}");
        return inputs[0] with { Shape = new Shape(axes.OfElements(whole.Dims, index.Dims)) };
    }

    /// <summary>Where an index of each step names places of the same whole.</summary>
    public override Node? Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) =>
        IndexedAxes.Of(node) is { Axis: 0 } && !inputs[0].Varies
            ? builder.Apply(this, [inputs[0].Value, inputs[1].Value], node.Attributes)
            : null;

    public override Narrowed Narrow(Node node, Box box)
    {
        var axes = IndexedAxes.Of(node);
        var counted = AxisRange.Whole(node.Inputs[0].Shape[axes.Axis]);
        return new(node.Attributes, [new(axes.OfWhole(box.Axes, counted)), new(axes.OfIndex(box.Axes))]);
    }

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        var axes = IndexedAxes.Of(node);
        return [builder.ScatterAdd(outputGradient, node.Inputs[1], node.Inputs[0].Shape[axes.Axis], axes.Axis, axes.Batch), null];
    }

    public override TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        var axes = IndexedAxes.Of(node);
        return TensorValue.Fill(node.Type.Element, context.Extents(node.Shape), element =>
            axes.Place(element, inputs[1], inputs[0].Shape) is { } place ? inputs[0][place] : 0);
    }
}
