using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>Expressions of the host, in f64, evaluated once a run.</summary>
internal static class HostScalarCode
{
    public static CsCode Of(ScalarExpression expression, Func<Dim, CsCode> dim) => expression switch
    {
        ConstantExpression constant => CsCode.Of($"{CsLiteral.Of(constant.Value)}"),
        HostScalarExpression scalar => CsCode.Of($"scalars[{scalar.Scalar}]"),
        IndexExpression index => CsCode.Of($"(double)({dim(index.Map.Offset)})"),
        ApplyExpression apply => CsCode.FromTemplate(
            apply.Op.HostExpression(apply.Node) ?? throw new InvalidOperationException($"no host code for {apply.Op.Name}"),
            [.. apply.Arguments.Select(a => Of(a, dim))]),
        _ => throw new InvalidOperationException($"no host code for {expression.GetType().Name}"),
    };
}
