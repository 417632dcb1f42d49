using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// The first operand with the second at <c>start</c>: in a cache with room for a whole sequence, the new steps. Where the result is
/// the new value of the first operand, it is stored there, and that is the second alone. As XLA's DynamicUpdateSlice.
/// </summary>
public sealed class UpdateOp : PlacementOp
{
    private UpdateOp()
        : base("update")
    {
    }

    public static UpdateOp Instance { get; } = new();

    public override int? Underneath => 0;

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 2);
        var (whole, part, start) = (inputs[0], inputs[1], attributes.Shape("start"));
        Require.That(this, part.Element == whole.Element, $"{part} in {whole}");
        Require.That(this, start.Rank == whole.Shape.Rank && part.Shape.Rank == start.Rank, $"{part} at {start} in {whole}");
        for (var axis = 0; axis < start.Rank; axis++)
        {
            var spare = whole.Shape[axis] - start[axis] - part.Shape[axis];
            Require.That(this, !(spare.IsConstant && spare.ConstantValue < 0), $"{part} at {start} leaves {whole}");
        }

        return whole;
    }

    public override ImmutableArray<Shape> Offsets(Node node)
    {
        var start = node.Attributes.Shape("start");
        return [start.Map(_ => Dim.Zero), start];
    }

    public override bool HasGaps(Node node) => false;

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        var (part, start) = (node.Inputs[1], node.Attributes.Shape("start"));
        return
        [
            builder.Update(outputGradient, builder.Filled(0, part.Type), start),
            builder.Slice(outputGradient, start, part.Shape),
        ];
    }
}
