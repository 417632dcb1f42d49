namespace ILGPU.Runtime;

/// <summary>Runs the lanes of a group in turn, on a thread each, handing one token around.</summary>
internal sealed class LaneScheduler
{
    private readonly SemaphoreSlim[] turns;
    private readonly SemaphoreSlim round = new(0);
    private readonly bool[] finished;
    private Exception? fault;

    public LaneScheduler(int lanes)
    {
        turns = [.. Enumerable.Range(0, lanes).Select(_ => new SemaphoreSlim(0))];
        finished = new bool[lanes];
    }

    /// <summary>Runs all lanes to their end.</summary>
    public void Run(GroupRun group, Action kernel)
    {
        var threads = new Thread[turns.Length];
        for (var i = 0; i < threads.Length; i++)
        {
            var lane = new Lane(group, i);
            threads[i] = new Thread(() => RunLane(lane, kernel), 256 * 1024) { IsBackground = true };
            threads[i].Start();
        }

        while (fault is null && !Array.TrueForAll(finished, f => f))
            RunToNextBarrier();
        if (fault is not null)
        {
            // Lanes that still wait must end too.
            foreach (var turn in turns)
                turn.Release();
        }

        foreach (var thread in threads)
            thread.Join();
        if (fault is not null)
            throw new KernelFault(fault.Message);
    }

    /// <summary>Called by a lane at a barrier: lets the next one run, and waits for the next round.</summary>
    public void Wait(Lane lane)
    {
        round.Release();
        turns[lane.Index].Wait();
        if (fault is not null)
            throw new KernelFault("another lane failed");
    }

    private void RunToNextBarrier()
    {
        var before = finished.Count(f => f);
        for (var i = 0; i < turns.Length && fault is null; i++)
        {
            if (finished[i])
                continue;
            turns[i].Release();
            round.Wait();
        }

        var after = finished.Count(f => f);
        if (fault is null && after != before && after != turns.Length)
        {
            fault = new KernelFault(
                $"a divergent barrier: {after} of {turns.Length} lanes have finished while the others wait at it");
        }
    }

    private void RunLane(Lane lane, Action kernel)
    {
        turns[lane.Index].Wait();
        Lane.Enter(lane);
        try
        {
            if (fault is null)
                kernel();
        }
        catch (Exception failure)
        {
            fault ??= failure;
        }

        finished[lane.Index] = true;
        round.Release();
    }
}
