using NetLang.Compiler.Kernels;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen;

/// <summary>
/// Host scalars where they meet tensors of another type: rounded once, at the start of a kernel. Without this an f64 scalar
/// that is cast to f32 would need lanes of 8 bytes.
/// Before: <c>cast f32 (host f64 #3)</c>. After: <c>host f32 #3</c>.
/// </summary>
internal sealed class HostValues
{
    private readonly Dictionary<ScalarExpression, ScalarExpression> rewritten = new(ReferenceEqualityComparer.Instance);

    public static Kernel Round(Kernel kernel)
    {
        var values = new HostValues();
        foreach (var expression in kernel.Expressions())
            values.rewritten[expression] = values.Rewrite(expression);
        return kernel with
        {
            Reductions = [.. kernel.Reductions.Select(r => r with { Value = values.rewritten[r.Value] })],
            Outputs = [.. kernel.Outputs.Select(o => o with { Value = values.rewritten[o.Value], Index = values.Rewrite(o.Index) })],
        };
    }

    private IndexTerm? Rewrite(IndexTerm? index) => index is null ? null : index with { Value = rewritten[index.Value] };

    private ScalarExpression Rewrite(ScalarExpression expression)
    {
        if (expression is LoadExpression { Index: { } term } load && rewritten[term.Value] != term.Value)
            return new LoadExpression(load.Type, load.Buffer, load.Map, Rewrite(term));
        if (expression is not ApplyExpression apply)
            return expression;
        var arguments = apply.Arguments.Select(a => rewritten[a]).ToList();
        // An op of one operand whose result has another type, bools aside, is a conversion.
        if (arguments is [{ Type: ElementType.F64 } argument] && apply.Type is not (ElementType.F64 or ElementType.Bool))
        {
            switch (argument)
            {
                case HostScalarExpression host:
                    return new HostScalarExpression(apply.Type, host.Scalar);
                case IndexExpression { Map.Strides: var strides } index when strides.All(s => s.IsZero):
                    return new IndexExpression(apply.Type, index.Map);
                case ConstantExpression constant when apply.Type.IsFloat():
                    return new ConstantExpression(apply.Type, constant.Value);
            }
        }

        return arguments.SequenceEqual(apply.Arguments, ReferenceEqualityComparer.Instance)
            ? apply
            : new ApplyExpression(apply.Node, [.. arguments]);
    }
}
