using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// A matrix product, or what can be seen as one, in tiles: the lanes of a group copy a part of each operand to shared memory, then each lane adds to
/// its own 4 by 4 elements of the result, which it holds in variables. Its rows and columns stand a lane's distance apart,
/// so that neighbours read, and store, neighbouring elements. What is fused behind the product is computed from each
/// element in place.
/// </summary>
internal sealed class ProductTemplate : GpuTemplate
{
    private const int Own = ProductTile.Edge * ProductTile.Edge;

    private readonly Product product;
    private readonly LoopDomain domain;
    private readonly Dim batches;
    private readonly CsName laneColumns;

    public ProductTemplate(GpuKernel kernel, Product product)
        : base(kernel)
    {
        this.product = product;
        domain = LoopDomain.Unmerged(kernel.Kernel);
        batches = product.BatchAxes.Aggregate(Dim.One, (count, axis) => count * domain.Extents[axis]);
        laneColumns = kernel.Add(CsCode.Of($"int"), "laneColumns", CsCode.Of($"frame.LaneColumns"));
    }

    private ElementType Type => Kernel.Expressions.Operands[0].Type;

    public override GpuGrid Grid(Func<Dim, CsCode> dim) =>
        GpuGrid.OfTiles(batches, product.Rows, product.Columns, ProductTile.Edge, dim);

    public override int SharedBytes => 2 * ProductTile.SharedElements * Type.Size();

    public override string Strategy =>
        "A group a tile of the product, a lane 4 by 4 elements of it; operands are shared part by part along k.";

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, domain, writer);
        var (rows, columns) = (point.Extent(product.Rows), point.Extent(product.Columns));
        var tile = new ProductTile(point, laneColumns, GpuTypes.InMemory(Type));
        var (across, down) = (point.Local("across"), point.Local("down"));
        var block = point.Local("block");
        writer.Line($"var {across} = ({columns} + {tile.Columns} - 1) / {tile.Columns};", "tiles");
        writer.Line($"var {down} = ({rows} + {tile.Rows} - 1) / {tile.Rows};", "tiles");
        var (total, rowOfTiles) = (CsCode.Of($"{across} * {down}"), CsCode.Of($"{block} / {across}"));
        if (!batches.IsOne)
        {
            total = CsCode.Of($"{total} * {point.Extent(batches)}");
            rowOfTiles = CsCode.Of($"{rowOfTiles} % {down}");
        }

        using var blocks = writer.Open($"for (var {block} = (long){Kernel.Group}; {block} < {total}; {block} += {Kernel.Groups})");
        using var scope = point.Scope();
        var (firstRow, firstColumn) = (point.Local("firstRow"), point.Local("firstColumn"));
        writer.Line($"var {firstRow} = {rowOfTiles} * {tile.Rows};");
        writer.Line($"var {firstColumn} = {block} % {across} * {tile.Columns};");
        if (!product.BatchAxes.IsEmpty)
        {
            var batch = point.Local("batch");
            writer.Line($"var {batch} = {block} / {across} / {down};");
            point.BindAll(product.BatchAxes, batch);
        }

        var edge = Enumerable.Range(0, ProductTile.Edge).ToList();
        var sums = edge.SelectMany(row => edge.Select(column => point.Local($"sum{row}{column}"))).ToList();
        var zero = GpuTypes.Literal(Type, 0);
        foreach (var row in sums.Chunk(ProductTile.Edge))
            writer.Line($"{GpuTypes.Local(Type)} {CsCode.Join(", ", row.Select(s => CsCode.Of($"{s} = {zero}")))};");
        EmitProduct(point, tile, (firstRow, firstColumn), sums);
        EmitElements(point, tile, (firstRow, firstColumn), sums);
    }

    private void EmitProduct(
        GpuPointCode point, ProductTile tile, (CsName Row, CsName Column) first, IReadOnlyList<CsName> sums)
    {
        var start = point.Local("start");
        using var parts = point.Writer.Open(
            $"for (var {start} = 0L; {start} < {point.Extent(product.Depth)}; {start} += {ProductTile.Depth})");
        using var scope = point.Scope();
        tile.Copy(product, first.Row, first.Column, start);
        point.Writer.Line($"Group.Barrier();");
        tile.MultiplyAdd(sums);
        point.Writer.Line($"Group.Barrier();");
    }

    private void EmitElements(
        GpuPointCode point, ProductTile tile, (CsName Row, CsName Column) first, IReadOnlyList<CsName> sums)
    {
        var writer = point.Writer;
        var element = point.Local("element");
        using var elements = writer.Open($"for (var {element} = 0; {element} < {Own}; {element}++)");
        using var scope = point.Scope();
        var (row, column) = (point.Local("row"), point.Local("column"));
        var place = tile.Place(element);
        writer.Line($"var {row} = {first.Row} + {place.Row};");
        writer.Line($"var {column} = {first.Column} + {place.Column};");
        using var inside = writer.Open(
            $"if ({row} < {point.Extent(product.Rows)} && {column} < {point.Extent(product.Columns)})");
        using var known = point.Scope();
        var value = point.Local("product");
        using (writer.Open($"var {value} = {element} switch", "};"))
        {
            foreach (var (number, sum) in sums.Index().SkipLast(1))
                writer.Line($"{number} => {sum},");
            writer.Line($"_ => {sums[^1]},");
        }

        point.BindAll(product.RowAxes, row);
        point.Bind(product.ColumnAxis, column);
        point.BindRoot(value);
        point.Store(Kernel.Kernel.Outputs);
    }
}
