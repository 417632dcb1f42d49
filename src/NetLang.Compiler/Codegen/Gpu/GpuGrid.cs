using NetLang.Compiler.IR;
using NetLang.Gpu;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>How many groups run a kernel.</summary>
/// <param name="Code">The host's code for it.</param>
/// <param name="Groups">
/// The same for groups of <see cref="GpuLimits.GroupSize"/> lanes, as a function of the symbols. Where there are more than
/// <see cref="GpuLimits.Groups"/>, each does the work of several.
/// </param>
internal sealed record GpuGrid(CsCode Code, Dim Groups)
{
    /// <summary>What stands in <see cref="Groups"/> for a number that is no polynomial.</summary>
    public static Dim Ranges { get; } = Dim.Symbol("ranges of places");

    /// <summary>The value of <see cref="Ranges"/>.</summary>
    public Func<Func<string, long>, long>? CountRanges { get; init; }

    /// <param name="code">The host's code for how many points there are.</param>
    public static GpuGrid OfLanes(CsCode code, Dim points) =>
        new(CsCode.Of($"frame.Lanes({code})"), Quotient(points, GpuLimits.GroupSize));

    public static GpuGrid OfRows(Dim rows, Func<Dim, CsCode> dim) => new(CsCode.Of($"frame.Groups({dim(rows)})"), rows);

    public static GpuGrid OfColumns(Dim columns, Func<Dim, CsCode> dim) =>
        new(CsCode.Of($"frame.Columns({dim(columns)})"), Quotient(columns, GpuLimits.ColumnLanes));

    /// <param name="edge">Rows and columns of the elements that a lane computes.</param>
    public static GpuGrid OfTiles(Dim batches, Dim rows, Dim columns, int edge, Func<Dim, CsCode> dim) => new(
        CsCode.Of($"frame.Tiles({dim(batches)}, {dim(rows)}, {dim(columns)}, {edge})"),
        batches * Quotient(rows, edge * GpuLimits.TileLanes) * Quotient(columns, edge * GpuLimits.TileLanes));

    /// <summary>Groups that are launched for some sizes.</summary>
    public long Count(Func<string, long> size)
    {
        var count = Groups.Evaluate(symbol => symbol == Ranges.AsSymbol ? CountRanges!(size) : size(symbol));
        return Math.Clamp(count, 1, GpuLimits.Groups);
    }

    private static Dim Quotient(Dim count, int size) => Dim.FloorDivide(count + (size - 1), size);
}
