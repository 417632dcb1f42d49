using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>Stands for what a pass must put in its place before kernels are built; it has no evaluation.</summary>
public abstract class PlaceholderOp(string name) : Op(name)
{
    public sealed override bool IsDifferentiable(int input) => false;

    public sealed override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
        [.. node.Inputs.Select(_ => (Node?)null)];

    public sealed override TensorValue Evaluate(
        Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context) =>
        throw new InvalidOperationException($"{Name} is still to be replaced by a pass");
}

/// <summary>The gradient of the scalar loss (input 0) with regard to input 1, of that one's type; for autodiff.</summary>
public sealed class GradientOp : PlaceholderOp
{
    private GradientOp()
        : base("gradient")
    {
    }

    public static GradientOp Instance { get; } = new();

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 2);
        Require.That(this, inputs.All(i => i.Element.IsFloat()), $"no gradient of {inputs[0]} for {inputs[1]}");
        Require.That(this, inputs[0].Shape.Rank == 0, $"the loss is {inputs[0]}, not a scalar");
        return inputs[1];
    }
}
