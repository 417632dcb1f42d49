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

    public override bool IsDifferentiable(int input) => true;

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
        [builder.Reshape(outputGradient, node.Inputs[0].Shape)];

    public override TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context) =>
        inputs[0] with { Shape = context.Extents(node.Shape) };

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
