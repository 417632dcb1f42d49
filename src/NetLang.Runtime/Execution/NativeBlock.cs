using System.Runtime.InteropServices;

namespace NetLang.Runtime.Execution;

/// <summary>
/// Native memory, aligned to a cache line, with room for one full vector behind its end. Finalizable, so that nobody
/// has to dispose of a model.
/// </summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    public const int Alignment = 64;

    private void* start;

    public NativeBlock(long bytes)
        : this(bytes, isZero: false)
    {
    }

    private NativeBlock(long bytes, bool isZero)
    {
        Length = bytes;
        var size = (nuint)checked(bytes + (2 * Alignment));
        start = isZero ? NativeMemory.AllocZeroed(size) : NativeMemory.Alloc(size);
        Pointer = (byte*)Align((long)start);
    }

    ~NativeBlock() => Free();

    public byte* Pointer { get; private set; }

    public long Length { get; }

    /// <summary>A block of zeros, which takes no memory where nobody writes.</summary>
    public static NativeBlock OfZeros(long bytes) => new(bytes, isZero: true);

    /// <summary>The next multiple of the alignment.</summary>
    public static long Align(long bytes) => checked(bytes + Alignment - 1) / Alignment * Alignment;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(start);
        start = null;
        Pointer = null;
    }
}
