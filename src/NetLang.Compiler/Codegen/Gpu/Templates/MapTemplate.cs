using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>Every point by itself: a lane a point, or four that lie together.</summary>
internal sealed class MapTemplate : GpuTemplate
{
    private readonly LoopDomain domain;
    private readonly Dim count;
    private readonly FourPoints? fours;

    public MapTemplate(GpuKernel kernel)
        : base(kernel)
    {
        domain = LoopDomain.Of(kernel.Kernel, kernel.Expressions.Maps);
        count = domain.Extents.Aggregate(Dim.One, (product, extent) => product * extent);
        fours = FourPoints.Of(kernel, domain);
    }

    public override GpuGrid Grid(Func<Dim, CsCode> dim)
    {
        var items = fours?.Count ?? count;
        return GpuGrid.OfLanes(dim(items), items);
    }

    public override string Strategy => fours is null
        ? "A lane a point; where there are more points than lanes, each lane takes several."
        : "A lane four neighbouring points at a time; where there are more than lanes, each lane takes several.";

    public override void EmitBody(CsWriter writer)
    {
        if (fours is not null)
        {
            fours.EmitBody(writer);
            return;
        }

        var point = new GpuPointCode(Kernel, domain, writer);
        GpuLoops.Points(point, [.. Enumerable.Range(0, domain.Rank)], count, () => point.Store(Kernel.Kernel.Outputs));
    }

    public override void EmitMethods(CsWriter writer) => fours?.EmitMethod(writer);
}
