using NetLang.Runtime.Execution;
using NetLang.Runtime.Tests.Models;
using Xunit;

namespace NetLang.Runtime.Tests.Execution;

public unsafe class LaunchLogTests
{
    [Fact]
    public void APoolNotesEachLaunchOfAnOwnerWithALog()
    {
        var log = new LaunchLog();
        using (var pool = new WorkerPool(2, log))
        {
            pool.Run(&Nothing, null, 5);
            pool.Run(&Nothing, null, 0);
        }

        log.EndRun(null!, [7], start: 1);
        var run = Assert.Single(log.Runs);
        Assert.Equal([7], run.Symbols);
        Assert.Equal([5, 0], run.Launches.Select(launch => launch.Tiles));
        delegate*<ExecutionFrame*, int, int, void> method = &Nothing;
        Assert.Equal([(nint)method], run.Launches.Select(launch => launch.Kernel).Distinct());
        Assert.All(run.Launches, launch => Assert.InRange(launch.End, launch.Start, run.End));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void KernelsOfAGroupAreNotedAsConcurrentWhereThereAreThreadsForThem(int threads, bool areConcurrent)
    {
        var log = new LaunchLog();
        using (var pool = new WorkerPool(threads, log))
        {
            pool.Run(&Nothing, null, 5);
            pool.Run(null, [new(&Nothing, 3), new(&Nothing, 4)]);
        }

        log.EndRun(null!, [], start: 1);
        Assert.Equal(
            [(5, false), (3, areConcurrent), (4, areConcurrent)],
            Assert.Single(log.Runs).Launches.Select(launch => (launch.Tiles, launch.IsConcurrent)));
    }

    [Fact]
    public void AModelWithALogNotesItsRuns()
    {
        var log = new LaunchLog();
        using var model = new LineModel(new() { Launches = log });
        model.Train(LineModel.Examples(3), new() { Epochs = 2, BatchSize = 2, Shuffle = false });
        var training = log.Runs.Where(run => run.Program.Spec.Name == "train").ToList();
        Assert.Equal([2, 1, 2, 1], training.Select(run => run.Symbols[0]));
        Assert.All(training, run => Assert.True(run.Start <= run.End));
    }

    private static void Nothing(ExecutionFrame* frame, int tile, int thread)
    {
    }
}
