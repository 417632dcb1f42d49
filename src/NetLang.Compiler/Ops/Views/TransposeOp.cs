using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>Axis i of the result is axis <c>axes[i]</c> of the operand.</summary>
public sealed class TransposeOp : ViewOp
{
    private TransposeOp()
        : base("transpose")
    {
    }

    public static TransposeOp Instance { get; } = new();

    public override bool IsReordering => true;

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 1);
        var axes = attributes.Ints("axes");
        var type = inputs[0];
        var all = Enumerable.Range(0, type.Shape.Rank).Select(a => (long)a);
        Require.That(this, axes.Order().SequenceEqual(all), $"axes are no permutation of those of {type}");
        return type with { Shape = new Shape([.. axes.Select(a => type.Shape[(int)a])]) };
    }

    public override CoordinateMap Map(Node node) =>
        new([.. Inverse(node).Select(axis => CoordinateTerm.Same((int)axis))]);

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
        [builder.Transpose(outputGradient, Inverse(node))];

    public override Node? Simplify(Node node, GraphBuilder builder)
    {
        var input = node.Inputs[0];
        var axes = node.Attributes.Ints("axes");
        if (axes.Select((a, i) => a == i).All(same => same))
            return input;
        if (input.Op == this)
            return builder.Transpose(input.Inputs[0], [.. axes.Select(a => input.Attributes.Ints("axes")[(int)a])]);
        // A scalar everywhere is the same under any order of axes.
        return input.Op is BroadcastOp && input.Inputs[0].Shape.Rank == 0
            ? builder.Broadcast(input.Inputs[0], node.Shape, [])
            : null;
    }

    public override Node Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) =>
        builder.Transpose(inputs[0].Value, [0, .. node.Attributes.Ints("axes").BehindSteps().Values]);

    public override Narrowed Narrow(Node node, Box box) =>
        new(node.Attributes, [new(Permutation.Of(node)!.ToOperand(box.Axes))]);

    private static ImmutableArray<long> Inverse(Node node)
    {
        var axes = node.Attributes.Ints("axes");
        return [.. Enumerable.Range(0, axes.Length).Select(a => (long)axes.IndexOf(a))];
    }
}
