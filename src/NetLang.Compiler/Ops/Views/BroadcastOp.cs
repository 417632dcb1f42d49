using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Repeats elements: axis i of the operand is axis <c>axes[i]</c> (ascending) of the result's <c>shape</c>, where it has
/// the same dimension or 1 in the operand.
/// </summary>
public sealed class BroadcastOp : ViewOp
{
    private BroadcastOp()
        : base("broadcast")
    {
    }

    public static BroadcastOp Instance { get; } = new();

    public override bool IsImplicit => true;

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 1);
        var shape = attributes.Shape("shape");
        var axes = attributes.Ints("axes");
        var type = inputs[0];
        Require.That(this, axes.Length == type.Shape.Rank, $"{axes.Length} axes for {type}");
        Require.That(this, axes.Zip(axes.Skip(1)).All(p => p.First < p.Second), "axes do not ascend");
        for (var i = 0; i < axes.Length; i++)
        {
            Require.That(this, axes[i] >= 0 && axes[i] < shape.Rank, $"axis {axes[i]} outside of {shape}");
            var fits = type.Shape[i].IsOne || type.Shape[i].Equals(shape[(int)axes[i]]);
            Require.That(this, fits, $"{type} does not spread to {shape}");
        }

        return type with { Shape = shape };
    }

    public override CoordinateMap Map(Node node)
    {
        var axes = node.Attributes.Ints("axes");
        return new([.. axes.Select((axis, i) => Repeats(node, i) || node.Inputs[0].Shape[i].IsOne
            ? CoordinateTerm.Fixed(0)
            : CoordinateTerm.Same((int)axis))]);
    }

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        var axes = node.Attributes.Ints("axes");
        var repeated = Enumerable.Range(0, node.Shape.Rank)
            .Where(axis => axes.IndexOf(axis) is var i && (i < 0 || Repeats(node, i)))
            .Select(axis => (long)axis);
        var sum = builder.Sum(outputGradient, [.. repeated]);
        return [builder.Reshape(sum, node.Inputs[0].Shape)];
    }

    public override Node? Simplify(Node node, GraphBuilder builder)
    {
        var input = node.Inputs[0];
        if (input.Shape.Equals(node.Shape))
            return input;
        var axes = node.Attributes.Ints("axes");
        if (input.Op == this)
            return builder.Broadcast(input.Inputs[0], node.Shape, [.. input.Attributes.Ints("axes").Select(a => axes[(int)a])]);
        return input.Op is ReshapingOp && ReshapeOp.ChangesUnitsOnly(input) ? WithoutUnits(node, builder) : null;
    }

    public override Node Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) => builder.Broadcast(
        inputs[0].Value, node.Shape.Stacked(length), [0, .. node.Attributes.Ints("axes").BehindSteps().Values]);

    public override Narrowed Narrow(Node node, Box box)
    {
        var axes = node.Attributes.Ints("axes");
        var ofInput = node.Inputs[0].Shape.Select((length, i) => length.IsOne ? AxisRange.Whole(length) : box.Axes[(int)axes[i]]);
        return new(node.Attributes.With("shape", new ShapeAttribute(box.Shape)), [new([.. ofInput])]);
    }

    /// <summary>Axes that repeat stay behind the one that they follow, which lies where it lies in memory.</summary>
    public override Node? Sink(Node node, Node transposition, GraphBuilder builder)
    {
        var order = Permutation.Of(transposition)!;
        var axes = node.Attributes.Ints("axes");
        ImmutableArray<int> inMemory =
        [
            .. Enumerable.Range(0, node.Shape.Rank).OrderBy(axis => axes.Count(a => a <= axis) is var i and > 0 ? order[i - 1] : -1),
        ];
        var shape = new Shape([.. inMemory.Select(axis => node.Shape[axis])]);
        ImmutableArray<long> places = [.. axes.Select(a => (long)inMemory.IndexOf((int)a)).Order()];
        Permutation back = new([.. Enumerable.Range(0, node.Shape.Rank).Select(axis => (long)inMemory.IndexOf(axis))]);
        return back.Apply(builder.Broadcast(transposition.Inputs[0], shape, places), builder);
    }

    /// <summary>Where the parts of an axis stand side by side in the result.</summary>
    public override Node? Sink(Node node, AxisSplit split, GraphBuilder builder)
    {
        var axes = node.Attributes.Ints("axes");
        var dims = node.Shape.Select(d => (Dim?)d).ToArray();
        var places = new List<long>();
        foreach (var (axis, merged) in split.Merged.Index().Where(a => !a.Item.IsOne))
        {
            var first = axes[(int)split.PartsOf(axis)[0]];
            places.Add(first);
            foreach (var (i, part) in split.PartsOf(axis).Index())
            {
                if (axes[(int)part] != first + i)
                    return null;
                dims[first + i] = i == 0 ? merged : null;
            }
        }

        var operand = builder.Reshape(node.Inputs[0].Inputs[0], new Shape([.. split.Merged.Where(d => !d.IsOne)]));
        ImmutableArray<long> left = [.. places.Select(place => (long)dims.Take((int)place).Count(d => d is not null))];
        return builder.Reshape(builder.Broadcast(operand, new Shape([.. dims.OfType<Dim>()]), left), node.Shape);
    }

    /// <summary>Where it repeats along all parts of an axis, or along none.</summary>
    public override Node? Merge(Node node, AxisSplit split, GraphBuilder builder)
    {
        var operand = node.Inputs[0];
        var axes = node.Attributes.Ints("axes");
        if (split.AxesOf([.. axes.Where((_, i) => !operand.Shape[i].IsOne)]) is not { } kept)
            return null;
        var shape = new Shape([.. kept.Select(axis => split.Merged[(int)axis])]);
        return split.Merge(operand, shape, builder) is { } merged ? builder.Broadcast(merged, split.Merged, kept) : null;
    }

    /// <summary>
    /// A reshape that only inserts and removes axes of dimension 1 is a part of the broadcast: a copy less where its
    /// input is a view.
    /// </summary>
    private static Node WithoutUnits(Node node, GraphBuilder builder)
    {
        var (reshaped, original) = (node.Inputs[0].Shape, node.Inputs[0].Inputs[0]);
        var axes = node.Attributes.Ints("axes");
        var places = Enumerable.Range(0, reshaped.Rank).Where(i => !reshaped[i].IsOne).Select(i => axes[i]).ToList();
        var squeezed = builder.Reshape(original, new Shape([.. original.Shape.Where(d => !d.IsOne)]));
        return builder.Broadcast(squeezed, node.Shape, [.. places]);
    }

    private static bool Repeats(Node node, int inputAxis) =>
        node.Inputs[0].Shape[inputAxis].IsOne && !node.Shape[(int)node.Attributes.Ints("axes")[inputAxis]].IsOne;
}
