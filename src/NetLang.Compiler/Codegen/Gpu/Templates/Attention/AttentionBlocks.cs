using NetLang.Compiler.IR;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>The pieces of work that groups take: a tile of rows of a head of a sequence, and some columns of its results.</summary>
internal sealed class AttentionBlocks
{
    private readonly GpuPointCode point;
    private readonly AttentionTile tile;
    private readonly long heads;
    private readonly CsName tiles;
    private readonly CsName pieces;

    /// <summary>Declares how many there are, where the kernel begins.</summary>
    /// <param name="batch">Sequences.</param>
    /// <param name="heads">Of rows.</param>
    /// <param name="rows">Of a head.</param>
    /// <param name="widths">Columns of results: the tile's, and how many there are at all. There may be two of them.</param>
    public AttentionBlocks(
        GpuPointCode point, AttentionTile tile, Dim batch, long heads, Dim rows, params (TileEdge Tile, long All)[] widths)
    {
        (this.point, this.tile, this.heads) = (point, tile, heads);
        (tiles, pieces, Count) = (point.Local("tiles"), point.Local("pieces"), point.Local("blocks"));
        var columns = widths.Distinct()
            .Select(w => CsCode.Of($"({w.All} + {w.Tile.Length} - 1) / {w.Tile.Length}")).ToList();
        var writer = point.Writer;
        writer.Line($"var {tiles} = ({point.Extent(rows)} + {tile.Rows} - 1) / {tile.Rows};");
        writer.Line(columns is [var only]
            ? CsCode.Of($"var {pieces} = {only};")
            : CsCode.Of($"var {pieces} = GpuMath.Max({CsCode.Join(", ", columns)});"));
        writer.Line($"var {Count} = (long){tiles} * {pieces} * {point.Extent(batch * heads)};");
    }

    public CsName Count { get; }

    /// <summary>Declares what belongs to one of them.</summary>
    public (CsName Sequence, CsName Head, CsName FirstRow, CsName Piece) Declare(CsName block)
    {
        var (sequence, head) = (point.Local("sequence"), point.Local("head"));
        var (first, piece) = (point.Local("firstRow"), point.Local("piece"));
        var writer = point.Writer;
        writer.Line($"var {piece} = {block} % {pieces};");
        writer.Line($"var {first} = {block} / {pieces} % {tiles} * {tile.Rows};");
        writer.Line($"var {head} = {block} / {pieces} / {tiles} % {heads};");
        writer.Line($"var {sequence} = {block} / {pieces} / {tiles} / {heads};");
        return (sequence, head, first, piece);
    }
}
