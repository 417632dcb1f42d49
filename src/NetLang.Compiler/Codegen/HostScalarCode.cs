using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen;

/// <summary>Expressions of the host, in f64, evaluated once a run.</summary>
internal static class HostScalarCode
{
    private const int LongestComment = 60;

    /// <summary>Computes all host scalars of a program but those that the caller gives.</summary>
    /// <param name="scalars">Code for the memory where they lie.</param>
    public static void Emit(CsWriter writer, KernelProgram program, CsCode scalars, Func<Dim, CsCode> dims)
    {
        if (program.HostScalars.Length > 0)
            writer.Line($"var scalars = {scalars};");
        foreach (var (number, scalar) in program.HostScalars.Index())
        {
            if (scalar.Value is { } value)
                writer.Line($"scalars[{number}] = {Of(value, dims, Element).Bare};");
        }
    }

    /// <summary>
    /// What each host scalar is, for readers: with those that it is made of in their places, where that is not too long.
    /// </summary>
    public static IReadOnlyList<string> Comments(KernelProgram program)
    {
        var texts = new List<CsCode>();
        foreach (var (number, scalar) in program.HostScalars.Index()) // made of those before it
        {
            var text = scalar.Value is { } value
                ? Of(value, dim => DimCode.Of(dim, symbol => CsName.Of(symbol)), made => texts[made])
                : CsName.Of(scalar.Input!);
            texts.Add(text.Text.Length <= LongestComment ? text : Element(number));
        }

        return [.. texts.Select(text => text.Bare.Text)];
    }

    /// <summary>The dimensions that they use.</summary>
    public static IEnumerable<Dim> Dims(KernelProgram program) =>
        program.HostScalars.Select(s => s.Value).OfType<ScalarExpression>()
            .SelectMany(value => value.Parts()).OfType<IndexExpression>().Select(i => i.Map.Offset);

    private static CsCode Element(int scalar) => CsCode.Of($"scalars[{scalar}]");

    private static CsCode Of(ScalarExpression expression, Func<Dim, CsCode> dim, Func<int, CsCode> made) => expression switch
    {
        ConstantExpression constant => CsCode.Of($"{CsLiteral.Of(constant.Value)}"),
        HostScalarExpression scalar => made(scalar.Scalar),
        IndexExpression index => CsCode.Of($"(double){DimCode.Factor(dim(index.Map.Offset))}"),
        ApplyExpression apply => CsCode.FromTemplate(
            apply.Op.HostExpression(apply.Node) ?? throw new InvalidOperationException($"no host code for {apply.Op.Name}"),
            [.. apply.Arguments.Select(a => Of(a, dim, made))]),
        _ => throw new InvalidOperationException($"no host code for {expression.GetType().Name}"),
    };
}
