using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>The operand at <c>start</c> within zeros of <c>shape</c>: the adjoint of a slice.</summary>
public sealed class PadOp : PlacementOp
{
    private PadOp()
        : base("pad")
    {
    }

    public static PadOp Instance { get; } = new();

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 1);
        var (start, shape) = (attributes.Shape("start"), attributes.Shape("shape"));
        var ranks = start.Rank == inputs[0].Shape.Rank && shape.Rank == start.Rank;
        Require.That(this, ranks, $"start {start}, shape {shape} for {inputs[0]}");
        for (var axis = 0; axis < start.Rank; axis++)
        {
            var spare = shape[axis] - start[axis] - inputs[0].Shape[axis];
            var inside = !(spare.IsConstant && spare.ConstantValue < 0);
            Require.That(this, inside, $"{inputs[0]} at {start} leaves {shape}");
        }

        return inputs[0] with { Shape = shape };
    }

    public override ImmutableArray<Shape> Offsets(Node node) => [node.Attributes.Shape("start")];

    public override bool HasGaps(Node node) => !node.Shape.Equals(node.Inputs[0].Shape);

    public override Node Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) => builder.Pad(
        inputs[0].Value, node.Attributes.Shape("start").Stacked(Dim.Zero), node.Shape.Stacked(length));

    public override Node? Sink(Node node, Node transposition, GraphBuilder builder)
    {
        var order = Permutation.Of(transposition)!;
        var padded = builder.Pad(
            transposition.Inputs[0], order.ToOperand(node.Attributes.Shape("start")), order.ToOperand(node.Shape));
        return order.Apply(padded, builder);
    }

    public override Node? Simplify(Node node, GraphBuilder builder) => HasGaps(node) ? null : node.Inputs[0];
}
