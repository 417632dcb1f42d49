using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>The operands one behind the other along <c>axis</c>.</summary>
public sealed class ConcatOp : PlacementOp
{
    private ConcatOp()
        : base("concat")
    {
    }

    public static ConcatOp Instance { get; } = new();

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        var axis = (int)attributes.Int("axis");
        Require.That(this, inputs.Length > 0, "no inputs");
        var first = inputs[0].Shape;
        Require.That(this, axis >= 0 && axis < first.Rank, $"axis {axis} outside of {inputs[0]}");
        var fit = inputs.All(i => i.Element == inputs[0].Element && i.Shape.Rank == first.Rank
            && new Shape(i.Shape.Dims.SetItem(axis, first[axis])).Equals(first));
        Require.That(this, fit, $"different types: {string.Join(", ", inputs)}");
        var length = inputs.Aggregate(Dim.Zero, (sum, i) => sum + i.Shape[axis]);
        return inputs[0] with { Shape = new Shape(first.Dims.SetItem(axis, length)) };
    }

    public override ImmutableArray<Shape> Offsets(Node node)
    {
        var axis = (int)node.Attributes.Int("axis");
        var offsets = ImmutableArray.CreateBuilder<Shape>();
        var position = Dim.Zero;
        foreach (var input in node.Inputs)
        {
            offsets.Add(new Shape([.. input.Shape.Select((_, a) => a == axis ? position : Dim.Zero)]));
            position += input.Shape[axis];
        }

        return offsets.ToImmutable();
    }

    public override bool HasGaps(Node node) => false;

    public override Node Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) =>
        builder.Concat([.. inputs.Select(i => i.Stacked(length, builder))], (int)node.Attributes.Int("axis") + 1);

    public override Narrowed? Narrow(Node node, Box box)
    {
        if (node.Inputs.Length == 1)
            return new(null, [box]);
        var axis = (int)node.Attributes.Int("axis");
        return box.Axes[axis].Equals(AxisRange.Whole(node.Shape[axis]))
            ? new(node.Attributes, [.. node.Inputs.Select(i => new Box(box.Axes.SetItem(axis, AxisRange.Whole(i.Shape[axis]))))])
            : null;
    }

    public override Node? Simplify(Node node, GraphBuilder builder) => node.Inputs.Length == 1 ? node.Inputs[0] : null;
}
