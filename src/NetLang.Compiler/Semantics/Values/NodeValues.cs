using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>A tensor: a node of the graph that is being built.</summary>
public sealed record NodeValue(Node Node) : Value
{
    public TensorType Type => Node.Type;

    public override string Describe() => $"a tensor {Type}";
}

/// <summary>
/// A scalar that the host computes once a step: an f64 (or bool) node of rank 0 over host inputs, dimensions and
/// constants. Arithmetic among these and static numbers stays on the host; it is rounded where it meets a tensor.
/// </summary>
public sealed record ScalarValue(Node Node) : Value
{
    public override string Describe() => "a scalar that the host computes in each step";
}
