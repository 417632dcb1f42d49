using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>How values are combined by one lane, and then by the lanes of a group.</summary>
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
        (Combiner.Sum, _) => GpuTypes.Literal(type, 0),
        (Combiner.Product, _) => GpuTypes.Literal(type, 1),
        (Combiner.Maximum, _) when type.IsFloat() => GpuTypes.Literal(type, double.NegativeInfinity),
        (_, _) when type.IsFloat() => GpuTypes.Literal(type, double.PositiveInfinity),
        (Combiner.Maximum, _) => CsCode.Of($"{GpuTypes.Local(type)}.MinValue"),
        _ => CsCode.Of($"{GpuTypes.Local(type)}.MaxValue"),
    };

    public static CsCode Combine(Combiner combiner, CsCode left, CsCode right) => combiner switch
    {
        Combiner.Sum => CsCode.Of($"{left} + {right}"),
        Combiner.Product => CsCode.Of($"{left} * {right}"),
        Combiner.Maximum => CsCode.Of($"GpuMath.Max({left}, {right})"),
        _ => CsCode.Of($"GpuMath.Min({left}, {right})"),
    };

    /// <summary>The values of all lanes combined, for all of them.</summary>
    public static CsCode Across(ElementType type, Combiner combiner, CsName shared, CsCode value)
    {
        var name = CsName.Of(combiner switch
        {
            Combiner.Sum => "Sum",
            Combiner.Product => "Product",
            Combiner.Maximum => "Max",
            _ => "Min",
        });
        return CsCode.Of($"GroupReduce.All<{GpuTypes.InMemory(type)}, {name}>({shared}, {value})");
    }
}
