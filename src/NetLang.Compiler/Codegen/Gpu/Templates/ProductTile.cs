using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
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
    private readonly CsName laneRow;
    private readonly CsName laneColumn;
    private readonly CsName laneRows;
    private readonly CsName laneColumns;
    private readonly CsName left;
    private readonly CsName right;

    /// <summary>Declares it, where the kernel begins.</summary>
    /// <param name="laneColumns">Lanes that stand side by side; the others stand below.</param>
    /// <param name="element">The type of the operands.</param>
    public ProductTile(GpuPointCode point, CsName laneColumns, CsCode element)
    {
        this.point = point;
        this.laneColumns = laneColumns;
        (left, right) = (point.Local("left"), point.Local("right"));
        (laneRow, laneColumn, laneRows) = (point.Local("laneRow"), point.Local("laneColumn"), point.Local("laneRows"));
        (Rows, Columns) = (point.Local("tileRows"), point.Local("tileColumns"));
        var writer = point.Writer;
        foreach (var shared in new[] { left, right })
            writer.Line($"var {shared} = SharedMemory.Allocate<{element}>({Depth * Edge} * GpuLimits.TileLanes);");
        writer.Line($"var {laneRow} = Group.IdxX / {laneColumns};");
        writer.Line($"var {laneColumn} = Group.IdxX % {laneColumns};");
        writer.Line($"var {laneRows} = Group.DimX / {laneColumns};");
        writer.Line($"var {Rows} = {laneRows} * {Edge};");
        writer.Line($"var {Columns} = {laneColumns} * {Edge};");
    }

    public CsName Rows { get; }

    public CsName Columns { get; }

    /// <summary>A lane's elements are numbered row by row: the row and the column, within the tile, of one.</summary>
    public (CsCode Row, CsCode Column) Place(CsName element) => (
        CsCode.Of($"{laneRow} + {element} / {Edge} * {laneRows}"),
        CsCode.Of($"{laneColumn} + {element} % {Edge} * {laneColumns}"));

    /// <summary>Copies parts of both operands, with zeros beyond their ends.</summary>
    /// <param name="firstRow">The tile's first row.</param>
    /// <param name="firstColumn">The tile's first column.</param>
    /// <param name="start">The first step along k.</param>
    public void Copy(Product product, CsName firstRow, CsName firstColumn, CsName start)
    {
        Copy(left, Rows, product, product.Left, (firstRow, product.Rows), start);
        Copy(right, Columns, product, product.Right, (firstColumn, product.Columns), start);
    }

    /// <summary>Adds the product of the parts to the lane's sums: eight values read for sixteen products.</summary>
    public void MultiplyAdd(IReadOnlyList<CsName> sums)
    {
        using var scope = point.Scope();
        var k = point.Local("k");
        using var loop = point.Writer.Open($"for (var {k} = 0; {k} < {Depth}; {k}++)");
        var a = Values("a", left, CsCode.Of($"{k} * {Rows} + {laneRow}"), laneRows);
        var b = Values("b", right, CsCode.Of($"{k} * {Columns} + {laneColumn}"), laneColumns);
        for (var row = 0; row < Edge; row++)
        {
            for (var column = 0; column < Edge; column++)
                point.Writer.Line($"{sums[(row * Edge) + column]} += {a[row]} * {b[column]};");
        }
    }

    private List<CsName> Values(string wish, CsName shared, CsCode first, CsName step)
    {
        var names = Enumerable.Range(0, Edge).Select(number => point.Local($"{wish}{number}")).ToList();
        foreach (var (number, name) in names.Index())
        {
            var distance = number == 0 ? CsCode.Empty : number == 1 ? CsCode.Of($" + {step}") : CsCode.Of($" + {number} * {step}");
            point.Writer.Line($"var {name} = {shared}[{first}{distance}];");
        }

        return names;
    }

    /// <summary>Neighbouring lanes copy neighbouring elements: along k where the operand has that innermost.</summary>
    /// <param name="across">Of the tile's rows or columns, the first and how many there are at all.</param>
    private void Copy(
        CsName shared, CsName edge, Product product, ProductOperand operand, (CsName First, Dim Extent) across, CsName start)
    {
        var writer = point.Writer;
        using var scope = point.Scope();
        var element = point.Local("e");
        using var loop = writer.Open(
            $"for (var {element} = Group.IdxX; {element} < {edge} * {Depth}; {element} += Group.DimX)");
        var (at, depthAt, place, k) = (point.Local("at"), point.Local("kAt"), point.Local("place"), point.Local("k"));
        var (inner, outer, length) = operand.IsInnermostAlongDepth
            ? (depthAt, at, CsCode.Of($"{Depth}"))
            : (at, depthAt, edge);
        writer.Line($"var {inner} = {element} % {length};");
        writer.Line($"var {outer} = {element} / {length};");
        writer.Line($"var {place} = {across.First} + {at};");
        writer.Line($"var {k} = {start} + {depthAt};");
        var (value, condition) = operand.Element(point, place, k);
        var isInside = CsCode.Of($"{place} < {point.Extent(across.Extent)} && {k} < {point.Extent(product.Depth)}{condition}");
        writer.Line($"{shared}[{depthAt} * {edge} + {at}] = {isInside} ? {value} : {GpuTypes.Literal(operand.Load.Type, 0)};");
    }
}
