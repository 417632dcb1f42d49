using System.Diagnostics;

namespace NetLang.Runtime.Execution;

/// <summary>
/// Threads that run the tiles of a kernel. The tile grid depends on shapes alone, never on the thread count, and
/// threads take whole tiles. Threads start with the first run that can use them, are background threads, spin briefly
/// between runs and then sleep; an unreachable pool ends them.
/// </summary>
public sealed unsafe class WorkerPool : IDisposable
{
    /// <summary>How many kernels run at the same time at most.</summary>
    public const int MostLaunches = 8;

    /// <summary>A power of two.</summary>
    internal const long LaunchesOfBlock = 1 << 20;

    private readonly WorkerTeam _team;
    private readonly Lock _scratchLock = new();
    private ThreadScratch? _scratch;
    private long _launches;

    /// <summary>A pool with a thread for each processor, the caller's included.</summary>
    public WorkerPool()
        : this(Environment.ProcessorCount)
    {
    }

    /// <summary>A pool with a number of threads.</summary>
    /// <param name="threads">At least 1, the calling thread included.</param>
    /// <param name="log">Told of every run; null, as ever but for a profile, for none.</param>
    public WorkerPool(int threads, LaunchLog? log = null)
    {
        Log = log;
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _team = new(threads, static thread => thread.Start());
    }

    /// <summary>Ends the threads of a pool that nobody can reach.</summary>
    // Where the constructor throws there is no team, but the finalizer still runs.
    ~WorkerPool() => _team?.Stop();

    /// <summary>The pool of this process, for all who do not ask for a number of threads.</summary>
    public static WorkerPool Shared { get; } = new();

    internal LaunchLog? Log { get; }

    /// <summary>Threads that may run tiles; a kernel is called with thread numbers below this.</summary>
    public int Threads => _team.Threads;

    /// <summary>
    /// Calls <paramref name="kernel"/> for each tile, on any thread, in any order, and returns when all are done.
    /// Allocates nothing. Where the pool is busy with the run of another caller, all tiles run on the calling thread.
    /// </summary>
    /// <param name="kernel">
    /// Frame, number of the tile, number of the thread (for its scratch; the caller is thread 0).
    /// </param>
    /// <remarks>
    /// An exception of a kernel reaches the caller once no thread runs a tile; later tiles are left out.
    /// </remarks>
    public void Run(delegate*<ExecutionFrame*, int, int, void> kernel, ExecutionFrame* frame, int tiles) =>
        Run(frame, [new(kernel, tiles)]);

    /// <summary>
    /// The same for kernels that need nothing of each other: no thread waits between them. With a log they run one after
    /// the other.
    /// </summary>
    /// <param name="launches">At most <see cref="MostLaunches"/>.</param>
    /// <exception cref="ArgumentException">There are more.</exception>
    public void Run(ExecutionFrame* frame, ReadOnlySpan<Launch> launches)
    {
        if (launches.Length > MostLaunches)
        {
            throw new ArgumentException(
                $"{launches.Length} kernels; at most {MostLaunches} run at the same time.", nameof(launches));
        }

        if (frame != null)
            frame->Launch = LaunchAfter(frame->Launch);
        if (Log is null)
        {
            RunTiles(frame, launches);
        }
        else
        {
            for (var index = 0; index < launches.Length; index++)
            {
                var start = Stopwatch.GetTimestamp();
                RunTiles(frame, launches.Slice(index, 1));
                Log.Note(new((nint)launches[index].Kernel, launches[index].Tiles, start, Stopwatch.GetTimestamp())
                {
                    IsConcurrent = launches.Length > 1 && Threads > 1,
                });
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>Begins a loop of launches: what does not change in it is known by its number.</summary>
    public void EnterLoop(ExecutionFrame* frame) => frame->Loop = frame->Launch = LaunchAfter(frame->Launch);

    /// <summary>
    /// Ends the threads. Later runs use the calling thread alone. Not needed: idle threads cost nothing.
    /// </summary>
    public void Dispose()
    {
        _team.Stop();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Scratch of all threads but a run's caller, for all programs that this pool runs: only one run at a time has these
    /// threads. What was given before stays as it is, for those that have it.
    /// </summary>
    /// <param name="bytes">At least so many a thread.</param>
    internal ThreadScratch WorkersScratch(long bytes)
    {
        lock (_scratchLock)
        {
            if (_scratch is null || _scratch.Bytes < bytes)
                _scratch = new(Threads - 1, bytes);
            return _scratch;
        }
    }

    /// <summary>
    /// A number that no launch of this pool had, for what one leaves in scratch must not pass for another's, be it of
    /// another program. Frames take blocks of them, so that they do not wait for each other at each launch.
    /// </summary>
    /// <param name="last">The frame's last one; 0 for none.</param>
    private long LaunchAfter(long last) =>
        last % LaunchesOfBlock == 0 ? Interlocked.Add(ref _launches, LaunchesOfBlock) + 1 : last + 1;

    /// <summary>As <see cref="Run(ExecutionFrame*, ReadOnlySpan{Launch})"/>, and the log is not told.</summary>
    internal void RunTiles(ExecutionFrame* frame, ReadOnlySpan<Launch> launches)
    {
        if (launches is [{ Tiles: <= 1 }] || !_team.TryRun(frame, launches))
        {
            foreach (var launch in launches)
            {
                for (var tile = 0; tile < launch.Tiles; tile++)
                    launch.Kernel(frame, tile, 0);
            }
        }
    }
}
