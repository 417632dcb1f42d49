using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>One element out of one element of each input, all of the same shape.</summary>
public abstract class ElementwiseOp(string name, int arity) : Op(name)
{
    public int Arity { get; } = arity;

    /// <summary>
    /// The expression in emitted CPU code, over vectors: <c>{0}</c>, <c>{1}</c> stand for the operands and <c>V</c> for the
    /// vector type of the result. <c>Vec.Exp({0})</c>, <c>({0} + {1})</c>.
    /// </summary>
    public abstract string CpuExpression(Node node);

    /// <summary>The expression in emitted GPU code, over scalars: <c>MathF.Exp({0})</c>.</summary>
    public abstract string GpuExpression(Node node);

    /// <summary>The expression in host code, over f64 scalars; null where the op makes no sense there.</summary>
    public abstract string? HostExpression(Node node);
}
