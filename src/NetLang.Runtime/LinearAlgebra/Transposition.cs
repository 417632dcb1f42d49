using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>Transposition of small blocks.</summary>
internal static unsafe class Transposition
{
    /// <summary>
    /// Writes the transpose of a block of 4 by 4 floats or doubles whose rows are contiguous: floats in registers where
    /// the processor has SSE, else element by element.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy4x4<T>(T* from, nint fromRow, T* to, nint toRow)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Sse.IsSupported)
        {
            var rows = (float*)from;
            Floats(
                Vector128.Load(rows),
                Vector128.Load(rows + fromRow),
                Vector128.Load(rows + (2 * fromRow)),
                Vector128.Load(rows + (3 * fromRow)),
                (float*)to,
                toRow);
        }
        else
        {
            for (nint row = 0; row < 4; row++)
            {
                for (nint column = 0; column < 4; column++)
                    to[(column * toRow) + row] = from[(row * fromRow) + column];
            }
        }
    }

    /// <summary>Three rows, of which a fourth element is written that counts for nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy3To4<T>(T* from, nint fromRow, T* to, nint toRow)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Sse.IsSupported)
        {
            var rows = (float*)from;
            Floats(Vector128.Load(rows), Vector128.Load(rows + fromRow), Vector128.Load(rows + (2 * fromRow)), default, (float*)to, toRow);
            return;
        }

        for (nint row = 0; row < 3; row++)
        {
            for (nint column = 0; column < 4; column++)
                to[(column * toRow) + row] = from[(row * fromRow) + column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Floats(
        Vector128<float> row0, Vector128<float> row1, Vector128<float> row2, Vector128<float> row3, float* to, nint toRow)
    {
        var low01 = Sse.UnpackLow(row0, row1);
        var high01 = Sse.UnpackHigh(row0, row1);
        var low23 = Sse.UnpackLow(row2, row3);
        var high23 = Sse.UnpackHigh(row2, row3);
        Sse.MoveLowToHigh(low01, low23).Store(to);
        Sse.MoveHighToLow(low23, low01).Store(to + toRow);
        Sse.MoveLowToHigh(high01, high23).Store(to + (2 * toRow));
        Sse.MoveHighToLow(high23, high01).Store(to + (3 * toRow));
    }
}
