namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>The lanes of a group in rows and columns, as those stand that share a tile.</summary>
internal sealed class LaneSquare
{
    private readonly GpuPointCode point;

    /// <summary>Declares the lane's place.</summary>
    /// <param name="columns">Lanes that stand side by side; the others stand below.</param>
    public LaneSquare(GpuPointCode point, CsName columns)
    {
        this.point = point;
        Columns = columns;
        (Row, Column, Rows) = (point.Local("laneRow"), point.Local("laneColumn"), point.Local("laneRows"));
        point.Writer.Line($"var {Row} = Group.IdxX / {columns};");
        point.Writer.Line($"var {Column} = Group.IdxX % {columns};");
        point.Writer.Line($"var {Rows} = Group.DimX / {columns};");
    }

    public CsName Row { get; }

    public CsName Column { get; }

    public CsName Rows { get; }

    public CsName Columns { get; }

    /// <summary>The rows of a tile of which a lane has so many.</summary>
    public TileEdge Down(string wish, int own) => Edge(wish, Row, Rows, own);

    /// <summary>The columns of a tile of which a lane has so many.</summary>
    public TileEdge Across(string wish, int own) => Edge(wish, Column, Columns, own);

    private TileEdge Edge(string wish, CsName lane, CsName lanes, int own)
    {
        var length = point.Local(wish);
        point.Writer.Line($"var {length} = {lanes} * {own};");
        return new(length, lane, lanes, own);
    }
}

/// <summary>Rows or columns of a tile. A lane's own stand a lane's distance apart, so that neighbours have neighbours.</summary>
/// <param name="Length">How many there are.</param>
/// <param name="Lane">The first of the lane's own.</param>
/// <param name="Lanes">From one of its own to the next.</param>
/// <param name="Own">How many it has.</param>
internal sealed record TileEdge(CsName Length, CsName Lane, CsName Lanes, int Own)
{
    /// <summary>Where one of the lane's own stands.</summary>
    public CsCode Place(CsCode number) => CsCode.Of($"{Lane} + {number} * {Lanes}");
}
