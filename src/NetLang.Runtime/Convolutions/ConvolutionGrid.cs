using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>
/// How a convolution is cut whose rows are pixels: a function of its shape alone. A tile is a rectangle of an example's
/// result in up to <see cref="GemmGrid.Columns"/> channels of a group.
/// </summary>
internal readonly struct ConvolutionGrid
{
    /// <summary>Pixels of a row in a tile at most: eight times the height of a micro-kernel.</summary>
    public const int MaxPixels = 112;

    /// <summary>Elements that are copied of the input for a tile of several rows: they stay in the second cache.</summary>
    public const int MaxCopied = 1 << 15;

    /// <summary>Multiplications of a tile from which on a thread's attention costs little: 5 µs with vectors of 512 bits.</summary>
    private const nint EnoughWork = 1 << 19;

    public ConvolutionGrid(in ConvolutionShape shape)
    {
        PixelTiles = GemmGrid.CeilingDivide(shape.Output.Columns, MaxPixels);
        ColumnTiles = GemmGrid.CeilingDivide(shape.Outputs, GemmGrid.Columns);
        var pixels = Math.Min(shape.Output.Columns, MaxPixels);
        var depth = Math.Clamp(shape.Kernel.Rows * shape.Kernel.Columns * shape.Channels, 1, EnoughWork);
        var ofRow = Math.Max(depth * Math.Min(shape.Outputs, GemmGrid.Columns) * pixels, 1);
        var rows = GemmGrid.CeilingDivide(EnoughWork, ofRow);
        while (rows > 1 && shape.Copied(new(rows, pixels)) > MaxCopied)
            rows--;
        RowTiles = GemmGrid.CeilingDivide(shape.Output.Rows, rows);
        Groups = shape.Groups;
    }

    public nint PixelTiles { get; }

    public nint ColumnTiles { get; }

    public nint RowTiles { get; }

    private nint Groups { get; }

    /// <summary>Tiles of one example.</summary>
    public nint TilesOfExample => checked(PixelTiles * RowTiles * ColumnTiles * Groups);

    /// <summary>
    /// Tiles are numbered channels by channels, so that a thread that takes a few in order meets the same weights.
    /// </summary>
    public (nint Example, nint Row, nint Pixel, nint Column, nint Group) Tile(nint tile, nint examples)
    {
        (var block, tile) = Math.DivRem(tile, examples * RowTiles * PixelTiles);
        var (group, column) = Math.DivRem(block, ColumnTiles);
        (var example, tile) = Math.DivRem(tile, RowTiles * PixelTiles);
        var (row, pixel) = Math.DivRem(tile, PixelTiles);
        return (example, row, pixel, column, group);
    }
}
