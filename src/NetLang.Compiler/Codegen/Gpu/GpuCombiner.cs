using NetLang.Compiler.Kernels;
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

    /// <summary>A statement that adds a value to what was combined so far.</summary>
    /// <param name="accumulator">Code that may stand on both sides of an assignment.</param>
    public static CsCode Accumulate(ElementType type, Combiner combiner, CsCode accumulator, CsCode value) => combiner switch
    {
        Combiner.Sum when !type.IsFloat() =>
            CsCode.Of($"{accumulator} = GpuInteger.Add({accumulator}, {value.Bare});"),
        Combiner.Product when !type.IsFloat() =>
            CsCode.Of($"{accumulator} = GpuInteger.Multiply({accumulator}, {value.Bare});"),
        Combiner.Sum => CsCode.Of($"{accumulator} += {value.Bare};"),
        Combiner.Product => CsCode.Of($"{accumulator} *= {value.Bare};"),
        Combiner.Maximum => CsCode.Of($"{accumulator} = GpuMath.Max({accumulator}, {value.Bare});"),
        _ => CsCode.Of($"{accumulator} = GpuMath.Min({accumulator}, {value.Bare});"),
    };

    /// <summary>The values of all lanes combined, for all of them.</summary>
    public static CsCode Across(KernelReduction reduction, CsName shared, CsCode value) =>
        CsCode.Of($"GroupReduce.All<{Types(reduction)}>({shared}, {value})");

    /// <summary>The values of lanes that stand behind one another, for all of those.</summary>
    /// <param name="across">Lanes that stand side by side.</param>
    public static CsCode Down(KernelReduction reduction, CsName shared, CsCode value, CsName across) =>
        CsCode.Of($"GroupReduce.Down<{Types(reduction)}>({shared}, {value}, {across})");

    private static CsCode Types(KernelReduction reduction)
    {
        var name = CsName.Of(reduction.Combiner switch
        {
            Combiner.Sum => "Sum",
            Combiner.Product => "Product",
            Combiner.Maximum => "Max",
            _ => "Min",
        });
        return CsCode.Of($"{GpuTypes.InMemory(reduction.Value.Type)}, {name}");
    }
}
