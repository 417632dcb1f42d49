using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// A box of the operand: coordinate c of the result is <c>start</c> + c · <c>step</c>, by axis; the result's <c>shape</c>
/// is given. Steps are positive.
/// </summary>
public sealed class SliceOp : ViewOp
{
    private SliceOp()
        : base("slice")
    {
    }

    public static SliceOp Instance { get; } = new();

    public override bool LeavesOut => true;

    /// <summary>What a slice takes.</summary>
    public static Box BoxOf(Node slice)
    {
        var (start, step) = (slice.Attributes.Shape("start"), slice.Attributes.Ints("step"));
        return new([.. slice.Shape.Select((length, axis) => new AxisRange(start[axis], step[axis], length))]);
    }

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 1);
        var type = inputs[0];
        var (start, step, shape) = (attributes.Shape("start"), attributes.Ints("step"), attributes.Shape("shape"));
        var ranks = start.Rank == type.Shape.Rank && step.Length == start.Rank && shape.Rank == start.Rank;
        Require.That(this, ranks, $"start {start}, shape {shape} for {type}");
        Require.That(this, step.All(s => s > 0), "a step is not positive");
        for (var axis = 0; axis < start.Rank; axis++)
        {
            // Only what can be decided: the elaborator has checked or will check the rest.
            var spare = type.Shape[axis] - start[axis] - (step[axis] * (shape[axis] - 1)) - 1;
            var inside = !(spare.IsConstant && spare.ConstantValue < 0) || shape[axis].IsZero;
            Require.That(this, inside, $"start {start}, shape {shape} leave {type}");
        }

        return type with { Shape = shape };
    }

    public override CoordinateMap Map(Node node)
    {
        var (start, step) = (node.Attributes.Shape("start"), node.Attributes.Ints("step"));
        return new([.. start.Select((offset, axis) => CoordinateTerm.Along(axis, offset, step[axis]))]);
    }

    /// <summary>
    /// Each step · n long run of the gradient is laid where it came from; the zeros behind its last element may reach
    /// beyond the operand's end, and are cut off.
    /// </summary>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        var (start, step) = (node.Attributes.Shape("start"), node.Attributes.Ints("step"));
        var whole = node.Inputs[0].Shape;
        var gradient = outputGradient;
        for (var axis = 0; axis < step.Length; axis++)
        {
            if (step[axis] > 1)
                gradient = builder.Dilate(gradient, axis, step[axis]);
        }

        if (step.All(s => s == 1))
            return [builder.Pad(gradient, start, whole)];
        var longer = new Shape([.. whole.Select((dim, axis) => step[axis] > 1 ? dim + step[axis] : dim)]);
        return [builder.Slice(builder.Pad(gradient, start, longer), Origin(whole.Rank), whole)];
    }

    public override Node? Simplify(Node node, GraphBuilder builder)
    {
        var input = node.Inputs[0];
        if (input.Shape.Equals(node.Shape))
            return input;
        if (input.Op is PadOp)
            return OfPadded(node, builder);
        if (input.Op != this)
            return null;

        // slice(slice(x)) = slice(x): start + step · start', step · step'
        var (start, step) = (node.Attributes.Shape("start"), node.Attributes.Ints("step"));
        var (innerStart, innerStep) = (input.Attributes.Shape("start"), input.Attributes.Ints("step"));
        return builder.Slice(
            input.Inputs[0],
            new Shape([.. innerStart.Select((offset, axis) => offset + (innerStep[axis] * start[axis]))]),
            node.Shape,
            [.. innerStep.Select((s, axis) => s * step[axis])]);
    }

    /// <summary>slice(pad(x)): a slice of x, or 0 everywhere.</summary>
    private static Node? OfPadded(Node node, GraphBuilder builder)
    {
        var (operand, offset) = (node.Inputs[0].Inputs[0], node.Inputs[0].Attributes.Shape("start"));
        ImmutableArray<AxisRange> ranges = [.. BoxOf(node).Axes.Select((r, axis) => r with { Start = r.Start - offset[axis] })];
        if (ranges.Where((r, axis) => IsAtLeast(-Last(r), 1) || IsAtLeast(r.Start - operand.Shape[axis], 0)).Any())
            return builder.Filled(0, node.Type);
        return ranges.Select((r, axis) => IsAtLeast(r.Start, 0) && IsAtLeast(operand.Shape[axis] - Last(r), 1)).All(isInside => isInside)
            ? Slice(operand, ranges, builder)
            : null;

        static Dim Last(AxisRange range) => range.Start + (range.Step * (range.Length - 1));

        static bool IsAtLeast(Dim dim, long least) => dim.IsConstant && dim.ConstantValue >= least;
    }

    public override Node Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) => builder.Slice(
        inputs[0].Value,
        node.Attributes.Shape("start").Stacked(Dim.Zero),
        node.Shape.Stacked(length),
        [1, .. node.Attributes.Ints("step")]);

    /// <summary>The box of a slice is a box of what it takes; the slice itself is gone.</summary>
    public override Narrowed? Narrow(Node node, Box box) => BoxOf(node).Of(box) is { } taken ? new(null, [taken]) : null;

    public override Node? Sink(Node node, Node transposition, GraphBuilder builder)
    {
        var order = Permutation.Of(transposition)!;
        var slice = builder.Slice(
            transposition.Inputs[0],
            order.ToOperand(node.Attributes.Shape("start")),
            order.ToOperand(node.Shape),
            order.ToOperand(node.Attributes.Ints("step")));
        return order.Apply(slice, builder);
    }

    public override Node? Sink(Node node, AxisSplit split, GraphBuilder builder) => WithMerged(node, split) is { } ranges
        ? builder.Reshape(Slice(node.Inputs[0].Inputs[0], ranges, builder), node.Shape)
        : null;

    public override Node? Merge(Node node, AxisSplit split, GraphBuilder builder)
    {
        if (WithMerged(node, split) is not { } ranges)
            return null;
        var whole = node.Inputs[0].Shape;
        var shape = split.Merged.Select((dim, axis) => split.PartsOf(axis) is [var only] ? whole[(int)only] : dim);
        return split.Merge(node.Inputs[0], new Shape([.. shape]), builder) is { } merged
            ? Slice(merged, ranges, builder)
            : null;
    }

    /// <summary>What it takes of a tensor that has the axes of a split merged; null where that tells their parts apart.</summary>
    private static ImmutableArray<AxisRange>? WithMerged(Node node, AxisSplit split)
    {
        var ranges = BoxOf(node).Axes;
        var whole = node.Inputs[0].Shape;
        var alone = split.Merged.Select((_, axis) => split.PartsOf(axis)).Where(parts => parts.Length == 1).Select(p => p[0]).ToHashSet();
        if (ranges.Where((range, axis) => !alone.Contains(axis) && !range.Equals(AxisRange.Whole(whole[axis]))).Any())
            return null;
        return
        [
            .. split.Merged.Select((dim, axis) =>
                split.PartsOf(axis) is [var only] ? ranges[(int)only] : AxisRange.Whole(dim)),
        ];
    }

    private static Node Slice(Node operand, ImmutableArray<AxisRange> ranges, GraphBuilder builder) => builder.Slice(
        operand,
        new Shape([.. ranges.Select(r => r.Start)]),
        new Shape([.. ranges.Select(r => r.Length)]),
        [.. ranges.Select(r => r.Step.ConstantValue)]);

    private static Shape Origin(int rank) => new([.. Enumerable.Repeat(Dim.Zero, rank)]);
}
