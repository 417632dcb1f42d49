using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>
/// How a convolution is cut whose groups are lanes: a function of its shape alone. A tile is a rectangle of an example's result
/// in up to <see cref="GemmGrid.Columns"/> groups.
/// </summary>
internal readonly struct LaneGrid
{
    /// <summary>Pixels of a tile at most: with their groups as many values as a tile may have.</summary>
    private const int MaxPixels = GemmGrid.MaxRows;

    private readonly ConvolutionShape shape;

    public LaneGrid(in ConvolutionShape shape)
    {
        this.shape = shape;
        PixelTiles = GemmGrid.CeilingDivide(shape.Output.Columns, MaxPixels);
        var pixels = GemmGrid.CeilingDivide(shape.Output.Columns, Math.Max(PixelTiles, 1));
        RowTiles = GemmGrid.CeilingDivide(shape.Output.Rows, MaxPixels / Math.Max(pixels, 1));
        GroupTiles = GemmGrid.CeilingDivide(shape.Groups, GemmGrid.Columns);
    }

    private nint PixelTiles { get; }

    private nint RowTiles { get; }

    private nint GroupTiles { get; }

    public nint TileCount => checked(shape.Examples * RowTiles * PixelTiles * GroupTiles);

    /// <summary>Tiles are numbered groups by groups, so that a thread that takes a few in order meets the same weights.</summary>
    public LaneTile Tile(nint tile)
    {
        (tile, var pixelTile) = Math.DivRem(tile, PixelTiles);
        (tile, var rowTile) = Math.DivRem(tile, RowTiles);
        var (groupTile, example) = Math.DivRem(tile, shape.Examples);
        var (row, endRow) = GemmGrid.Part(shape.Output.Rows, RowTiles, rowTile);
        var (pixel, endPixel) = GemmGrid.Part(shape.Output.Columns, PixelTiles, pixelTile);
        var group = groupTile * GemmGrid.Columns;
        return new(example, new(row, pixel), new(endRow - row, endPixel - pixel), group, Math.Min(GemmGrid.Columns, shape.Groups - group));
    }
}
