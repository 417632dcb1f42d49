namespace NetLang.Runtime.Execution;

/// <summary>
/// Which tiles have been taken and finished: a part a thread. Whoever is done with its own takes tiles of the others, so
/// that a late thread delays nobody.
/// </summary>
/// <remarks>
/// Each part counts its tiles over all runs, in 64 bits, which no process exhausts. A run adds tiles to the parts, and the
/// next one is not begun before all of them are finished: so nobody has to reset a part, a thread late from an earlier run
/// finds its tiles taken, and whoever has taken a tile may read what belongs to the run until it has finished that tile.
/// </remarks>
/// <param name="parts">And threads.</param>
/// <param name="before">How many tiles each part has had and each thread has finished: counts start here.</param>
internal sealed class TileParts(int parts, long before = 0)
{
    // Longs from one thread's values to the next: two cache lines, for processors fetch lines in pairs.
    private const int Stride = 16;

    // Of each part: the tiles of the present run. Written by the caller of the run alone.
    private readonly (long Start, long End)[] _tiles = Ranges(parts, before);

    // Of each part: the next tile.
    private readonly long[] _next = Counts(parts, before);

    // Of each thread: how many tiles it has finished.
    private readonly long[] _finished = Counts(parts, before);

    // Of all parts.
    private long _added = before * parts;

    /// <summary>Whether all tiles of all parts are finished, as they must be where a run adds its own.</summary>
    public bool AreFinished
    {
        get
        {
            var sum = 0L;
            for (var thread = 0; thread < parts; thread++)
                sum += Volatile.Read(ref _finished[(thread + 1) * Stride]);
            return sum == _added;
        }
    }

    /// <summary>Adds the tiles that a part has in a run. What they need has been written: threads take them at once.</summary>
    public void Add(int part, long tiles)
    {
        _added += tiles;
        ref var range = ref _tiles[part];
        range.Start = range.End;
        Volatile.Write(ref range.End, range.End + tiles);
    }

    /// <summary>Whether a part has tiles in the present run, taken or not.</summary>
    public bool HasTiles(int part) => _tiles[part].Start < _tiles[part].End;

    /// <summary>Takes the next tile of a part: its number in the part; -1 where none is left.</summary>
    public long Take(int part)
    {
        ref var next = ref _next[(part + 1) * Stride];
        while (true)
        {
            var tile = Volatile.Read(ref next);
            if (tile >= Volatile.Read(ref _tiles[part].End))
                return -1;
            if (Interlocked.CompareExchange(ref next, tile + 1, tile) == tile)
                return tile - _tiles[part].Start;
        }
    }

    /// <summary>Tells that a thread has finished a tile.</summary>
    public void Finish(int thread)
    {
        ref var finished = ref _finished[(thread + 1) * Stride];
        Volatile.Write(ref finished, finished + 1);
    }

    // Loops of our own in place of Array.Fill: an app that starts has no such code yet (ARCHITECTURE.md, Decisions).
    private static (long Start, long End)[] Ranges(int parts, long before)
    {
        var ranges = new (long, long)[parts];
        for (var part = 0; part < parts; part++)
            ranges[part] = (before, before);
        return ranges;
    }

    private static long[] Counts(int parts, long before)
    {
        var counts = new long[(parts + 2) * Stride];
        for (var index = 0; index < counts.Length; index++)
            counts[index] = before;
        return counts;
    }
}
