using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// Reductions across the axis whose elements lie together: a vector of columns goes down the rows, so that no lane ever
/// meets another and the order of additions is that of the rows.
/// </summary>
internal sealed class ColumnReduceTemplate : ReduceTemplate
{
    public ColumnReduceTemplate(KernelContext kernel)
        : base(kernel)
    {
        var columns = Layout.Domain.Extents[Inner];
        Tiling = Layout.Parallel.Count == 1
            ? new Tiling(columns, Layout.ReducedSize, 64)
            : Tiling.Rows(Layout.Product(Layout.Parallel.SkipLast(1)), columns * Layout.ReducedSize);
    }

    public override Tiling Tiling { get; }

    private int Inner => Layout.Parallel[^1];

    protected override void EmitBody(CsWriter writer)
    {
        var point = new PointCode(Kernel, Layout.Domain, writer) { VectorAxis = Inner };
        using var scope = point.Scope();
        point.Prepare(Roots);
        if (Layout.Parallel.Count == 1)
        {
            var (first, last) = LoopCode.TileRange(point, Tiling);
            LoopCode.Vectors(point, Inner, first, last, () => EmitStages(point));
            return;
        }

        LoopCode.TileRows(point, [.. Layout.Parallel.SkipLast(1)], Tiling, () =>
        {
            point.Prepare(Roots);
            LoopCode.Vectors(point, Inner, () => EmitStages(point));
        });
    }

    protected override void ReducedLoops(PointCode point, Action body)
    {
        if (Layout.IsUnrolled)
            Unroll(point, Layout.Reduced, body);
        else
            point.Nest(Layout.Reduced, () => Once(point, body));
    }

    protected override CsCode Contribution(PointCode point, KernelReduction reduction, CsCode value) => value;

    protected override CsCode Total(KernelReduction reduction, CsCode accumulator) => accumulator;

    private static void Unroll(PointCode point, IReadOnlyList<int> axes, Action body)
    {
        if (axes.Count == 0)
        {
            body();
            return;
        }

        for (var place = 0L; place < point.Domain.Extents[axes[0]].ConstantValue; place++)
        {
            using var scope = point.Scope(isBlock: false);
            point.Bind(axes[0], CsCode.Of($"{place}L"));
            Unroll(point, [.. axes.Skip(1)], body);
        }
    }

    private static void Once(PointCode point, Action body)
    {
        using var scope = point.Scope(isBlock: false);
        body();
    }
}
