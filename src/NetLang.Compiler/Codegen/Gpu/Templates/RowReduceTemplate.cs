using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>Reductions along the axis whose elements lie together: a group a row.</summary>
internal sealed class RowReduceTemplate(GpuKernel kernel) : ReduceTemplate(kernel)
{
    public override string Strategy =>
        "A group a row: each lane takes elements of it, then the lanes combine what they have.";

    protected override CsCode? IsPlace => null;

    protected override CsCode? IsFirst => CsCode.Of($"Group.IdxX == 0");

    public override GpuGrid Grid(Func<Dim, CsCode> dim) => GpuGrid.OfRows(Layout.ParallelSize, dim);

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, Layout.Domain, writer);
        DeclareShared(point);
        GpuLoops.Rows(point, Layout.Parallel, Layout.ParallelSize, () => EmitStages(point));
    }

    protected override void ReducedLoop(GpuPointCode point, Action body) => GpuLoops.Elements(
        point, Layout.Reduced, Layout.ReducedSize, CsCode.Of($"(long)Group.IdxX"), CsCode.Of($"Group.DimX"), body);

    protected override CsCode? Total(KernelReduction reduction, CsName accumulator) =>
        GpuCombiner.Across(reduction, Shared(reduction), accumulator);
}
