using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Convolutions;

/// <summary>
/// How a convolution is cut whose rows are examples: a function of its shape alone. A tile has one row of windows; of these
/// some, with all examples, or one, with some of them; and up to <see cref="GemmGrid.Columns"/> channels of a group.
/// </summary>
internal readonly struct LongWindowGrid
{
    /// <summary>Rows of a tile at most: eight times the height of a micro-kernel.</summary>
    private const int MaxRows = 112;

    /// <summary>Places of a window's row that are gone through at once, at most.</summary>
    public const int MaxPlaces = 112;

    /// <summary>Rows of a window that are gone through at once, at most.</summary>
    public const int MaxPlaceRows = 16;

    /// <summary>Elements of the weights that lie packed at once, at most.</summary>
    public const nint MaxPacked = MaxPlaces * MaxPlaceRows * GemmGrid.Columns;

    private readonly ConvolutionShape shape;

    public LongWindowGrid(in ConvolutionShape shape)
    {
        this.shape = shape;
        WindowsPerTile = Math.Clamp(MaxRows / Math.Max(shape.Examples, 1), 1, Math.Max(shape.Output.Columns, 1));
        WindowTiles = GemmGrid.CeilingDivide(shape.Output.Columns, WindowsPerTile);
        ExampleTiles = GemmGrid.CeilingDivide(shape.Examples, MaxRows);
        ColumnTiles = GemmGrid.CeilingDivide(shape.Outputs, GemmGrid.Columns);
    }

    /// <summary>Windows side by side in a tile, at most.</summary>
    public nint WindowsPerTile { get; }

    public nint WindowTiles { get; }

    public nint ExampleTiles { get; }

    public nint ColumnTiles { get; }

    public nint TileCount => checked(shape.Groups * shape.Output.Rows * WindowTiles * ExampleTiles * ColumnTiles);

    /// <summary>Elements of the input that are copied at once, at most, however many examples there are.</summary>
    public nint MaxCopied => Math.Max(
        ConvolutionGrid.MaxCopied,
        Copied(Math.Clamp(shape.Output.Columns, 1, MaxRows), new(1, Math.Min(shape.Kernel.Columns, MaxPlaces))));

    /// <summary>Rows of a window whose part of the input is copied at once.</summary>
    public nint PlaceRows(nint columns)
    {
        nint rows = MaxPlaceRows;
        while (rows > 1 && Copied(WindowsPerTile, new(rows, columns)) > ConvolutionGrid.MaxCopied)
            rows--;
        return rows;
    }

    public LongWindowTile Tile(nint tile)
    {
        (tile, var exampleTile) = Math.DivRem(tile, ExampleTiles);
        (tile, var windowTile) = Math.DivRem(tile, WindowTiles);
        (tile, var row) = Math.DivRem(tile, shape.Output.Rows);
        var (group, columnTile) = Math.DivRem(tile, ColumnTiles);
        var (example, endExample) = GemmGrid.Part(shape.Examples, ExampleTiles, exampleTile);
        var (window, endWindow) = GemmGrid.Part(shape.Output.Columns, WindowTiles, windowTile);
        var column = columnTile * GemmGrid.Columns;
        return new(
            group, new(row, window), endWindow - window, example, endExample - example, column,
            Math.Min(GemmGrid.Columns, shape.Outputs - column));
    }

    private nint Copied(nint windows, Along kernel) => InputStrips.Elements(
        new(1, windows), kernel, shape.Stride, shape.Dilation, Math.Min(shape.Examples, MaxRows));
}
