using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>
/// A range of device memory. Every access is checked, which the real one does not do in release builds.
/// </summary>
public readonly struct ArrayView<T>
    where T : unmanaged
{
    private readonly MemoryBlock? block;
    private readonly long byteOffset;

    internal ArrayView(MemoryBlock? block, long byteOffset, long length)
    {
        this.block = block;
        this.byteOffset = byteOffset;
        Length = length;
    }

    /// <summary>Elements.</summary>
    public long Length { get; }

    /// <summary>Bytes of the host's buffer that it lies in; null where it lies in memory of a device.</summary>
    internal long? HostBytes => block?.HostBytes;

    public int IntLength => checked((int)Length);

    public unsafe ref T this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Length)
                throw new KernelFault($"index {index} lies outside a view of {Length} elements of {typeof(T).Name}");
            var offset = byteOffset + (index * sizeof(T));
            block!.Accesses?.Note(block.Address, offset, sizeof(T));
            return ref Unsafe.AsRef<T>(block.Address + offset);
        }
    }

    public ref T this[int index] => ref this[(long)index];

    public ref T this[Index1D index] => ref this[(long)index.X];

    public unsafe ArrayView<T> SubView(long index, long length)
    {
        if (index < 0 || length < 0 || index + length > Length)
            throw new KernelFault($"a view of {length} elements from {index} lies outside one of {Length}");
        return new(block, byteOffset + (index * sizeof(T)), length);
    }

    public unsafe ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged
    {
        if (byteOffset % sizeof(TOther) != 0)
            throw new KernelFault($"a view at byte {byteOffset} is not aligned for {typeof(TOther).Name}");
        return new(block, byteOffset, Length * sizeof(T) / sizeof(TOther));
    }
}
