using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// Reductions along the axis whose elements lie together: lanes accumulate side by side, and are combined in a fixed order
/// at the end.
/// </summary>
internal abstract class AlongRowsTemplate(KernelContext kernel) : ReduceTemplate(kernel)
{
    /// <summary>The axis of the lanes.</summary>
    protected int Inner => Layout.Reduced[^1];

    /// <summary>The other reduced axes.</summary>
    protected IReadOnlyList<int> Outer => [.. Layout.Reduced.SkipLast(1)];

    /// <summary>A vector along a row as it goes into an accumulator: behind the row's end nothing changes.</summary>
    protected override CsCode Contribution(PointCode point, KernelReduction reduction, CsCode value)
    {
        if (point.Partial is not { } count)
            return value;
        var type = reduction.Value.Type;
        var neutral = CombinerCode.Neutral(Kernel.Lanes, type, reduction.Combiner);
        return CsCode.Of($"{Kernel.Lanes.Vector(type)}.Select({Kernel.Lanes.MaskOf(type)}.FirstLanes({count}), {value}, {neutral})");
    }

    protected override CsCode Total(KernelReduction reduction, CsCode accumulator) =>
        CombinerCode.Across(Kernel.Lanes, reduction.Value.Type, reduction.Combiner, accumulator);
}
