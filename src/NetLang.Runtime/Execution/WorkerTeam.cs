using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace NetLang.Runtime.Execution;

/// <summary>The threads of a <see cref="WorkerPool"/>, which they keep alive no more than they must.</summary>
internal sealed unsafe class WorkerTeam(int threads)
{
    /// <summary>How long a thread without work spins: longer than the pause between two kernels of a step.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency / 20_000;

    private readonly TileParts _parts = new(threads);

    // By the parity of the run: what a run needs is written before its number is, and is not overwritten before the next
    // run's number can be seen. So a thread that finds the number unchanged after reading has read what belongs to it.
    private readonly LaunchGroup[] _groups = new LaunchGroup[2];
    private Worker[]? _workers;
    private int _run;
    private int _busy;
    private volatile bool _stopped;
    private Exception? _failure;

    public int Threads => threads;

    /// <summary>Runs all tiles; false where the team has no second thread or is busy.</summary>
    public bool TryRun(ExecutionFrame* frame, ReadOnlySpan<Launch> launches)
    {
        if (threads == 1 || _stopped || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
            return false;
        _workers ??= Start();
        var run = unchecked(_run + 1);
        var group = _groups[run & 1] = new(frame, launches, threads);
        _failure = null;
        Interlocked.Exchange(ref _run, run);
        for (var worker = 0; worker < _workers.Length; worker++)
        {
            if (group.Length(worker + 1) > 0)
                _workers[worker].Wake();
        }

        RunTiles(group, run, thread: 0);
        SpinWait wait = default;
        while (_parts.Finished(run) < group.Tiles)
            wait.SpinOnce(sleep1Threshold: -1);

        var failure = _failure;
        Volatile.Write(ref _busy, 0);
        if (failure != null)
            ExceptionDispatchInfo.Throw(failure);
        return true;
    }

    public void Stop()
    {
        _stopped = true;
        foreach (var worker in _workers ?? [])
            worker.Wake();
    }

    private Worker[] Start()
    {
        var workers = new Worker[threads - 1];
        for (var index = 0; index < workers.Length; index++)
        {
            var worker = new Worker();
            var number = index + 1;
            workers[index] = worker;
            new Thread(() => Serve(worker, number)) { IsBackground = true, Name = $"NetLang worker {number}" }.Start();
        }

        return workers;
    }

    private void Serve(Worker worker, int thread)
    {
        var done = 0;
        bool IsAwaited() => _stopped || Volatile.Read(ref _run) != done;
        Func<bool> isAwaited = IsAwaited;
        while (!_stopped)
        {
            var run = Volatile.Read(ref _run);
            if (run != done)
            {
                var group = _groups[run & 1];
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref _run) != run)
                    continue;
                RunTiles(group, run, thread);
                done = run;
            }
            else if (!SpinUntil(isAwaited))
            {
                worker.SleepUnless(isAwaited);
            }
        }
    }

    private static bool SpinUntil(Func<bool> isAwaited)
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            if (isAwaited())
                return true;
            Thread.SpinWait(20);
        }
        while (Stopwatch.GetTimestamp() - start < SpinTicks);
        return false;
    }

    /// <summary>A thread's own part, then what the others have left of theirs.</summary>
    private void RunTiles(in LaunchGroup group, int run, int thread)
    {
        for (var offset = 0; offset < threads; offset++)
        {
            var part = thread + offset < threads ? thread + offset : thread + offset - threads;
            var length = group.Length(part);
            for (int tile; (tile = _parts.Take(part, run, length)) >= 0;)
                RunTile(group, run, part, tile, thread);
        }
    }

    private void RunTile(in LaunchGroup group, int run, int part, int tile, int thread)
    {
        try
        {
            if (Volatile.Read(ref _failure) == null)
                group.Run(part, tile, thread);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
        }

        _parts.Finish(thread, run);
    }
}
