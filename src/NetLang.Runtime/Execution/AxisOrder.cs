namespace NetLang.Runtime.Execution;

/// <summary>Tensors whose axes lie in memory in another order than row-major.</summary>
internal static unsafe class AxisOrder
{
    /// <summary>Copies a row-major tensor to where its axes lie in an order of their own.</summary>
    /// <param name="order">The axes, the slowest first.</param>
    /// <param name="size">Bytes of an element.</param>
    public static void Store(ReadOnlySpan<byte> rowMajor, long[] shape, int[] order, int size, Span<byte> stored)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(stored.Length, rowMajor.Length);
        fixed (byte* from = rowMajor, to = stored)
            Move(from, to, rowMajor.Length, shape, order, size, isStoring: true);
    }

    /// <summary>Copies such a tensor back.</summary>
    public static void Restore(ReadOnlySpan<byte> stored, long[] shape, int[] order, int size, Span<byte> rowMajor)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(stored.Length, rowMajor.Length);
        fixed (byte* from = stored, to = rowMajor)
            Move(to, from, rowMajor.Length, shape, order, size, isStoring: false);
    }

    private static void Move(byte* rowMajor, byte* stored, long bytes, long[] shape, int[] order, int size, bool isStoring)
    {
        var (strides, coordinates) = (new long[shape.Length], new long[shape.Length]);
        long stride = size;
        foreach (var axis in order.Reverse())
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        for (long place = 0; place < bytes; place += size)
        {
            if (isStoring)
                Buffer.MemoryCopy(rowMajor + place, stored, size, size);
            else
                Buffer.MemoryCopy(stored, rowMajor + place, size, size);
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                stored += strides[axis];
                if (++coordinates[axis] < shape[axis])
                    break;
                stored -= strides[axis] * shape[axis];
                coordinates[axis] = 0;
            }
        }
    }
}
