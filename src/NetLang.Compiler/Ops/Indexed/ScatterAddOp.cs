using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// A whole of attribute <c>size</c> along the axis: of each place the sum, in their row-major order, of the elements that
/// the index sends there.
/// </summary>
public sealed class ScatterAddOp : IndexedOp
{
    private ScatterAddOp()
        : base("scatterAdd")
    {
    }

    public static ScatterAddOp Instance { get; } = new();

    public override bool Accumulates => true;

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        var axes = AxesOf(inputs, attributes);
        var (elements, index) = (inputs[0].Shape, inputs[1].Shape);
        Require.That(this, inputs[0].Element.IsComputed(), $"no sums of {inputs[0]}");
        var fit = axes.Axis + axes.Places <= elements.Rank && axes.OfIndex(elements.Dims).SequenceEqual(index.Dims);
        Require.That(this, fit, $"{inputs[0]} by {inputs[1]}");
        return inputs[0] with { Shape = new Shape(axes.OfWhole(elements.Dims, attributes.Shape("size")[0])) };
    }

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        var axes = IndexedAxes.Of(node);
        return [builder.Gather(outputGradient, node.Inputs[1], axes.Axis, axes.Batch), null];
    }

    public override TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        var axes = IndexedAxes.Of(node);
        var whole = context.Extents(node.Shape);
        var sums = new double[RowMajor.Size(whole)];
        var number = 0;
        foreach (var element in RowMajor.Coordinates(inputs[0].Shape))
        {
            var value = inputs[0].Values[number++];
            if (axes.Place(element, inputs[1], whole) is { } place)
                sums[RowMajor.Index(place, whole)] += value;
        }

        // Rounded once, at the end: the reference is more exact than any order of additions.
        return new(node.Type.Element, whole, [.. sums.Select(s => TensorValue.Round(node.Type.Element, s))]);
    }
}
