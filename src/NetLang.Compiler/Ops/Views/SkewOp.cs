using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// A part of <c>axis</c> that begins elsewhere for each place of the last axis: y[.., p, .., k] = x[.., start + p +
/// step · k, .., k], in the given <c>shape</c>. The adjoint of <see cref="WindowsOp"/>, together with a sum.
/// </summary>
public sealed class SkewOp : ViewOp
{
    private SkewOp()
        : base("skew")
    {
    }

    public static SkewOp Instance { get; } = new();

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 1);
        var (axis, _, _) = Of(attributes);
        var (type, shape) = (inputs[0], attributes.Shape("shape"));
        var fits = shape.Rank == type.Shape.Rank && axis >= 0 && axis < shape.Rank - 1
            && shape.Dims.RemoveAt(axis).SequenceEqual(type.Shape.Dims.RemoveAt(axis));
        Require.That(this, fits, $"{type} to {shape} along axis {axis}");
        return type with { Shape = shape };
    }

    public override CoordinateMap Map(Node node)
    {
        var (axis, start, step) = Of(node.Attributes);
        var last = node.Shape.Rank - 1;
        return new(
        [
            .. Enumerable.Range(0, last + 1).Select(i => i == axis
                ? new CoordinateTerm(start, [(axis, 1), (last, step)])
                : CoordinateTerm.Same(i)),
        ]);
    }

    /// <summary>Place q of the input is place q − start − step · k of the result, where that is inside.</summary>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        var (axis, start, step) = Of(node.Attributes);
        var length = node.Inputs[0].Shape[axis];
        var reach = (node.Shape[^1] - 1) * step;
        var (before, behind) = step > 0 ? (start + reach, Dim.Zero) : (start, -reach);
        var zeros = outputGradient.Shape.Select((_, i) => i == axis ? before : Dim.Zero);
        var longer = outputGradient.Shape.Dims.SetItem(axis, before + outputGradient.Shape[axis] + length + behind);
        var padded = builder.Pad(outputGradient, new Shape([.. zeros]), new Shape(longer));
        return [builder.Skew(padded, axis, before - start, length, -step)];
    }

    public override Node? Sink(Node node, Node transposition, GraphBuilder builder)
    {
        var order = Permutation.Of(transposition)!;
        var (axis, start, step) = Of(node.Attributes);
        return order[node.Shape.Rank - 1] != node.Shape.Rank - 1
            ? null
            : order.Apply(builder.Skew(transposition.Inputs[0], order[axis], start, node.Shape[axis], step), builder);
    }

    private static (int Axis, Dim Start, long Step) Of(Attributes attributes) =>
        ((int)attributes.Int("axis"), attributes.Shape("start")[0], attributes.Int("step"));
}
