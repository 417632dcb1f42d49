namespace ILGPU.Runtime;

/// <summary>Copies between host and device. They are in order with the launches of the stream.</summary>
public static class ArrayViewExtensions
{
    public static void CopyFromCPU<T>(this ArrayView<T> target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (span.Length > 0)
            span.CopyTo(target.Host(span.Length));
    }

    public static void CopyToCPU<T>(this ArrayView<T> source, AcceleratorStream stream, in Span<T> span)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (span.Length == 0)
            return;
        source.Host(span.Length).CopyTo(span);
        stream.BytesToHost += span.Length * (long)System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
    }

    public static void CopyFromCPU<T>(this ArrayView<T> target, T[] data)
        where T : unmanaged => target.CopyFromCPU(new AcceleratorStream(), new ReadOnlySpan<T>(data));

    public static void CopyToCPU<T>(this ArrayView<T> source, T[] data)
        where T : unmanaged => source.CopyToCPU(new AcceleratorStream(), new Span<T>(data));

    public static void MemSetToZero<T>(this ArrayView<T> target)
        where T : unmanaged => target.CopyFromCPU(new T[target.Length]);

    private static unsafe Span<T> Host<T>(this ArrayView<T> view, int count)
        where T : unmanaged
    {
        if (count > view.Length)
            throw new KernelFault($"a copy of {count} elements, and a view of {view.Length}");
        fixed (T* first = &view[0L])
            return new(first, count);
    }
}
