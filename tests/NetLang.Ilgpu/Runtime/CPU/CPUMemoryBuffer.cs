namespace ILGPU.Runtime.CPU;

/// <summary>Memory of the host, as copies between it and a device see it.</summary>
public sealed class CPUMemoryBuffer : IDisposable
{
    private readonly MemoryBlock block;

    private CPUMemoryBuffer(MemoryBlock block, long length) => (this.block, Length) = (block, length);

    /// <summary>Elements.</summary>
    public long Length { get; }

    public static CPUMemoryBuffer Create(Accelerator accelerator, nint address, long length, int elementSize)
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        var bytes = checked(length * elementSize);
        return new(MemoryBlock.OfHost(address, bytes), bytes);
    }

    public ArrayView<T> AsArrayView<T>(long offset, long length)
        where T : unmanaged => new ArrayView<T>(block, 0, Length).SubView(offset, length);

    /// <summary>Views of it are of no use from here on.</summary>
    public void Dispose() => block.Free();
}
