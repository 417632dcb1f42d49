using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// Reductions along the axis whose elements lie together: row after row, each read again for the next stage while it is in
/// cache. Lanes accumulate side by side and are combined in a fixed order at the end of the row.
/// </summary>
internal sealed class RowReduceTemplate : ReduceTemplate
{
    /// <summary>What combining the lanes of a row takes, in elements.</summary>
    private const int RowOverhead = 64;

    /// <summary>Operations that take about as long as reading an element.</summary>
    private const int OperationsPerElement = 8;

    public RowReduceTemplate(KernelContext kernel)
        : base(kernel)
    {
        var operations = kernel.Expressions.All.OfType<ApplyExpression>().Count();
        Tiling = Tiling.Rows(
            Layout.ParallelSize, (Layout.ReducedSize + RowOverhead) * Math.Max(1, operations / OperationsPerElement));
    }

    public override Tiling Tiling { get; }

    private int Inner => Layout.Reduced[^1];

    protected override void EmitBody(CsWriter writer)
    {
        var point = new PointCode(Kernel, Layout.Domain, writer) { VectorAxis = Inner };
        using var scope = point.Scope();
        point.Prepare(Roots);
        LoopCode.TileRows(point, Layout.Parallel, Tiling, () => EmitStages(point));
    }

    protected override void ReducedLoops(PointCode point, Action body)
    {
        var extent = Layout.Domain.Extents[Inner];
        point.Nest([.. Layout.Reduced.SkipLast(1)], () =>
            LoopCode.Vectors(point, Inner, extent, CsCode.Of($"0L"), Kernel.Factor(extent), body));
    }

    protected override CsCode Contribution(PointCode point, KernelReduction reduction, CsCode value) =>
        LanesInUse(point, reduction, value);

    protected override CsCode Total(KernelReduction reduction, CsCode accumulator) =>
        CombinerCode.Across(Kernel.Lanes, reduction.Value.Type, reduction.Combiner, accumulator);
}
