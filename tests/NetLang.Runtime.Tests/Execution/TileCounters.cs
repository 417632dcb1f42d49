using System.Runtime.InteropServices;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Execution;

/// <summary>A frame whose buffers are counters, for kernels that count their calls.</summary>
internal sealed unsafe class TileCounters : IDisposable
{
    private readonly int _count;

    public TileCounters(int count)
    {
        _count = count;
        Memory = (int*)NativeMemory.AllocZeroed((nuint)count + 1, sizeof(int));
        Frame = (ExecutionFrame*)NativeMemory.AllocZeroed((nuint)sizeof(ExecutionFrame));
        Frame->Buffers = (byte**)Memory;
    }

    public ExecutionFrame* Frame { get; }

    public int* Memory { get; }

    public int[] Values => new Span<int>(Memory, _count).ToArray();

    /// <summary>Asserts that a run keeps so many threads at once: none of its tiles ends before all have begun.</summary>
    public void AssertRunsOn(int threads, Action<Launch> run)
    {
        new Span<int>(Memory, _count).Clear();
        Memory[0] = threads;
        run(new(&Meet, threads));
        Assert.Equal(threads, Memory[1]);
        Assert.Equal(threads, Memory[2]);
    }

    public void Dispose()
    {
        NativeMemory.Free(Memory);
        NativeMemory.Free(Frame);
    }

    private static void Meet(ExecutionFrame* frame, int tile, int thread)
    {
        var counters = (int*)frame->Buffers;
        Interlocked.Increment(ref counters[1]);
        // The limit only ends a test that fails.
        if (SpinWait.SpinUntil(() => Volatile.Read(ref counters[1]) == counters[0], TimeSpan.FromSeconds(30)))
            Interlocked.Increment(ref counters[2]);
    }
}
