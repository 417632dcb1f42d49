namespace NetLang.Runtime.Execution;

/// <summary>
/// How emitted kernels cut work into tiles: functions of shapes alone, never of the number of threads.
/// </summary>
public static class TileGrid
{
    private const long ElementsPerTile = 16384;

    /// <summary>Items a tile, a multiple of the granule, where an item has that many elements.</summary>
    public static long ItemsPerTile(long elements, long granule) =>
        Math.Max(1, ElementsPerTile / granule / Math.Max(1, elements)) * granule;

    /// <summary>Tiles that hold all items.</summary>
    /// <exception cref="OverflowException">There are too many.</exception>
    public static int Count(long items, long perTile) => checked((int)((items + perTile - 1) / perTile));
}
