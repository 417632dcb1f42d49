namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// How a product is cut: a function of its shape alone, so that results do not depend on the number of threads. Tiles
/// are of nearly equal height, and so are chunks of k: no slow remainder.
/// </summary>
internal readonly struct GemmGrid
{
    /// <summary>Rows of a tile at most: enough that packing B for each tile costs little beside the products.</summary>
    public const int MaxRows = 128;

    /// <summary>Columns of all tiles but the last: 64 rows of C in f32 stay in the first cache.</summary>
    public const int Columns = 64;

    /// <summary>
    /// Depth of a chunk at most: a chunk of B (64 · 512 · 4 bytes) and of A (128 · 512 · 4) stay in the second cache.
    /// </summary>
    public const int MaxDepth = 512;

    private readonly nint _m;
    private readonly nint _n;

    public GemmGrid(nint m, nint n)
    {
        (_m, _n) = (m, n);
        RowTiles = CeilingDivide(m, MaxRows);
        ColumnTiles = CeilingDivide(n, Columns);
    }

    public nint RowTiles { get; }

    public nint ColumnTiles { get; }

    /// <summary>Tiles that share columns are neighbours: a thread that takes several finds B in its cache.</summary>
    public (nint Row, nint Rows, nint Column, nint Columns) Tile(int tile)
    {
        var (column, row) = Math.DivRem(tile, RowTiles);
        var (start, end) = Part(_m, RowTiles, row);
        return (start, end - start, column * Columns, Math.Min(Columns, _n - (column * Columns)));
    }

    /// <summary>The bounds of part <paramref name="index"/> of <paramref name="parts"/> nearly equal ones.</summary>
    public static (nint Start, nint End) Part(nint length, nint parts, nint index) =>
        (PartStart(length, parts, index), PartStart(length, parts, index + 1));

    public static nint CeilingDivide(nint value, nint divisor) => (value + divisor - 1) / divisor;

    private static nint PartStart(nint length, nint parts, nint index) =>
        (length / parts * index) + Math.Min(index, length % parts);
}
