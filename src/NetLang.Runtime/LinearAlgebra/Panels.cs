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

    /// <summary>Stores a row-major matrix, with zeros as padding.</summary>
    /// <param name="columnAxis">The axis of the matrix that panels cut: 1 for its columns, 0 for those of its transpose.</param>
    public static void Pack<T>(ReadOnlySpan<T> rowMajor, long columns, int columnAxis, Span<T> panels)
        where T : unmanaged
    {
        panels.Clear();
        for (var index = 0; index < rowMajor.Length; index++)
            panels[Place<T>(rowMajor.Length, index, columns, columnAxis)] = rowMajor[index];
    }

    /// <summary>The matrix that is stored, row-major.</summary>
    /// <param name="columnAxis">As in <see cref="Pack"/>.</param>
    public static void Unpack<T>(ReadOnlySpan<T> panels, long columns, int columnAxis, Span<T> rowMajor)
        where T : unmanaged
    {
        for (var index = 0; index < rowMajor.Length; index++)
            rowMajor[index] = panels[Place<T>(rowMajor.Length, index, columns, columnAxis)];
    }

    private static int Place<T>(long length, long index, long columns, int columnAxis)
        where T : unmanaged
    {
        var (row, column) = Math.DivRem(index, columns);
        var size = Unsafe.SizeOf<T>();
        return checked((int)(columnAxis == 1 ? Place(length / columns, row, column, size) : Place(columns, column, row, size)));
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
