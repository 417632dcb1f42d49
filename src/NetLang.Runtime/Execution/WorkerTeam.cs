using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace NetLang.Runtime.Execution;

/// <summary>The threads of a <see cref="WorkerPool"/>, which they keep alive no more than they must.</summary>
internal sealed unsafe class WorkerTeam(int threads)
{
    /// <summary>How long a thread without work spins: longer than the pause between two kernels of a step.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency / 20_000;

    private readonly TileCounter _tiles = new();
    private Worker[]? _workers;
    private int _busy;
    private volatile bool _stopped;

    // One run. Written while the counter is closed, so that a worker that claims a tile has read what belongs to it.
    private delegate*<ExecutionFrame*, int, int, void> _kernel;
    private ExecutionFrame* _frame;
    private int _count;
    private int _unfinished;
    private Exception? _failure;

    public int Threads => threads;

    /// <summary>Runs all tiles; false where the team has no second thread or is busy.</summary>
    public bool TryRun(delegate*<ExecutionFrame*, int, int, void> kernel, ExecutionFrame* frame, int tiles)
    {
        if (threads == 1 || _stopped || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
            return false;
        _workers ??= Start();
        _tiles.Close();
        _kernel = kernel;
        _frame = frame;
        (_count, _unfinished, _failure) = (tiles, tiles, null);
        _tiles.Open();
        var wanted = Math.Min(_workers.Length, tiles - 1);
        for (var worker = 0; worker < wanted; worker++)
            _workers[worker].Wake();

        RunTiles(thread: 0);
        SpinWait wait = default;
        while (Volatile.Read(ref _unfinished) > 0)
            wait.SpinOnce(sleep1Threshold: -1);

        var failure = _failure;
        _failure = null;
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
            new Thread(() => Work(worker, number)) { IsBackground = true, Name = $"NetLang worker {number}" }.Start();
        }

        return workers;
    }

    private void Work(Worker worker, int thread)
    {
        Func<bool> awaited = IsAwaited;
        while (!_stopped)
        {
            RunTiles(thread);
            if (!SpinUntilAwaited())
                worker.SleepUnless(awaited);
        }
    }

    private bool IsAwaited() => _stopped || TileCounter.Tile(_tiles.Read()) < _count;

    private bool SpinUntilAwaited()
    {
        var start = Stopwatch.GetTimestamp();
        do
        {
            if (IsAwaited())
                return true;
            Thread.SpinWait(20);
        }
        while (Stopwatch.GetTimestamp() - start < SpinTicks);
        return false;
    }

    private void RunTiles(int thread)
    {
        while (true)
        {
            var claim = _tiles.Read();
            var kernel = _kernel;
            var frame = _frame;
            if (TileCounter.Tile(claim) >= _count)
                return;
            if (!_tiles.TryTake(claim))
                continue;

            try
            {
                if (Volatile.Read(ref _failure) == null)
                    kernel(frame, TileCounter.Tile(claim), thread);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, exception, null);
            }

            Interlocked.Decrement(ref _unfinished);
        }
    }
}
