using System.Runtime.InteropServices;

namespace NetLang.Runtime.Execution;

/// <summary>
/// Native memory, aligned to a cache line, with room for one full vector behind its end. Finalizable, so that nobody
/// has to dispose of a model; not cleared.
/// </summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    public const int Alignment = 64;

    public NativeBlock(long bytes)
    {
        Length = bytes;
        Pointer = (byte*)NativeMemory.AlignedAlloc((nuint)checked(bytes + Alignment), Alignment);
    }

    ~NativeBlock() => Free();

    public byte* Pointer { get; private set; }

    public long Length { get; }

    /// <summary>The next multiple of the alignment.</summary>
    public static long Align(long bytes) => checked(bytes + Alignment - 1) / Alignment * Alignment;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
