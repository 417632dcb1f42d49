using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>One element out of one element of each input, all of the same shape.</summary>
public abstract class ElementwiseOp(string name, int arity) : Op(name)
{
    public int Arity { get; } = arity;

    /// <summary>
    /// The expression in emitted CPU code, over the vectors of <c>NetLang.Runtime.Simd</c>: <c>{0}</c>, <c>{1}</c> stand
    /// for the operands, <c>V</c> for the vector type of the result, <c>V0</c>, <c>V1</c> for those of the operands:
    /// <c>V.Exp({0})</c>, <c>({0} + {1})</c>, <c>V0.Less({0}, {1})</c>, <c>V.Select({0}, {1}, {2})</c>. A bool is a mask with
    /// the lanes of the other types in the expression; i32, u8 and bool are integer lanes of 4 bytes, i64 of 8. <c>C</c>
    /// is the <c>ILaneConversion</c> between lanes of 4 and of 8 bytes: <c>C.Widen({0})</c>.
    /// </summary>
    public abstract string CpuExpression(Node node);

    /// <summary>The expression in emitted GPU code, over scalars: <c>MathF.Exp({0})</c>.</summary>
    public abstract string GpuExpression(Node node);

    /// <summary>The expression in host code, over f64 scalars; null where the op makes no sense there.</summary>
    public abstract string? HostExpression(Node node);
}
