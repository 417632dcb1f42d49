using System.Numerics;

namespace NetLang.Runtime.Simd;

/// <summary>Elements whose places data say. An index outside of its range reads nothing and writes nothing.</summary>
public static unsafe class IndexedLanes
{
    /// <summary>The address of a row; null where there is none of that number.</summary>
    /// <param name="rows">Row 0.</param>
    /// <param name="row">Its number.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="stride">Elements from row to row.</param>
    public static T* Row<T>(T* rows, long row, long count, long stride)
        where T : unmanaged => (ulong)row < (ulong)count ? rows + (row * stride) : null;

    /// <summary>
    /// Brings together lane l of row <paramref name="index"/>[l], for each of the lanes; 0 where there is no such row.
    /// </summary>
    /// <param name="lanes">Receives them.</param>
    /// <param name="rows">Row 0, at the first lane.</param>
    /// <param name="index">A row's number for each lane.</param>
    /// <param name="rowCount">How many rows there are.</param>
    /// <param name="stride">Elements from row to row.</param>
    /// <param name="step">Elements from lane to lane.</param>
    /// <param name="count">How many lanes there are.</param>
    /// <returns><paramref name="lanes"/></returns>
    public static T* Gather<T, TIndex>(T* lanes, T* rows, TIndex* index, long rowCount, long stride, long step, nint count)
        where T : unmanaged
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (nint lane = 0; lane < count; lane++)
        {
            var row = long.CreateTruncating(index[lane]);
            lanes[lane] = (ulong)row < (ulong)rowCount ? rows[(row * stride) + (lane * step)] : default;
        }

        return lanes;
    }

    /// <summary>Adds each lane to its element of row <paramref name="index"/>[l], where that is one of the range.</summary>
    /// <param name="lanes">What is added.</param>
    /// <param name="rows">Row 0, at the first lane.</param>
    /// <param name="index">A row's number for each lane.</param>
    /// <param name="first">The first row of the range.</param>
    /// <param name="last">The row behind its last.</param>
    /// <param name="stride">Elements from row to row.</param>
    /// <param name="step">Elements from lane to lane, not 0.</param>
    /// <param name="count">How many lanes there are.</param>
    public static void Add<T, TIndex>(
        T* lanes, T* rows, TIndex* index, long first, long last, long stride, long step, nint count)
        where T : unmanaged, IAdditionOperators<T, T, T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (nint lane = 0; lane < count; lane++)
        {
            var row = long.CreateTruncating(index[lane]);
            if (row >= first && row < last)
                rows[(row * stride) + (lane * step)] += lanes[lane];
        }
    }
}
