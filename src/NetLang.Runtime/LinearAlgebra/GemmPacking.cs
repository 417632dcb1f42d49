using NetLang.Runtime.Simd;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// Copies a panel of B[k, width] to contiguous rows of whole vectors, with zeros behind the last column.
/// </summary>
internal static unsafe class GemmPacking<F, T, I>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : struct
{
    public static void Pack(T* b, nint bRow, nint bColumn, nint depth, nint width, T* packed, nint padded)
    {
        if (bColumn == 1)
            PackRows(b, bRow, depth, width, packed, padded);
        else
            PackColumns(b, bRow, bColumn, depth, width, packed, padded);
    }

    private static void PackRows(T* b, nint bRow, nint depth, nint width, T* packed, nint padded)
    {
        for (nint k = 0; k < depth; k++)
        {
            nint column = 0;
            for (; column + F.Count <= width; column += F.Count)
                F.Load(b + column).Store(packed + column);
            for (; column < padded; column += F.Count)
                F.LoadPartial(b + column, width - column).Store(packed + column);
            b += bRow;
            packed += padded;
        }
    }

    /// <summary>
    /// Four columns at a time, four steps of k at a time where k is contiguous: a transposition.
    /// </summary>
    private static void PackColumns(T* b, nint bRow, nint bColumn, nint depth, nint width, T* packed, nint padded)
    {
        nint column = 0;
        for (; column + 4 <= width; column += 4)
        {
            var from = b + (column * bColumn);
            var to = packed + column;
            nint k = 0;
            if (bRow == 1)
            {
                for (; k + 4 <= depth; k += 4)
                    Transposition.Copy4x4(from + k, bColumn, to + (k * padded), padded);
            }

            for (; k < depth; k++)
            {
                for (nint lane = 0; lane < 4; lane++)
                    to[(k * padded) + lane] = from[(k * bRow) + (lane * bColumn)];
            }
        }

        for (; column < padded; column++)
        {
            for (nint k = 0; k < depth; k++)
                packed[(k * padded) + column] = column < width ? b[(k * bRow) + (column * bColumn)] : default;
        }
    }
}
