using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Execution;

public unsafe class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void EachTileRunsOnce(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (var tiles = 0; tiles < 200; tiles++)
        {
            using var counters = new TileCounters(tiles);
            pool.Run(&Count, counters.Frame, tiles);
            Assert.All(counters.Values, value => Assert.Equal(1, value));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void EachTileOfSeveralKernelsRunsOnce(int threads)
    {
        using var pool = new WorkerPool(threads);
        using var counters = new TileCounters(300);
        for (var run = 0; run < 2_000; run++)
        {
            pool.Run(
                counters.Frame,
                [new(&Count, run % 40), new(&CountFrom100, 1), new(&CountFrom200, run % 3), new(&CountFrom100, run % 7)]);
        }

        int Runs(Func<int, int, bool> runsIn, int tile) => Enumerable.Range(0, 2_000).Count(run => runsIn(run, tile));
        var expected = Enumerable.Range(0, 300).Select(i =>
            i < 100 ? Runs((run, tile) => tile < run % 40, i)
            : i < 200 ? Runs((run, tile) => tile < 1, i - 100) + Runs((run, tile) => tile < run % 7, i - 100)
            : Runs((run, tile) => tile < run % 3, i - 200));
        Assert.Equal(expected, counters.Values);
    }

    [Fact]
    public void ThreadNumbersAreBelowThreads()
    {
        using var pool = new WorkerPool(3);
        using var counters = new TileCounters(3);
        pool.Run(&CountThread, counters.Frame, 500);
        Assert.Equal(500, counters.Values.Sum());
    }

    /// <summary>What a launch packs is known by its number, in scratch that programs share.</summary>
    [Fact]
    public void NoTwoLaunchesHaveOneNumber()
    {
        using var pool = new WorkerPool(2);
        using TileCounters first = new(1), second = new(1);
        var numbers = new List<long>();
        for (var run = 0; run < 3; run++)
        {
            foreach (var frame in (nint[])[(nint)first.Frame, (nint)second.Frame])
            {
                pool.Run(&Count, (ExecutionFrame*)frame, 1);
                numbers.Add(((ExecutionFrame*)frame)->Launch);
            }
        }

        // As if this one had used up its numbers.
        first.Frame->Launch += WorkerPool.LaunchesOfBlock - 3;
        numbers.Add(first.Frame->Launch);
        pool.Run(&Count, first.Frame, 1);
        numbers.Add(first.Frame->Launch);
        pool.Run(&Count, second.Frame, 1);
        numbers.Add(second.Frame->Launch);
        Assert.DoesNotContain(0, numbers);
        Assert.Equal(numbers.Distinct(), numbers);
    }

    [Fact]
    public void ProgramsShareTheScratchOfWorkers()
    {
        using var pool = new WorkerPool(3);
        var small = pool.WorkersScratch(100);
        Assert.Same(small, pool.WorkersScratch(40));
        var large = pool.WorkersScratch(5_000);
        Assert.Same(large, pool.WorkersScratch(100));
        new Span<byte>(small[1], 100).Fill(1);
        new Span<byte>(large[0], 5_000).Fill(2);
        new Span<byte>(large[1], 5_000).Fill(3);
        Assert.Equal(1, small[1][99]);
        Assert.Equal(2, large[0][4_999]);
        Assert.Equal(0, (nint)large[1] % 64);
    }

    /// <summary>Runs that follow at once find threads that are late: they must do nothing of a run that is over.</summary>
    [Fact]
    public void ManyRunsOfFewTilesRunEachOnce()
    {
        using var pool = new WorkerPool(8);
        using var counters = new TileCounters(9);
        for (var run = 0; run < 20_000; run++)
            pool.Run(&Count, counters.Frame, 2 + (run % 8));
        Assert.Equal(Enumerable.Range(0, 9).Select(tile => 20_000 * Math.Min(8, 9 - tile) / 8), counters.Values);
    }

    [Fact]
    public void CallersMayRunAtTheSameTime()
    {
        using var pool = new WorkerPool(2);
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (var run = 0; run < 100; run++)
            {
                using var counters = new TileCounters(20);
                pool.Run(&Count, counters.Frame, 20);
                Assert.All(counters.Values, value => Assert.Equal(1, value));
            }
        });
    }

    [Fact]
    public void AnExceptionReachesTheCallerAndThePoolWorksOn()
    {
        using var pool = new WorkerPool(4);
        using var counters = new TileCounters(50);
        var frame = counters.Frame;
        for (var run = 0; run < 20; run++)
        {
            var exception = Assert.Throws<InvalidOperationException>(() => pool.Run(&Fail, frame, 50));
            Assert.Equal("tile 13", exception.Message);
        }

        new Span<int>(counters.Memory, 50).Clear();
        pool.Run(&Count, counters.Frame, 50);
        Assert.All(counters.Values, value => Assert.Equal(1, value));
    }

    [Fact]
    public void ARunAllocatesNothing()
    {
        using var pool = new WorkerPool(2);
        using var counters = new TileCounters(8);
        pool.Run(&Count, counters.Frame, 8);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var run = 0; run < 100; run++)
            pool.Run(&Count, counters.Frame, 8);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ADisposedPoolRunsOnTheCaller()
    {
        var pool = new WorkerPool(4);
        using var counters = new TileCounters(4);
        pool.Run(&CountThread, counters.Frame, 10);
        pool.Dispose();
        new Span<int>(counters.Memory, 4).Clear();
        pool.Run(&CountThread, counters.Frame, 10);
        Assert.Equal([10, 0, 0, 0], counters.Values);
    }

    [Fact]
    public void TooManyKernelsAreRefusedAndThePoolStillRunsOnAllThreads()
    {
        using var pool = new WorkerPool(4);
        using var counters = new TileCounters(9);
        var frame = counters.Frame;
        var exception = Assert.Throws<ArgumentException>(
            () => pool.Run(frame, Enumerable.Repeat(new Launch(&Count, 9), WorkerPool.MostLaunches + 1).ToArray()));
        Assert.Equal("launches", exception.ParamName);
        Assert.All(counters.Values, value => Assert.Equal(0, value));
        counters.AssertRunsOn(4, launch => pool.Run(frame, [launch]));
    }

    [Fact]
    public void AKernelHasNoNegativeNumberOfTiles() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Launch(&Count, -1));

    [Fact]
    public void APoolHasAThread() => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(0));

    private static void Count(ExecutionFrame* frame, int tile, int thread) =>
        Interlocked.Increment(ref ((int*)frame->Buffers)[tile]);

    private static void CountFrom100(ExecutionFrame* frame, int tile, int thread) => Count(frame, 100 + tile, thread);

    private static void CountFrom200(ExecutionFrame* frame, int tile, int thread) => Count(frame, 200 + tile, thread);

    private static void CountThread(ExecutionFrame* frame, int tile, int thread) =>
        Interlocked.Increment(ref ((int*)frame->Buffers)[thread]);

    private static void Fail(ExecutionFrame* frame, int tile, int thread)
    {
        if (tile == 13)
            throw new InvalidOperationException("tile 13");
    }
}
