namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// How a product is cut: a function of its shape and strides alone, so that results do not depend on the number of
/// threads, by which tiles are numbered. Tiles are of nearly equal height, and so are chunks of k: no slow remainder.
/// </summary>
internal readonly struct GemmGrid
{
    /// <summary>Rows of a tile at most: enough that packing a chunk of B for it costs little beside the products.</summary>
    public const int MaxRows = 128;

    /// <summary>Columns of all tiles but the last: a tile in f32, of 32 KiB, stays in the first cache or next to it.</summary>
    public const int Columns = 64;

    /// <summary>
    /// Depth of a chunk at most: a chunk of B (64 · 512 · 4 bytes) and of A (128 · 512 · 4) stay in the second cache.
    /// </summary>
    public const int MaxDepth = 512;

    /// <summary>The values of a tile, of either type.</summary>
    public const int TileBytes = MaxRows * Columns * sizeof(double);

    /// <summary>B of a group of columns: half of a second cache of 1 MiB.</summary>
    public const nint MaxGroupBytes = 1 << 19;

    /// <summary>Tiles along a row of a group at most, however shallow they are: so many fit <see cref="PackedColumns"/>.</summary>
    public const int MaxGroupTiles = 64;

    /// <summary>
    /// Pages that a chunk of k should touch of A at most, where rows of Aᵀ lie far apart: about as many as the processor
    /// has the addresses of at hand.
    /// </summary>
    private const nint MaxPages = 64;

    private const nint PageBytes = 4096;

    /// <summary>Below this, adding up the chunks of a tile costs more than pages do.</summary>
    private const nint MinDepth = 96;

    /// <summary>Steps, multiplications and additions, of a small product at most: 3 µs with vectors of 512 bits.</summary>
    private const int MaxSmallWork = 1 << 18;

    /// <summary>Steps of k that storing an element of C takes as long as.</summary>
    private const int ElementWork = 16;

    /// <summary>Rows that one takes as long as.</summary>
    private const int MinWorkRows = 4;

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

    private bool IsOneTile => RowTiles == 1 && ColumnTiles == 1;

    /// <summary>
    /// Tiles are numbered group of columns by group, and in each row by row: a thread that takes a few in order finds the
    /// group's part of B and the row's of A in its cache.
    /// </summary>
    /// <param name="groups">At most as many as there are tiles along a row.</param>
    public (nint Row, nint Rows, nint Column, nint Columns) Tile(int tile, nint groups)
    {
        if (IsOneTile)
            return (0, _m, 0, _n);
        // The first `larger` groups have one column of tiles more than the others.
        var (size, larger) = Math.DivRem(ColumnTiles, groups);
        var inLarger = larger * (size + 1) * RowTiles;
        var isInLarger = tile < inLarger;
        var width = isInLarger ? size + 1 : size;
        var (group, within) = Math.DivRem(isInLarger ? tile : tile - inLarger, width * RowTiles);
        var (row, column) = Math.DivRem(within, width);
        column += (group * width) + (isInLarger ? 0 : larger * (size + 1));
        var (start, end) = Part(_m, RowTiles, row);
        return (start, end - start, column * Columns, Math.Min(Columns, _n - (column * Columns)));
    }

    /// <summary>
    /// Groups of columns: as many as it takes that a group's part of B stays in the second cache beside A, and as many for
    /// each thread, so that each has about its own columns, which are weights that it updates and reads.
    /// </summary>
    public nint Groups(int threads, nint depth, int elementSize)
    {
        if (ColumnTiles <= 1)
            return 1;
        var needed = CeilingDivide(ColumnTiles, TilesOfGroup(depth, elementSize));
        return Math.Min(CeilingDivide(needed, threads) * threads, ColumnTiles);
    }

    /// <summary>Tiles along a row of a group at most.</summary>
    public static nint TilesOfGroup(nint depth, int elementSize) =>
        Math.Clamp(MaxGroupBytes / Math.Max(depth * Columns * elementSize, 1), 1, MaxGroupTiles);

    /// <summary>Bytes that B takes where it is packed, of either type: a group of columns, or else a chunk.</summary>
    public static long PackedBytes(long n, long k)
    {
        var chunk = Columns * Math.Clamp(k, 1, MaxDepth) * sizeof(double);
        return Math.Max(n, k) >= MaxGroupBytes
            ? MaxGroupBytes
            : Math.Clamp((n + Columns - 1) / Columns * Columns * k * sizeof(double), chunk, MaxGroupBytes);
    }

    /// <summary>
    /// Whether a product takes less time than a second thread needs to hear of it. An element of C counts as some steps of
    /// k, for it is stored, and perhaps updated; one row takes as long as a few, for as much of B is read.
    /// </summary>
    public static bool IsSmall(long m, long n, long k) =>
        Math.Max(m, Math.Max(n, k)) <= MaxSmallWork
        && Math.Max(m, MinWorkRows) * n <= MaxSmallWork
        && Math.Max(m, MinWorkRows) * n * (k + ElementWork) <= MaxSmallWork;

    /// <summary>In how many chunks to go through k, by the step along it from one element of A to the next.</summary>
    public static nint Chunks(nint depth, nint stepBytes) =>
        depth <= MinDepth ? 1 : CeilingDivide(depth, Math.Clamp(MaxPages * PageBytes / Math.Max(stepBytes, 1), MinDepth, MaxDepth));

    /// <summary>The bounds of part <paramref name="index"/> of <paramref name="parts"/> nearly equal ones.</summary>
    public static (nint Start, nint End) Part(nint length, nint parts, nint index) => parts == 1
        ? (0, length) // small products are over before a few divisions are
        : (PartStart(length, parts, index), PartStart(length, parts, index + 1));

    public static nint CeilingDivide(nint value, nint divisor) =>
        value > divisor ? (value + divisor - 1) / divisor : value > 0 ? 1 : 0;

    private static nint PartStart(nint length, nint parts, nint index) =>
        (length / parts * index) + Math.Min(index, length % parts);
}
