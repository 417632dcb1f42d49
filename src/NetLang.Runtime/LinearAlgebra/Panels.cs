using System.Runtime.CompilerServices;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// How a matrix [k, n] is stored so that products read it as B without packing: panels of <see cref="Width"/> columns,
/// one behind the other, each a row-major [k, width], the last one padded. The width is the same on all processors: a
/// narrower vector takes part of a panel's row.
/// </summary>
public static class Panels
{
    /// <summary>Bytes of a panel's row: two vectors of 512 bits, or two cache lines.</summary>
    private const int RowBytes = 128;

    /// <summary>Columns of a panel.</summary>
    public static int Width(int elementSize) => RowBytes / elementSize;

    /// <summary>Elements that a matrix takes, padding included.</summary>
    public static long Elements(long k, long n, int elementSize) =>
        checked((n + Width(elementSize) - 1) / Width(elementSize) * k * Width(elementSize));

    /// <summary>The place of an element.</summary>
    public static long Place(long k, long row, long column, int elementSize)
    {
        var (panel, lane) = Math.DivRem(column, Width(elementSize));
        return ((panel * k) + row) * Width(elementSize) + lane;
    }

    /// <summary>Stores the transpose of a row-major [n, k].</summary>
    public static void FromTransposed<T>(ReadOnlySpan<T> rows, long k, Span<T> panels)
        where T : unmanaged
    {
        for (var index = 0; index < rows.Length; index++)
            panels[(int)Place(k, index % k, index / k, Unsafe.SizeOf<T>())] = rows[index];
    }

    /// <summary>The transpose of what is stored, a row-major [n, k].</summary>
    public static void ToTransposed<T>(ReadOnlySpan<T> panels, long k, Span<T> rows)
        where T : unmanaged
    {
        for (var index = 0; index < rows.Length; index++)
            rows[index] = panels[(int)Place(k, index % k, index / k, Unsafe.SizeOf<T>())];
    }
}

/// <summary>Where the second operand of a product lies.</summary>
public enum OperandStorage
{
    /// <summary>By strides.</summary>
    Strided,

    /// <summary>In <see cref="LinearAlgebra.Panels"/> of B's columns: read in place.</summary>
    Panels,

    /// <summary>The transpose of B in panels, that is, in panels of B's rows: packed.</summary>
    TransposedPanels,
}
