namespace ILGPU.Runtime;

/// <summary>
/// Runs the lanes of a group in turn, each up to its next barrier, by handing one token around. Every lane has a
/// thread, which serves group after group.
/// </summary>
internal sealed class LaneScheduler : IDisposable
{
    private const int StackBytes = 256 * 1024;

    // Nearly every wait is long, so nothing that spins first.
    private readonly AutoResetEvent[] turns;
    private readonly AutoResetEvent done = new(false);
    private readonly bool[] finished;
    private readonly CodePlace?[] shuffles; // where lanes wait for the others of their warp
    private readonly int warpSize;
    private GroupRun? group;
    private Action? kernel;
    private KernelFault? fault;
    private CodePlace? barrier; // of this round

    public LaneScheduler(int lanes, int warpSize)
    {
        this.warpSize = warpSize;
        turns = [.. Enumerable.Range(0, lanes).Select(_ => new AutoResetEvent(false))];
        finished = new bool[lanes];
        shuffles = new CodePlace?[lanes];
        for (var i = 0; i < lanes; i++)
        {
            var index = i;
            new Thread(() => ServeLane(index), StackBytes) { IsBackground = true }.Start();
        }
    }

    /// <summary>Runs all lanes to their end.</summary>
    /// <exception cref="KernelFault">A lane has failed, or not all have come to a barrier.</exception>
    public void Run(GroupRun run, Action body)
    {
        (group, kernel, fault, barrier) = (run, body, null, null);
        Array.Clear(finished);
        Array.Clear(shuffles);
        turns[0].Set();
        done.WaitOne();
        (group, kernel) = (null, null);
        if (fault is not null)
            throw fault;
    }

    /// <summary>Called by a lane at a barrier: lets the next one run, and waits until all have been here.</summary>
    public void Wait(Lane lane, CodePlace place)
    {
        barrier ??= place;
        if (barrier != place)
            fault ??= new KernelFault($"a divergent barrier: lanes wait at {barrier} and at {place}");
        PassOn(lane.Index);
        WaitForTurn(lane);
    }

    /// <summary>Called by a lane at a shuffle: its warp goes on when the last of it has come here.</summary>
    public void WaitForWarp(Lane lane, CodePlace place)
    {
        var first = lane.Index / warpSize * warpSize;
        var end = Math.Min(first + warpSize, turns.Length);
        shuffles[lane.Index] = place;
        if (shuffles[first] != place)
            fault ??= new KernelFault($"a divergent shuffle: lane {first} is not at that at {place}");
        var isLast = lane.Index == end - 1;
        if (isLast)
            Array.Clear(shuffles, first, end - first);
        turns[isLast ? first : lane.Index + 1].Set();
        WaitForTurn(lane);
    }

    /// <summary>Ends the threads, which all wait for their first turn.</summary>
    public void Dispose()
    {
        kernel = null;
        foreach (var turn in turns)
            turn.Set();
    }

    private void WaitForTurn(Lane lane)
    {
        turns[lane.Index].WaitOne();
        if (fault is not null)
            throw new KernelFault("another lane failed");
    }

    private void ServeLane(int index)
    {
        while (true)
        {
            turns[index].WaitOne();
            if (kernel is not { } body)
                return;
            Lane.Enter(new Lane(group!, index));
            try
            {
                if (fault is null)
                {
                    body();
                    Lane.Current.Run.EndTurn(Lane.Current);
                }
            }
            catch (Exception failure)
            {
                fault ??= failure as KernelFault ?? new KernelFault(failure.Message);
            }

            finished[index] = true;
            PassOn(index);
        }
    }

    /// <summary>
    /// Behind the last lane the round is over: all have ended, or all wait at the barrier, which is now open.
    /// </summary>
    private void PassOn(int index)
    {
        if (shuffles[index / warpSize * warpSize] is { } shuffle)
            fault ??= new KernelFault($"a divergent shuffle: lane {index} does not come to that at {shuffle}");
        var next = Array.IndexOf(finished, false, index + 1);
        if (next < 0)
        {
            next = Array.IndexOf(finished, false);
            barrier = null;
            group!.EndRound();
            var ended = finished.Count(f => f);
            if (ended > 0 && next >= 0)
            {
                fault ??= new KernelFault(
                    $"a divergent barrier: {ended} of {turns.Length} lanes have ended while the others wait at it");
            }
        }

        (next < 0 ? done : turns[next]).Set();
    }
}
