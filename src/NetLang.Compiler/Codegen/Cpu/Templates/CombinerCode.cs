using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>How lanes are combined, and at the end the lanes of one vector.</summary>
internal static class CombinerCode
{
    public static string NameOf(Combiner combiner) => combiner switch
    {
        Combiner.Sum => "sum",
        Combiner.Product => "product",
        Combiner.Maximum => "max",
        _ => "min",
    };

    /// <summary>What changes nothing when combined.</summary>
    public static CsCode Neutral(KernelLanes lanes, ElementType type, Combiner combiner)
    {
        var vector = lanes.Vector(type);
        return (combiner, type) switch
        {
            (Combiner.Sum, _) => CsCode.Of($"{vector}.Zero"),
            (Combiner.Product, _) => CsCode.Of($"{vector}.Create(1)"),
            (Combiner.Maximum, ElementType.F64) => CsCode.Of($"{vector}.Create(double.NegativeInfinity)"),
            (Combiner.Maximum, ElementType.I64) => CsCode.Of($"{vector}.Create(long.MinValue)"),
            (Combiner.Maximum, _) when !type.IsFloat() => CsCode.Of($"{vector}.Create(int.MinValue)"),
            (Combiner.Maximum, _) => CsCode.Of($"{vector}.Create(float.NegativeInfinity)"),
            (_, ElementType.F64) => CsCode.Of($"{vector}.Create(double.PositiveInfinity)"),
            (_, ElementType.I64) => CsCode.Of($"{vector}.Create(long.MaxValue)"),
            _ when !type.IsFloat() => CsCode.Of($"{vector}.Create(int.MaxValue)"),
            _ => CsCode.Of($"{vector}.Create(float.PositiveInfinity)"),
        };
    }

    public static CsCode Combine(KernelLanes lanes, ElementType type, Combiner combiner, CsCode left, CsCode right)
    {
        var vector = lanes.Vector(type);
        return combiner switch
        {
            Combiner.Sum => CsCode.Of($"{left} + {right}"),
            Combiner.Product => CsCode.Of($"{left} * {right}"),
            Combiner.Maximum => CsCode.Of($"{vector}.Max({left}, {right})"),
            _ => CsCode.Of($"{vector}.Min({left}, {right})"),
        };
    }

    /// <summary>All lanes of a vector combined, in all lanes.</summary>
    public static CsCode Across(KernelLanes lanes, ElementType type, Combiner combiner, CsCode value)
    {
        var vector = lanes.Vector(type);
        return combiner switch
        {
            Combiner.Sum => CsCode.Of($"{vector}.Create({vector}.ReduceSum({value}))"),
            Combiner.Product => CsCode.Of($"{vector}.Create({vector}.ReduceProduct({value}))"),
            Combiner.Maximum => CsCode.Of($"{vector}.Create({vector}.ReduceMax({value}))"),
            _ => CsCode.Of($"{vector}.Create({vector}.ReduceMin({value}))"),
        };
    }
}
