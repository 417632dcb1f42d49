namespace ILGPU.Runtime;

/// <summary>How indices become addresses.</summary>
public static class Stride1D
{
    /// <summary>Elements lie together.</summary>
    public readonly struct Dense;
}

/// <summary>A view that knows its stride; a dense one is an <see cref="ArrayView{T}"/>.</summary>
public readonly struct ArrayView1D<T, TStride>
    where T : unmanaged
    where TStride : struct
{
    private readonly ArrayView<T> view;

    internal ArrayView1D(ArrayView<T> view) => this.view = view;

    public long Length => view.Length;

    public static implicit operator ArrayView<T>(ArrayView1D<T, TStride> view) => view.view;
}

/// <summary>Device memory.</summary>
public sealed class MemoryBuffer1D<T, TStride> : IDisposable
    where T : unmanaged
    where TStride : struct
{
    private readonly Accelerator accelerator;
    private readonly MemoryBlock block;
    private readonly long bytes;

    internal unsafe MemoryBuffer1D(Accelerator accelerator, long length)
    {
        this.accelerator = accelerator;
        bytes = checked(length * sizeof(T));
        if (bytes > accelerator.MemorySize - accelerator.AllocatedBytes)
            throw new DriverException("out of memory");
        block = new MemoryBlock(bytes);
        accelerator.AllocatedBytes += bytes;
        View = new(new ArrayView<T>(block, 0, length));
    }

    public ArrayView1D<T, TStride> View { get; }

    public long Length => View.Length;

    /// <summary>Views of it are of no use from here on.</summary>
    public void Dispose()
    {
        accelerator.AllocatedBytes -= bytes;
        block.Free();
        accelerator.DefaultStream.Ask();
    }
}
