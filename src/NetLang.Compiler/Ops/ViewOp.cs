using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Moves elements without computing: each element of the result is one element of the input, at an affine place.
/// Never materialised unless a kernel needs it so.
/// </summary>
public abstract class ViewOp(string name) : Op(name)
{
    /// <summary>Whether no program asks for it: it is put in where an operation needs equal shapes.</summary>
    public virtual bool IsImplicit => false;

    /// <summary>Whether it shows each element of its input once, in another order.</summary>
    public virtual bool IsReordering => false;

    /// <summary>Where in the input an element of the result comes from.</summary>
    public abstract CoordinateMap Map(Node node);

    public sealed override (int Input, int Axis)? SourceOf(Node node, int axis)
    {
        var terms = Map(node).Axes;
        for (var source = 0; source < terms.Length; source++)
        {
            if (terms[source].IsSame(axis))
                return (0, source);
        }

        return null;
    }

    public override Node? Merge(Node node, AxisSplit split, GraphBuilder builder) => null;

    public sealed override bool IsDifferentiable(int input) => true;

    public sealed override TensorValue Evaluate(
        Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        var map = Map(node).Axes;
        var offsets = map.Select(t => context.Value(t.Offset)).ToArray();
        var place = new long[map.Length];
        return TensorValue.Fill(node.Type.Element, context.Extents(node.Shape), coordinates =>
        {
            for (var axis = 0; axis < place.Length; axis++)
                place[axis] = offsets[axis] + map[axis].Steps.Sum(s => s.Step * coordinates[s.Axis]);
            return inputs[0][place];
        });
    }
}

/// <summary>
/// For each axis of a view's input, the place as a function of the result's coordinates.
/// </summary>
public sealed record CoordinateMap(ImmutableArray<CoordinateTerm> Axes);

/// <summary>Offset + Σ Step · (coordinate of the result along Axis).</summary>
public sealed record CoordinateTerm(Dim Offset, ImmutableArray<(int Axis, long Step)> Steps)
{
    public static CoordinateTerm Fixed(Dim offset) => new(offset, []);

    public static CoordinateTerm Same(int axis) => Along(axis, Dim.Zero, 1);

    public static CoordinateTerm Along(int axis, Dim offset, long step) => new(offset, [(axis, step)]);

    /// <summary>Whether the place is the coordinate along an axis.</summary>
    public bool IsSame(int axis) => Offset.IsZero && Steps is [var only] && only == (axis, 1L);
}

/// <summary>The same elements in the same row-major order under another shape: shares its input's memory.</summary>
public abstract class ReshapingOp(string name) : Op(name)
{
    public sealed override Node? Merge(Node node, AxisSplit split, GraphBuilder builder) =>
        split.Merge(node.Inputs[0], split.Merged, builder);
}
