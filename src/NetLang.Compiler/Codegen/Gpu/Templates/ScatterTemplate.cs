using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// Elements that are added where an index sends them. A lane owns a range of places in one column: it sets them to 0, and
/// goes through all elements, in order, for those that belong to it. So no two lanes add to one place.
/// </summary>
internal sealed class ScatterTemplate : GpuTemplate
{
    private readonly ReduceLayout layout;
    private readonly IndexTerm index;
    private readonly CsName ranges;

    public ScatterTemplate(GpuKernel kernel)
        : base(kernel)
    {
        layout = new(kernel.Kernel, kernel.Expressions);
        index = kernel.Kernel.Outputs[0].Index!;
        ranges = kernel.Add(CsCode.Of($"int"), "ranges", Ranges(kernel.HostDim), "of places");
    }

    public override string Strategy =>
        "A lane a range of places in a column: it adds what belongs there, in order; neighbours have neighbouring columns.";

    public override GpuGrid Grid(Func<Dim, CsCode> dim) => GpuGrid.OfLanes(
        CsCode.Of($"{DimCode.Factor(dim(layout.ParallelSize))} * {Ranges(dim)}"), layout.ParallelSize * GpuGrid.Ranges) with
    {
        CountRanges = size => TileGrid.Ranges(1, index.Extent.Evaluate(size), Elements.Evaluate(size)),
    };

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, layout.Domain, writer);
        using var scope = point.Scope();
        var (lane, most) = (point.Local("lane"), point.Local("most"));
        var (first, last) = (point.Local("firstPlace"), point.Local("lastPlace"));
        var columns = point.Extent(layout.ParallelSize);
        writer.Line($"var {most} = ({point.Extent(index.Extent)} + {ranges} - 1) / {ranges};");
        using var loop = writer.Open(
            $"for (var {lane} = {GpuLoops.FirstLane(Kernel)}; {lane} < {columns} * {ranges}; {lane} += {GpuLoops.AllLanes(Kernel)})");
        writer.Line($"var {first} = {lane} / {columns} * {most};");
        writer.Line($"var {last} = GpuMath.Min({first} + {most}, {Kernel.Dim(index.Extent)});");
        using var inner = point.Scope();
        var column = point.Local("column");
        writer.Line($"var {column} = {lane} % {columns};");
        point.BindAll(layout.Parallel, column);
        Zero(point, first, last);
        point.Prepare(Kernel.Kernel.Outputs.SelectMany(o => o.Operands));
        point.Nest(layout.Reduced, () => Add(point, first, last));
    }

    private void Zero(GpuPointCode point, CsName first, CsName last)
    {
        using var scope = point.Scope();
        var place = point.Local("place");
        using var loop = point.Writer.Open($"for (var {place} = {first}; {place} < {last}; {place}++)");
        foreach (var output in Kernel.Kernel.Outputs)
        {
            var zero = GpuTypes.Literal(output.Value.Type, 0);
            point.Writer.Line($"{point.ElementAt(output.Buffer, output.Map, index, place)} = {zero};");
        }
    }

    private void Add(GpuPointCode point, CsName first, CsName last)
    {
        using var scope = point.Scope(isBlock: false);
        var place = point.Named(index.Value, "index");
        using var inside = point.Writer.Open($"if ({place} >= {first} && {place} < {last})");
        using var block = point.Scope();
        foreach (var output in Kernel.Kernel.Outputs)
        {
            var value = point.Named(output.Value, "result");
            var element = point.ElementAt(output.Buffer, output.Map, index, place);
            point.Writer.Line(GpuCombiner.Accumulate(output.Value.Type, Combiner.Sum, element, value));
        }
    }

    private Dim Elements => layout.ParallelSize * (layout.ReducedSize + index.Extent);

    private CsCode Ranges(Func<Dim, CsCode> dim) =>
        CsCode.Of($"TileGrid.Ranges(1, {dim(index.Extent)}, {dim(Elements)})");
}
