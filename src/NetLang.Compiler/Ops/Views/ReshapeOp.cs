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

    public override Node Sink(Node node, AxisSplit split, GraphBuilder builder) =>
        builder.Reshape(node.Inputs[0].Inputs[0], node.Shape);

    /// <summary>
    /// Where an axis is split, and a range taken of the first part alone, that is a longer range of the axis; a range of another part
    /// is one in steps of it, and the other way round where axes are merged.
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
            else if (from.Count > 1 && to.Count == 1 && Part(box.Axes[to[0]], from) is var (part, taken))
                axes[part] = taken;
            else
                return null;
        }

        return new(node.Attributes.With("shape", new ShapeAttribute(box.Shape)), [new(axes.ToImmutable())]);

        // A box of some axes as a range of the one that they are parts of.
        AxisRange? Merged(List<int> parts)
        {
            var cut = parts.FindIndex(axis => !IsWhole(axis));
            var range = box.Axes[parts[cut]];
            if (parts.Count == 1)
                return range;
            if (parts.Skip(cut + 1).Any(axis => !IsWhole(axis)) || !range.Run.IsOne || !IsTogether(range))
                return null;
            var size = Size(node.Shape, parts.Skip(cut + 1));
            return cut == 0
                ? new(range.Start * size, 1, range.Length * size)
                : new(range.Start * size, node.Shape[parts[cut]] * size, Size(node.Shape, parts.Take(cut))) { Run = range.Length * size };
        }

        // A range in steps of some of the last axes, as one of the first of these.
        (int Axis, AxisRange Range)? Part(AxisRange range, List<int> parts)
        {
            foreach (var (number, axis) in parts.Index().Skip(1))
            {
                var size = Size(input, parts.Skip(number + 1));
                if (range.Step.Equals(input[axis] * size) && range.Length.Equals(Size(input, parts.Take(number)))
                    && Dim.TryDivideExactly(range.Run, size) is { } length && StartOf(range, size) is { } start
                    && new DimFacts().IsAtLeast(input[axis] - start - length, 0))
                    return (axis, new(start, 1, length));
            }

            return null;
        }

        static Dim? StartOf(AxisRange range, Dim size) => range.Start.IsZero ? range.Start : Dim.TryDivideExactly(range.Start, size);

        // One place has no step.
        static bool IsTogether(AxisRange range) => range.Step.IsOne || range.Length.IsOne;

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
        if (input.Op is BroadcastOp && input.Inputs[0].Shape.Rank == 0)
            return builder.Broadcast(input.Inputs[0], node.Shape, []);
        return input.Op is SliceOp ? BeforeSlice(node, builder) : null;
    }

    /// <summary>
    /// reshape(slice(x)) → slice(reshape(x)), where axes are merged that the slice takes as a whole: x is read where it lies
    /// then, and not copied.
    /// </summary>
    private static Node? BeforeSlice(Node node, GraphBuilder builder)
    {
        var slice = node.Inputs[0];
        var split = new AxisSplits(Instance, _ => true, _ => true).Of(node.Shape, slice.Shape);
        return split is not null && Enumerable.Range(0, node.Shape.Rank).Any(axis => split.PartsOf(axis).Length > 1)
            ? split.Merge(slice, builder)
            : null;
    }
}
