using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>How values are combined by one lane, and then by the lanes of a group. Bools are combined by "or" and "and".</summary>
internal static class GpuCombiner
{
    public static string NameOf(Combiner combiner) => combiner switch
    {
        Combiner.Sum => "sum",
        Combiner.Product => "product",
        Combiner.Maximum => "max",
        _ => "min",
    };

    /// <summary>What changes nothing when combined.</summary>
    public static CsCode Neutral(ElementType type, Combiner combiner) => (combiner, type) switch
    {
        (Combiner.Sum or Combiner.Maximum, ElementType.Bool) => CsCode.Of($"false"),
        (_, ElementType.Bool) => CsCode.Of($"true"),
        (Combiner.Sum, _) => GpuTypes.Literal(type, 0),
        (Combiner.Product, _) => GpuTypes.Literal(type, 1),
        (Combiner.Maximum, _) when type.IsFloat() => GpuTypes.Literal(type, double.NegativeInfinity),
        (_, _) when type.IsFloat() => GpuTypes.Literal(type, double.PositiveInfinity),
        (Combiner.Maximum, _) => CsCode.Of($"{GpuTypes.Local(type)}.MinValue"),
        _ => CsCode.Of($"{GpuTypes.Local(type)}.MaxValue"),
    };

    public static CsCode Combine(ElementType type, Combiner combiner, CsCode left, CsCode right) => (combiner, type) switch
    {
        (Combiner.Sum or Combiner.Maximum, ElementType.Bool) => CsCode.Of($"{left} | {right}"),
        (_, ElementType.Bool) => CsCode.Of($"{left} & {right}"),
        (Combiner.Sum, _) => CsCode.Of($"{left} + {right}"),
        (Combiner.Product, _) => CsCode.Of($"{left} * {right}"),
        (Combiner.Maximum, _) => CsCode.Of($"GpuMath.Max({left}, {right})"),
        _ => CsCode.Of($"GpuMath.Min({left}, {right})"),
    };

    /// <summary>The type of the shared memory in which lanes combine.</summary>
    public static CsCode SharedType(ElementType type) =>
        type == ElementType.Bool ? CsCode.Of($"int") : GpuTypes.Local(type);

    /// <summary>The values of all lanes combined, for all of them.</summary>
    public static CsCode Across(ElementType type, Combiner combiner, CsName shared, CsCode value)
    {
        var isAny = combiner is Combiner.Sum or Combiner.Maximum;
        if (type == ElementType.Bool)
            return CsCode.Of($"GroupReduce.All<int, {CsName.Of(isAny ? "Max" : "Min")}>({shared}, {value} ? 1 : 0) != 0");
        var name = CsName.Of(combiner switch
        {
            Combiner.Sum => "Sum",
            Combiner.Product => "Product",
            Combiner.Maximum => "Max",
            _ => "Min",
        });
        return CsCode.Of($"GroupReduce.All<{SharedType(type)}, {name}>({shared}, {value})");
    }
}
