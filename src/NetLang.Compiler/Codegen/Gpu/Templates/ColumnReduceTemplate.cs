using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// Reductions across the axis whose elements lie together: a group a few columns. As many lanes stand side by side, and
/// read neighbouring elements; those behind one another go down a column together.
/// </summary>
internal sealed class ColumnReduceTemplate(GpuKernel kernel) : ReduceTemplate(kernel)
{
    private CsCode? isPlace;
    private CsName down;
    private CsName across;

    public override string Strategy =>
        "A group a few columns: lanes side by side read neighbours, and all lanes of a column combine what they have.";

    protected override CsCode? IsPlace => isPlace;

    protected override CsCode? IsFirst => CsCode.Of($"{down} == 0");

    public override GpuGrid Grid(Func<Dim, CsCode> dim) => GpuGrid.OfColumns(Layout.ParallelSize, dim);

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, Layout.Domain, writer);
        DeclareShared(point);
        var columns = point.Extent(Layout.ParallelSize);
        (across, down) = (point.Local("across"), point.Local("down"));
        var (tile, place, column) = (point.Local("tile"), point.Local("place"), point.Local("column"));
        writer.Line($"var {across} = GpuMath.Min(GpuLimits.ColumnLanes, Group.DimX);");
        writer.Line($"var {down} = Group.IdxX / {across};");
        using var tiles = writer.Open(
            $"for (var {tile} = (long){Kernel.Group} * {across}; {tile} < {columns}; {tile} += (long){Kernel.Groups} * {across})");
        using var scope = point.Scope();
        writer.Line($"var {place} = {tile} + (Group.IdxX % {across});");
        // Every lane must come to the barriers.
        writer.Line($"var {column} = GpuMath.Min({place}, {columns} - 1);");
        isPlace = CsCode.Of($"{place} == {column}");
        point.BindAll(Layout.Parallel, column);
        EmitStages(point);
    }

    protected override void ReducedLoop(GpuPointCode point, Action body) => GpuLoops.Elements(
        point, Layout.Reduced, Layout.ReducedSize, CsCode.Of($"(long){down}"), CsCode.Of($"Group.DimX / {across}"), body);

    protected override CsCode? Total(KernelReduction reduction, CsName accumulator) =>
        GpuCombiner.Down(reduction, Shared(reduction), accumulator, across);
}
