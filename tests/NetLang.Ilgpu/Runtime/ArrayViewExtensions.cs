namespace ILGPU.Runtime;

/// <summary>
/// Copies between host and device, in order with the launches of the stream. Those of spans have ended when the call
/// returns, those of views when somebody waits for the stream.
/// </summary>
public static class ArrayViewExtensions
{
    public static void CopyFromCPU<T>(this ArrayView<T> target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Synchronize();
        if (span.Length > 0)
            span.CopyTo(target.Host(span.Length));
    }

    public static unsafe void CopyToCPU<T>(this ArrayView<T> source, AcceleratorStream stream, in Span<T> span)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (span.Length == 0)
            return;
        fixed (T* from = source.Host(span.Length), to = span)
            stream.Download((byte*)from, (byte*)to, span.Length * (long)sizeof(T));
        stream.Synchronize();
    }

    /// <summary>Between memory of the host and memory of a device.</summary>
    public static unsafe void CopyTo<T>(this ArrayView<T> source, AcceleratorStream stream, in ArrayView<T> target)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (target.Length < source.Length)
            throw new KernelFault($"a copy of {source.Length} elements, and a view of {target.Length}");
        if (source.Length == 0)
            return;
        fixed (T* from = &source[0L], to = &target[0L])
        {
            var bytes = source.Length * sizeof(T);
            if ((source.HostBytes ?? target.HostBytes) != bytes)
                throw new KernelFault("a copy of a part of a host's buffer: on OpenCL ILGPU copies all of it");
            if (source.HostBytes is not null)
                stream.Upload((byte*)from, (byte*)to, bytes);
            else
                stream.Download((byte*)from, (byte*)to, bytes);
        }
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
