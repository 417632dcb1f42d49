using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// Elements that are added where an index sends them. A tile owns a range of places in some columns: it sets them to 0, and
/// goes through all elements, in order, for those that belong to it. So each place has its sum from one thread, in the
/// order of the elements, whatever the tiles are.
/// </summary>
internal sealed class ScatterTemplate : KernelTemplate
{
    private readonly ReduceLayout layout;
    private readonly IndexTerm index;

    public ScatterTemplate(KernelContext kernel)
        : base(kernel)
    {
        layout = new(kernel.Kernel, kernel.Expressions);
        index = kernel.Kernel.Outputs[0].Index!;
        var column = layout.ReducedSize + index.Extent;
        Tiling = layout.Parallel.Count == 1
            ? new Tiling(Columns, column, 64)
            : Tiling.Rows(layout.Product(layout.Parallel.SkipLast(1)), Columns * column);
    }

    public override Tiling Tiling { get; }

    private int Inner => layout.Parallel[^1];

    private Dim Columns => layout.Domain.Extents[Inner];

    public override CsCode TileCount(Func<Dim, CsCode> dim) => CsCode.Of($"checked({base.TileCount(dim)} * {Ranges(dim)})");

    protected override void EmitBody(CsWriter writer)
    {
        var point = new PointCode(Kernel, layout.Domain, writer) { VectorAxis = Inner };
        using var scope = point.Scope();
        var (ranges, most) = (point.Local("ranges"), point.Local("most"));
        var (first, last) = (point.Local("firstPlace"), point.Local("lastPlace"));
        writer.Line($"var {ranges} = {Ranges(Kernel.Dim)};");
        writer.Line($"long {most} = ({Kernel.Factor(index.Extent)} + {ranges} - 1) / {ranges};");
        writer.Line($"var {first} = tile % {ranges} * {most};");
        writer.Line($"var {last} = Math.Min({first} + {most}, {Kernel.Dim(index.Extent)});");
        var tiling = Tiling with { Number = CsCode.Of($"tile / {ranges}") };
        point.Prepare(Operands);
        if (layout.Parallel.Count == 1)
        {
            var (start, end) = LoopCode.TileRange(point, tiling);
            Sum(point, first, last, start, end);
            return;
        }

        LoopCode.TileRows(point, [.. layout.Parallel.SkipLast(1)], tiling, () =>
        {
            point.Prepare(Operands);
            Sum(point, first, last, CsCode.Of($"0L"), Kernel.Factor(Columns));
        });
    }

    private IEnumerable<ScalarExpression> Operands => Kernel.Kernel.Outputs.SelectMany(o => o.Operands);

    private CsCode Ranges(Func<Dim, CsCode> dim)
    {
        var elements = layout.ParallelSize * (layout.ReducedSize + index.Extent);
        return CsCode.Of($"TileGrid.Ranges({base.TileCount(dim)}, {dim(index.Extent)}, {dim(elements)})");
    }

    private void Sum(PointCode point, CsName first, CsName last, CsCode start, CsCode end)
    {
        foreach (var output in Kernel.Kernel.Outputs)
            point.PrepareAddress(output.Buffer, layout.Domain.Collapse(output.Map));
        using (point.Scope())
        {
            var place = point.Local("place");
            using var loop = point.Writer.Open($"for (var {place} = {first}; {place} < {last}; {place}++)");
            foreach (var output in Kernel.Kernel.Outputs)
            {
                var row = point.RowAt(output, place);
                var zero = CsCode.Of($"{Kernel.Lanes.Vector(output.Value.Type)}.Zero");
                LoopCode.Vectors(point, Inner, start, end, () => point.Store(output, row, zero));
            }
        }

        point.Nest(layout.Reduced, () =>
        {
            using var scope = point.Scope(isBlock: false);
            if (point.Varies(index.Value, Inner))
                LoopCode.Vectors(point, Inner, start, end, () => AddLanes(point, first, last));
            else
                AddRow(point, first, last, start, end);
        });
    }

    private void AddLanes(PointCode point, CsName first, CsName last)
    {
        foreach (var output in Kernel.Kernel.Outputs)
            point.Add(output, first, last);
    }

    /// <summary>All columns go to one place.</summary>
    private void AddRow(PointCode point, CsName first, CsName last, CsCode start, CsCode end)
    {
        var place = point.Local("place");
        point.Writer.Line($"long {place} = {point.Named(index.Value, "index")}[0];");
        using var inside = point.Writer.Open($"if ({place} >= {first} && {place} < {last})");
        using var scope = point.Scope();
        point.Prepare(Operands);
        foreach (var output in Kernel.Kernel.Outputs)
        {
            var row = point.RowAt(output, place);
            LoopCode.Vectors(point, Inner, start, end, () =>
            {
                var value = point.Named(output.Value, "result");
                point.Store(output, row, CsCode.Of($"{point.Load(output, row)} + {value}"));
            });
        }
    }
}
