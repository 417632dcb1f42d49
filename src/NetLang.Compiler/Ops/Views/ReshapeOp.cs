using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>To attribute <c>shape</c>, which holds provably as many elements.</summary>
public sealed class ReshapeOp : ReshapingOp
{
    private ReshapeOp()
        : base("reshape")
    {
    }

    public static ReshapeOp Instance { get; } = new();

    /// <summary>Whether the node only inserts or removes axes of dimension 1.</summary>
    public static bool ChangesUnitsOnly(Node node) =>
        node.Shape.Where(d => !d.IsOne).SequenceEqual(node.Inputs[0].Shape.Where(d => !d.IsOne));

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 1);
        var shape = attributes.Shape("shape");
        Require.That(this, shape.Size.Equals(inputs[0].Shape.Size), $"{inputs[0]} to {shape} changes the size");
        return inputs[0] with { Shape = shape };
    }

    public override Node Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) =>
        builder.Reshape(inputs[0].Value, node.Shape.Stacked(length));

    public override bool IsDifferentiable(int input) => true;

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
        [builder.Reshape(outputGradient, node.Inputs[0].Shape)];

    public override TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context) =>
        inputs[0] with { Shape = context.Extents(node.Shape) };

    /// <summary>Where each axis is split, or merged with those that lie behind it in the operand as well.</summary>
    public override Node? Sink(Node node, Node transposition, GraphBuilder builder)
    {
        var order = Permutation.Of(transposition)!;
        if (AxisGroup.Of(transposition.Shape, node.Shape) is not { } groups)
            return null;
        var inOperand = groups.OrderBy(g => order[g.From]).ToList();
        var next = 0L;
        foreach (var axis in inOperand.SelectMany(g => Enumerable.Range(g.From, g.FromCount)))
        {
            if (order[axis] != next++)
                return null;
        }

        var dims = inOperand.SelectMany(g => node.Shape.Dims.AsSpan(g.To, g.ToCount).ToArray());
        ImmutableArray<long> axes = [.. inOperand.SelectMany(g => Enumerable.Range(g.To, g.ToCount)).Select(a => (long)a)];
        var result = new Permutation(axes).Inverse;
        return result.Apply(builder.Reshape(transposition.Inputs[0], new Shape([.. dims])), builder);
    }

    /// <summary>
    /// Where an axis is split, and a range taken of the first part alone, that is a longer range of the axis; one place of the last
    /// part is a range in steps of it, and the other way round where axes are merged.
    /// </summary>
    public override Narrowed? Narrow(Node node, Box box)
    {
        var input = node.Inputs[0].Shape;
        var units = Enumerable.Range(0, node.Shape.Rank).Where(axis => node.Shape[axis].IsOne);
        if (AxisGroup.Of(input, node.Shape) is not { } groups || !units.All(IsWhole))
            return null;
        var axes = Box.Whole(input).Axes.ToBuilder();
        foreach (var group in groups)
        {
            var from = Long(input, group.From, group.FromCount);
            var to = Long(node.Shape, group.To, group.ToCount);
            if (to.All(IsWhole))
                continue;
            if (from.Count == 1 && Merged(to) is { } range)
                axes[from[0]] = range;
            else if (from.Count > 1 && to.Count == 1 && PlaceOfLast(box.Axes[to[0]], from) is { } place)
                axes[from[^1]] = place;
            else
                return null;
        }

        return new(node.Attributes.With("shape", new ShapeAttribute(box.Shape)), [new(axes.ToImmutable())]);

        // A box of some axes as a range of the one that they are parts of.
        AxisRange? Merged(List<int> parts)
        {
            var (first, last) = (box.Axes[parts[0]], box.Axes[parts[^1]]);
            if (parts.Skip(1).All(IsWhole) && (parts.Count == 1 || first.Step.IsOne))
            {
                var size = Size(node.Shape, parts.Skip(1));
                return new(first.Start * size, first.Step, first.Length * size);
            }

            return parts.SkipLast(1).All(IsWhole) && last.Length.IsOne
                ? new(last.Start, node.Shape[parts[^1]], Size(node.Shape, parts.SkipLast(1)))
                : null;
        }

        // A range in steps of the last of some axes, as the one place of that.
        AxisRange? PlaceOfLast(AxisRange range, List<int> parts)
        {
            var last = input[parts[^1]];
            return range.Step.Equals(last) && range.Length.Equals(Size(input, parts.SkipLast(1))) && range.Start.Equals(last - 1)
                ? new(range.Start, 1, 1)
                : null;
        }

        bool IsWhole(int axis) => box.Axes[axis].Equals(AxisRange.Whole(node.Shape[axis]));

        static Dim Size(Shape shape, IEnumerable<int> axes) => axes.Aggregate(Dim.One, (product, axis) => product * shape[axis]);

        static List<int> Long(Shape shape, int first, int count) =>
            [.. Enumerable.Range(first, count).Where(axis => !shape[axis].IsOne)];
    }

    public override Node? Simplify(Node node, GraphBuilder builder)
    {
        var input = node.Inputs[0];
        if (input.Shape.Equals(node.Shape))
            return input;
        if (input.Op == this)
            return builder.Reshape(input.Inputs[0], node.Shape);
        return input.Op is BroadcastOp && input.Inputs[0].Shape.Rank == 0
            ? builder.Broadcast(input.Inputs[0], node.Shape, [])
            : null;
    }
}
