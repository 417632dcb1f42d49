using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetLang.Runtime.LinearAlgebra;

/// <summary>
/// How a matrix [k, n] is stored so that products read it as B without packing: panels of <see cref="Width"/> columns,
/// one behind the other, each a row-major [k, width], the last one padded. The width is the same on all processors: a
/// narrower vector takes part of a panel's row.
/// </summary>
public static unsafe class Panels
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
        where T : unmanaged =>
        Pack(MemoryMarshal.AsBytes(rowMajor), Unsafe.SizeOf<T>(), columns, columnAxis, MemoryMarshal.AsBytes(panels));

    /// <summary>The same of bytes: an app that starts has no code yet that is generic over numbers.</summary>
    /// <param name="elementSize">4 or 8.</param>
    public static void Pack(
        ReadOnlySpan<byte> rowMajor, int elementSize, long columns, int columnAxis, Span<byte> panels)
    {
        ThrowUnlessEnough(rowMajor.Length, elementSize, columns, columnAxis, panels.Length);
        panels.Clear();
        fixed (byte* from = rowMajor, to = panels)
            Move(from, rowMajor.Length / elementSize, elementSize, columns, columnAxis, to, isPacking: true);
    }

    /// <summary>The matrix that is stored, row-major.</summary>
    /// <param name="elementSize">4 or 8.</param>
    /// <param name="columnAxis">As in <see cref="Pack{T}"/>.</param>
    public static void Unpack(
        ReadOnlySpan<byte> panels, int elementSize, long columns, int columnAxis, Span<byte> rowMajor)
    {
        ThrowUnlessEnough(rowMajor.Length, elementSize, columns, columnAxis, panels.Length);
        fixed (byte* from = panels, to = rowMajor)
            Move(to, rowMajor.Length / elementSize, elementSize, columns, columnAxis, from, isPacking: false);
    }

    private static void ThrowUnlessEnough(long rowMajor, int size, long columns, int columnAxis, long panels)
    {
        if (size is not (sizeof(float) or sizeof(double)))
            throw new ArgumentOutOfRangeException(nameof(size), size, "elements have 4 or 8 bytes");
        var rows = rowMajor == 0 ? 0 : rowMajor / size / columns;
        var elements = columnAxis == 1 ? Elements(rows, columns, size) : Elements(columns, rows, size);
        if (rows * columns * size != rowMajor || panels < elements * size)
            throw new ArgumentException($"{panels} bytes of panels, and {rowMajor} of rows of {columns} elements");
    }

    private static void Move(
        byte* rowMajor, long count, int size, long columns, int columnAxis, byte* panels, bool isPacking)
    {
        // A row of the matrix lies in panels piece by piece, or, where they cut the other axis, in one lane of one panel.
        var rows = count == 0 ? 0 : count / columns;
        var piece = columnAxis == 1 ? Width(size) : columns;
        var step = columnAxis == 1 ? size : RowBytes;
        for (var row = 0L; row < rows; row++)
        {
            for (var first = 0L; first < columns; first += piece)
            {
                var place = columnAxis == 1 ? Place(rows, row, first, size) : Place(columns, first, row, size);
                var stored = panels + (place * size);
                for (var column = first; column < Math.Min(first + piece, columns); column++)
                {
                    CopyElement(isPacking ? rowMajor : stored, isPacking ? stored : rowMajor, size);
                    rowMajor += size;
                    stored += step;
                }
            }
        }
    }

    private static void CopyElement(byte* from, byte* to, int size)
    {
        if (size == sizeof(int))
            *(int*)to = *(int*)from;
        else
            *(long*)to = *(long*)from;
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

    /// <summary>The weights of a convolution, in windows: packed.</summary>
    Windows,
}
