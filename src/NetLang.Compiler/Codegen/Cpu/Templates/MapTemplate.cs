using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Kernels.Layout;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>Every point by itself: rows of the last axis in vectors.</summary>
internal sealed class MapTemplate : KernelTemplate
{
    // An exponential takes about as long as so many elements that are read, added and stored.
    private const int WorkOfFunction = 4;

    private readonly LoopDomain domain;
    private readonly int inner;

    public MapTemplate(KernelContext kernel)
        : base(kernel)
    {
        domain = PanelCandidates.PointMaps(kernel.Kernel).Any(m => kernel.BufferOf(m.Buffer).PanelAxis is not null)
            ? LoopDomain.Unmerged(kernel.Kernel) // places in panels follow from rows and columns
            : LoopDomain.Of(kernel.Kernel, kernel.Expressions.Maps);
        inner = domain.Rank - 1;
        var rows = domain.Extents.Take(inner).Aggregate(Dim.One, (product, extent) => product * extent);
        var functions = kernel.Kernel.Expressions().Count(e => e is ApplyExpression { Op.CpuCall: not null });
        var tiling = inner == 0 ? Tiling.Elements(domain.Extents[0]) : Tiling.Rows(rows, domain.Extents[inner]);
        Tiling = tiling with { Weight = tiling.Weight * (1 + (WorkOfFunction * functions)) };
    }

    public override Tiling Tiling { get; }

    protected override void EmitBody(CsWriter writer)
    {
        var point = new PointCode(Kernel, domain, writer) { VectorAxis = inner };
        using var scope = point.Scope();
        var values = Kernel.Kernel.Outputs.Select(o => o.Value).ToList();
        point.Prepare(values);
        if (domain.Extents is [{ IsOne: true }])
        {
            LoopCode.Vectors(point, inner, () => Points(point));
            return;
        }

        if (inner == 0)
        {
            var (first, last) = LoopCode.TileRange(point, Tiling);
            LoopCode.Vectors(point, inner, first, last, () => Points(point));
            return;
        }

        LoopCode.TileRows(point, [.. Enumerable.Range(0, inner)], Tiling, () =>
        {
            point.Prepare(values);
            foreach (var output in Kernel.Kernel.Outputs)
                point.PrepareAddress(output.Buffer, domain.Collapse(output.Map));
            LoopCode.Vectors(point, inner, () => Points(point));
        });
    }

    private void Points(PointCode point)
    {
        foreach (var output in Kernel.Kernel.Outputs)
            point.Named(output.Value, "result");
        foreach (var output in Kernel.Kernel.Outputs)
            point.Store(output);
    }
}
