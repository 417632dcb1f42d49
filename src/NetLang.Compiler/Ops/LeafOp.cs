using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>No inputs from the graph.</summary>
public abstract class LeafOp(string name, LeafKind kind) : Op(name)
{
    public LeafKind Kind { get; } = kind;

    public sealed override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 0);
        return Infer(attributes);
    }

    public sealed override bool IsDifferentiable(int input) => false;

    public sealed override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) => [];

    public sealed override TensorValue Evaluate(
        Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context) => Evaluate(node, context);

    protected abstract TensorType Infer(Attributes attributes);

    protected abstract TensorValue Evaluate(Node node, EvaluationContext context);
}

public enum LeafKind
{
    /// <summary>A tensor that the caller provides (attributes <c>name</c>, <c>shape</c>, <c>type</c>).</summary>
    Input,

    /// <summary>A variable of the model (attributes <c>name</c>, its path, <c>shape</c>, <c>type</c>).</summary>
    Variable,

    /// <summary>
    /// An f64 scalar that the host provides (attribute <c>name</c>: <c>step</c>, <c>total</c>). Scalar f64 nodes that need
    /// nothing else than these, constants and dimensions are computed on the host, once a step.
    /// </summary>
    HostInput,

    /// <summary>Attributes <c>type</c> and <c>value</c> (rank 0), or <c>values</c> with a static <c>shape</c>.</summary>
    Constant,

    /// <summary>A symbolic dimension as an f64 host scalar (attribute <c>value</c>, a shape of one dimension).</summary>
    Dimension,

    /// <summary>The index along axis <c>axis</c> of <c>shape</c>, of element type <c>type</c>.</summary>
    Iota,

    /// <summary>Random numbers: <c>key</c>, <c>distribution</c> (<c>uniform</c> or <c>normal</c>), <c>shape</c>, <c>type</c>.</summary>
    Random,
}
