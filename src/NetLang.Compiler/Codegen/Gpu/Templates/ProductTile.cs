using NetLang.Gpu;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// The tile of a product that a group computes, and the parts of the operands that it keeps in shared memory for it: of
/// each <see cref="Depth"/> steps along k, those of one step together.
/// </summary>
internal sealed class ProductTile
{
    /// <summary>Rows and columns of the elements that a lane computes, a lane's distance apart.</summary>
    public const int Edge = 4;

    /// <summary>Steps along k that a part reaches.</summary>
    public const int Depth = 16;

    /// <summary>Elements of each of the two parts, where groups are of full size.</summary>
    public const int SharedElements = Depth * Edge * GpuLimits.TileLanes;

    private readonly GpuPointCode point;
    private readonly TileEdge rows;
    private readonly TileEdge columns;
    private readonly SharedPart left;
    private readonly SharedPart right;

    /// <summary>Declares it, where the kernel begins.</summary>
    /// <param name="laneColumns">Lanes that stand side by side; the others stand below.</param>
    /// <param name="element">The type of the operands.</param>
    public ProductTile(GpuPointCode point, CsName laneColumns, CsCode element)
    {
        this.point = point;
        var (leftName, rightName) = (point.Local("left"), point.Local("right"));
        foreach (var shared in new[] { leftName, rightName })
            point.Writer.Line($"var {shared} = SharedMemory.Allocate<{element}>({Depth * Edge} * GpuLimits.TileLanes);");
        var lanes = new LaneSquare(point, laneColumns);
        (rows, columns) = (lanes.Down("tileRows", Edge), lanes.Across("tileColumns", Edge));
        (left, right) = (new(point, leftName, rows), new(point, rightName, columns));
    }

    public CsName Rows => rows.Length;

    public CsName Columns => columns.Length;

    /// <summary>A lane's elements are numbered row by row: the row and the column, within the tile, of one.</summary>
    public (CsCode Row, CsCode Column) Place(CsName element) =>
        (rows.Place(CsCode.Of($"{element} / {Edge}")), columns.Place(CsCode.Of($"{element} % {Edge}")));

    /// <summary>Copies parts of both operands, with zeros beyond their ends.</summary>
    /// <param name="firstRow">The tile's first row.</param>
    /// <param name="firstColumn">The tile's first column.</param>
    /// <param name="start">The first step along k.</param>
    public void Copy(Product product, CsName firstRow, CsName firstColumn, CsName start)
    {
        var steps = CsCode.Of($"{Depth}");
        left.Copy(product.Left, firstRow, product.Rows, start, product.Depth, steps);
        right.Copy(product.Right, firstColumn, product.Columns, start, product.Depth, steps);
    }

    /// <summary>Adds the product of the parts to the lane's sums: eight values read for sixteen products.</summary>
    public void MultiplyAdd(IReadOnlyList<CsName> sums)
    {
        using var scope = point.Scope();
        var k = point.Local("k");
        using var loop = point.Writer.Open($"for (var {k} = 0; {k} < {Depth}; {k}++)");
        var a = left.Values("a", k);
        SharedPart.MultiplyAdd(point.Writer, sums, a, right.Values("b", k));
    }
}
