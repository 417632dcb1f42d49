using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace NetLang.Runtime.Execution;

/// <summary>The threads of a <see cref="WorkerPool"/>, which they keep alive no more than they must.</summary>
/// <param name="threads">The caller's included.</param>
/// <param name="start">Starts a thread, or throws where there is none to be had.</param>
internal sealed unsafe class WorkerTeam(int threads, Action<Thread> start)
{
    /// <summary>How long a thread without work spins: longer than the pause between two kernels of a step.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency / 20_000;

    private readonly TileParts _parts = new(threads);
    private readonly Worker?[] _workers = new Worker?[threads - 1];

    // Of the present run: read by those that have taken a tile of it.
    private LaunchGroup _group;
    private Exception? _failure;

    // Only tells sleepers that there is work; what they do is up to the parts.
    private long _run;
    private int _busy;
    private volatile bool _stopped;

    public int Threads => threads;

    /// <summary>Runs all tiles; false where the team has no second thread or is busy.</summary>
    public bool TryRun(ExecutionFrame* frame, ReadOnlySpan<Launch> launches)
    {
        if (threads == 1 || _stopped || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
            return false;
        try
        {
            StartWorkers();
            Begin(new(frame, launches, threads));
            RunTiles(thread: 0);
            SpinWait wait = default;
            while (!_parts.AreFinished)
                wait.SpinOnce(sleep1Threshold: -1);
            if (_failure != null)
                ExceptionDispatchInfo.Throw(_failure);
            return true;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    public void Stop()
    {
        _stopped = true;
        foreach (var worker in _workers)
            worker?.Wake();
    }

    /// <summary>Those that do not run yet: where a thread is not to be had, the next run asks again.</summary>
    private void StartWorkers()
    {
        // The last one starts last.
        for (var index = 0; _workers[^1] == null; index++)
            _workers[index] ??= StartWorker(index + 1);
    }

    private Worker StartWorker(int thread)
    {
        var worker = new Worker();
        start(new(() => Serve(worker, thread)) { IsBackground = true, Name = $"NetLang worker {thread}" });
        return worker;
    }

    private void Begin(in LaunchGroup group)
    {
        _group = group;
        _failure = null;
        var before = 0L;
        for (var part = 0; part < threads; part++)
        {
            var end = group.TilesBefore(part + 1);
            _parts.Add(part, end - before);
            before = end;
        }

        Interlocked.Increment(ref _run);
        for (var index = 0; index < _workers.Length; index++)
        {
            if (_parts.HasTiles(index + 1))
                _workers[index]!.Wake();
        }
    }

    private void Serve(Worker worker, int thread)
    {
        var done = 0L;
        bool IsAwaited() => _stopped || Volatile.Read(ref _run) != done;
        Func<bool> isAwaited = IsAwaited;
        while (!_stopped)
        {
            var run = Volatile.Read(ref _run);
            if (run != done)
            {
                RunTiles(thread);
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
    private void RunTiles(int thread)
    {
        for (var offset = 0; offset < threads; offset++)
        {
            var part = thread + offset < threads ? thread + offset : thread + offset - threads;
            for (long tile; (tile = _parts.Take(part)) >= 0;)
                RunTile(part, tile, thread);
        }
    }

    private void RunTile(int part, long tile, int thread)
    {
        try
        {
            if (Volatile.Read(ref _failure) == null)
                _group.Run(part, tile, thread);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
        }

        _parts.Finish(thread);
    }
}
