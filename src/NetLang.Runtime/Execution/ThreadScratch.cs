using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Runtime.Execution;

/// <summary>Scratch memory, a block a thread. Whoever uses it keeps it reachable: it is freed when nobody does.</summary>
internal sealed unsafe class ThreadScratch : IDisposable
{
    private readonly NativeBlock memory;
    private readonly long stride;

    /// <param name="bytes">Of a block.</param>
    public ThreadScratch(int blocks, long bytes)
    {
        Bytes = bytes;
        stride = NativeBlock.Align(bytes) + NativeBlock.Alignment;
        memory = new NativeBlock(checked(stride * blocks));
        // No launch has written anything there, and it must not look as if.
        for (var block = 0; block < blocks; block++)
            new Span<byte>(this[block], (int)Math.Min(stride, Gemm.ScratchHeader)).Clear();
    }

    /// <summary>Bytes of a block.</summary>
    public long Bytes { get; }

    /// <summary>Address of a block.</summary>
    public byte* this[int block] => memory.Pointer + (stride * block);

    public void Dispose() => memory.Dispose();
}
