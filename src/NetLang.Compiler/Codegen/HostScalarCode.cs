using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen;

/// <summary>Expressions of the host, in f64, evaluated once a run.</summary>
internal static class HostScalarCode
{
    /// <summary>Computes all host scalars of a program but those that the caller gives.</summary>
    /// <param name="scalars">Code for the memory where they lie.</param>
    public static void Emit(CsWriter writer, KernelProgram program, CsCode scalars, Func<Dim, CsCode> dims)
    {
        if (program.HostScalars.Length > 0)
            writer.Line($"var scalars = {scalars};");
        foreach (var (number, scalar) in program.HostScalars.Index())
        {
            if (scalar.Value is { } value)
                writer.Line($"scalars[{number}] = {Of(value, dims).Bare};");
        }
    }

    /// <summary>The dimensions that they use.</summary>
    public static IEnumerable<Dim> Dims(KernelProgram program) =>
        program.HostScalars.Select(s => s.Value).OfType<ScalarExpression>()
            .SelectMany(value => value.Parts()).OfType<IndexExpression>().Select(i => i.Map.Offset);

    private static CsCode Of(ScalarExpression expression, Func<Dim, CsCode> dim) => expression switch
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
