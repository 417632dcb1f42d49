using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Builtins;

/// <summary>
/// Reductions, over all axes unless option <c>axis</c> names some: <c>sum { axis = -1; keepDims = true } x</c>.
/// </summary>
internal static class ReductionBuiltins
{
    public static IEnumerable<BuiltinFunction> Table { get; } =
    [
        Reduction("sum", SumOp.Instance),
        Reduction("prod", ProdOp.Instance),
        Reduction("max", ExtremumOp.Max),
        Reduction("min", ExtremumOp.Min),
    ];

    private static BuiltinFunction Reduction(string name, ReductionOp op) => new(name, 1, $"{name} {{ axis = 1 }} x", call => Reduce(call, op))
    {
        Options = BuiltinFunction.Defaults(("axis", new CaseValue("All")), ("keepDims", BoolValue.False)),
    };

    private static Value Reduce(BuiltinCall call, ReductionOp op)
    {
        if (call.Tensor(0, "argument") is not { } tensor || Axes.Option(call, tensor.Type) is not { } axes)
            return ErrorValue.Instance;
        if (!tensor.Type.Element.IsComputed())
        {
            return call.Fail(
                0,
                ShapeErrors.ElementKind,
                $"`{call.Function.Name}` is not defined for tensors of "
                + $"{Runtime.ElementTypes.Name(tensor.Type.Element)}",
                "convert it: `cast f32 …`");
        }

        if (call.Options["keepDims"] is not BoolValue keep)
        {
            call.Mismatch(new Argument(call.Options["keepDims"]!, call.Span), "option `keepDims`", "`true` or `false`", "write `{ keepDims = true }`");
            return ErrorValue.Instance;
        }

        var reduced = call.Builder.Reduce(op, tensor, axes);
        var kept = new Shape([.. tensor.Shape.Select((dim, axis) => axes.Contains(axis) ? Dim.One : dim)]);
        return new NodeValue(keep.Value ? call.Builder.Reshape(reduced, kept) : reduced);
    }
}
