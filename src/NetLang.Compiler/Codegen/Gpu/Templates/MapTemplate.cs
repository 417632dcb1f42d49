using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>Every point by itself, a lane a point.</summary>
internal sealed class MapTemplate : GpuTemplate
{
    private readonly LoopDomain domain;
    private readonly Dim count;

    public MapTemplate(GpuKernel kernel)
        : base(kernel)
    {
        domain = LoopDomain.Of(kernel.Kernel, kernel.Expressions.Maps);
        count = domain.Extents.Aggregate(Dim.One, (product, extent) => product * extent);
    }

    public override CsCode Groups(Func<Dim, CsCode> dim) => CsCode.Of($"frame.Lanes({dim(count)})");

    public override string Strategy =>
        "A lane a point; where there are more points than lanes, each lane takes several.";

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, domain, writer);
        GpuLoops.Points(point, [.. Enumerable.Range(0, domain.Rank)], count, () => point.Store(Kernel.Kernel.Outputs));
    }
}
