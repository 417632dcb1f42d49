using System.Runtime.InteropServices;

namespace ILGPU.Runtime;

/// <summary>Bytes that views point into: device memory, or memory of a group or a lane.</summary>
internal sealed unsafe class MemoryBlock
{
    private byte* address;

    private MemoryBlock(nint host, long bytes)
    {
        address = (byte*)host;
        HostBytes = bytes;
    }

    public MemoryBlock(long bytes)
    {
        address = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), 64);
        // As on a device, what was not written is not zero: NaN shows in any result that reads it.
        NativeMemory.Fill(address, (nuint)bytes, 0xFF);
    }

    ~MemoryBlock() => Free();

    /// <summary>Who uses memory of a group; null for other memory.</summary>
    public SharedAccesses? Accesses { get; private init; }

    /// <summary>The length of memory that is the caller's, on the host; null for other memory.</summary>
    public long? HostBytes { get; }

    /// <summary>Memory of the host.</summary>
    public static MemoryBlock OfHost(nint address, long bytes) => new(address, bytes);

    /// <summary>Memory of a group.</summary>
    public static MemoryBlock Shared(int elements, int elementSize)
    {
        var bytes = (long)elements * elementSize;
        return new(bytes) { Accesses = new(elements, elementSize) };
    }

    public byte* Address => address is null ? throw new KernelFault("memory is used that was freed") : address;

    public void Free()
    {
        if (HostBytes is null)
            NativeMemory.AlignedFree(address);
        address = null;
        GC.SuppressFinalize(this);
    }
}
