using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Execution;

/// <summary>
/// Kernels that need nothing of each other, and so may run at the same time. Each thread owns a contiguous part of each
/// kernel's tiles, the same one for equal numbers of tiles, so that what it writes in one step is in its core's cache in
/// the next: to fetch a line from another core takes longer than to compute with it.
/// </summary>
internal unsafe struct LaunchGroup
{
    private readonly ExecutionFrame* _frame;
    private readonly int _count;
    private readonly int _parts;
    private Launches _launches;

    /// <param name="launches">At most <see cref="WorkerPool.MostLaunches"/>.</param>
    /// <param name="parts">One a thread.</param>
    public LaunchGroup(ExecutionFrame* frame, ReadOnlySpan<Launch> launches, int parts)
    {
        _frame = frame;
        _count = launches.Length;
        _parts = parts;
        launches.CopyTo(_launches);
    }

    /// <summary>How many tiles of all kernels are in the parts before one.</summary>
    public readonly long TilesBefore(int part)
    {
        var tiles = 0L;
        for (var launch = 0; launch < _count; launch++)
            tiles += Start(part, _launches[launch].Tiles);
        return tiles;
    }

    /// <summary>Runs a tile of a part: those of the first kernel come first.</summary>
    public readonly void Run(int part, long tile, int thread)
    {
        for (var launch = 0; launch < _count; launch++)
        {
            var tiles = _launches[launch].Tiles;
            var start = Start(part, tiles);
            var length = Start(part + 1, tiles) - start;
            if (tile < length)
            {
                _launches[launch].Kernel(_frame, start + (int)tile, thread);
                return;
            }

            tile -= length;
        }
    }

    // Rounded up: where there are fewer tiles than threads, the caller (thread 0) has one.
    private readonly int Start(int part, int tiles) => (int)((((long)tiles * part) + _parts - 1) / _parts);

    [InlineArray(WorkerPool.MostLaunches)]
    private struct Launches
    {
        private Launch _first;
    }
}
