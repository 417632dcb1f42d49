namespace NetLang.Runtime.Execution;

/// <summary>
/// How emitted kernels cut work into tiles: functions of shapes alone, never of the number of threads.
/// </summary>
public static class TileGrid
{
    /// <summary>Tiles at most where each leaves a result.</summary>
    public const int MostChunks = 64;

    /// <summary>Enough work to be worth a thread's attention.</summary>
    public const long ElementsPerTile = 16384;

    private const long EnoughTiles = 16;

    /// <summary>Items a tile, a multiple of the granule, where an item has that many elements.</summary>
    public static long ItemsPerTile(long elements, long granule) =>
        Math.Max(1, ElementsPerTile / granule / Math.Max(1, elements)) * granule;

    /// <summary>Items a tile as above, but enough for <see cref="MostChunks"/> tiles to hold all items.</summary>
    public static long ItemsPerChunk(long items, long elements, long granule)
    {
        var least = (items + MostChunks - 1) / MostChunks;
        return Math.Max(ItemsPerTile(elements, granule), (least + granule - 1) / granule * granule);
    }

    /// <summary>
    /// Into how many ranges the places of a scatter are cut where tiles of its columns are few: each goes through all
    /// elements for those that belong to it.
    /// </summary>
    /// <param name="tiles">Tiles of columns.</param>
    /// <param name="places">What is cut.</param>
    /// <param name="elements">Of all columns.</param>
    public static int Ranges(int tiles, long places, long elements) =>
        (int)Math.Clamp(Math.Min(EnoughTiles, elements / ElementsPerTile) / Math.Max(1, tiles), 1, Math.Max(1, places));

    /// <summary>Tiles that hold all items.</summary>
    /// <exception cref="OverflowException">There are too many.</exception>
    public static int Count(long items, long perTile) => checked((int)((items + perTile - 1) / perTile));
}
