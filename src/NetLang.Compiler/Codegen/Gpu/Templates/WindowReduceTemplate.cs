using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>Reductions of few points each, as poolings are: a lane a place, which needs no other lane.</summary>
internal sealed class WindowReduceTemplate(GpuKernel kernel) : ReduceTemplate(kernel)
{
    public override string Strategy => "A lane a place: it goes through the few points that meet there.";

    public override int SharedBytes => 0;

    protected override CsCode? IsPlace => null;

    protected override CsCode? IsFirst => null;

    /// <summary>Whether there are so few points at a place that other lanes would have nothing to do.</summary>
    public static bool Fits(GpuKernel kernel) =>
        new ReduceLayout(kernel.Kernel, kernel.Expressions).ReducedSize is { IsConstant: true, ConstantValue: <= ReduceLayout.MostUnrolled };

    public override GpuGrid Grid(Func<Dim, CsCode> dim) => GpuGrid.OfLanes(dim(Layout.ParallelSize), Layout.ParallelSize);

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, Layout.Domain, writer);
        GpuLoops.Points(point, Layout.Parallel, Layout.ParallelSize, () => EmitStages(point), "place");
    }

    protected override void ReducedLoop(GpuPointCode point, Action body) => GpuLoops.Elements(
        point, Layout.Reduced, Layout.ReducedSize, CsCode.Of($"0L"), CsCode.Of($"1"), body);

    protected override CsCode? Total(KernelReduction reduction, CsName accumulator) => null;
}
