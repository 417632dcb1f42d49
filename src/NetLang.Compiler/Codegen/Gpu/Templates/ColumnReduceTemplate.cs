using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// Reductions across the axis whose elements lie together: a lane a column, which goes down the rows in order, so that
/// neighbours read neighbouring elements.
/// </summary>
internal sealed class ColumnReduceTemplate(GpuKernel kernel) : ReduceTemplate(kernel)
{
    public override GpuGrid Grid(Func<Dim, CsCode> dim) =>
        GpuGrid.OfLanes(dim(Layout.ParallelSize), Layout.ParallelSize);

    public override string Strategy =>
        "A lane a result, which it reduces to in order; neighbours read neighbouring elements.";

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, Layout.Domain, writer);
        GpuLoops.Points(point, Layout.Parallel, Layout.ParallelSize, () => EmitStages(point));
    }

    protected override void ReducedLoop(GpuPointCode point, Action body) => point.Nest(Layout.Reduced, () =>
    {
        using var scope = point.Scope(isBlock: false);
        body();
    });

    protected override CsCode Total(KernelReduction reduction, CsName accumulator) => accumulator;

    protected override void StoreRow(GpuPointCode point, IReadOnlyList<KernelOutput> outputs) => point.Store(outputs);
}
