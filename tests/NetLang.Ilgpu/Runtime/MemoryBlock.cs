using System.Runtime.InteropServices;

namespace ILGPU.Runtime;

/// <summary>Bytes that views point into: device memory, or the shared memory of a group.</summary>
internal sealed unsafe class MemoryBlock
{
    public MemoryBlock(long bytes)
    {
        Address = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), 64);
        // As on a device, what was not written is not zero: NaN shows in any result that reads it.
        new Span<byte>(Address, checked((int)bytes)).Fill(0xFF);
    }

    ~MemoryBlock() => NativeMemory.AlignedFree(Address);

    public byte* Address { get; }
}
