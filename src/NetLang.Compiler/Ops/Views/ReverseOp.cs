using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>The elements in opposite order along <c>axes</c>.</summary>
public sealed class ReverseOp : ViewOp
{
    private ReverseOp()
        : base("reverse")
    {
    }

    public static ReverseOp Instance { get; } = new();

    public override bool IsReordering => true;

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 1);
        var axes = attributes.Ints("axes");
        Require.That(this, axes.All(a => a >= 0 && a < inputs[0].Shape.Rank), $"axes outside of {inputs[0]}");
        return inputs[0];
    }

    public override CoordinateMap Map(Node node) => new(
    [
        .. node.Shape.Select((dim, axis) => node.Attributes.Ints("axes").Contains(axis)
            ? CoordinateTerm.Along(axis, dim - 1, -1)
            : CoordinateTerm.Same(axis)),
    ]);

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
        [builder.Reverse(outputGradient, node.Attributes.Ints("axes"))];

    public override Node? Simplify(Node node, GraphBuilder builder)
    {
        var input = node.Inputs[0];
        return input.Op == this && input.Attributes.Equals(node.Attributes) ? input.Inputs[0] : null;
    }
}
