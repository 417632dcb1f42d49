namespace NetLang.Runtime.Execution;

/// <summary>
/// Which tiles of a run have been taken and finished: a part a thread. Whoever is done with its own takes tiles of the
/// others, so that a late thread delays nobody.
/// </summary>
internal sealed class TileParts(int parts)
{
    // Longs from one thread's values to the next: two cache lines, for processors fetch lines in pairs.
    private const int Stride = 16;

    // Of each part: the number of the run in the upper half, the next tile in the lower one. A part that still shows an
    // earlier run has not been begun; nobody has to reset it.
    private readonly long[] _next = new long[(parts + 2) * Stride];

    // Of each thread: the number of the run, and how many tiles it has finished in it.
    private readonly long[] _finished = new long[(parts + 2) * Stride];

    /// <summary>Takes the next tile of a part of so many; -1 where none is left or a later run has begun.</summary>
    public int Take(int part, int run, int length)
    {
        ref var place = ref _next[(part + 1) * Stride];
        while (true)
        {
            var seen = Volatile.Read(ref place);
            var isOfRun = (int)(seen >> 32) == run;
            var tile = isOfRun ? (int)seen : 0;
            // Run numbers wrap around.
            if (tile >= length || (!isOfRun && (int)(seen >> 32) - run > 0))
                return -1;
            if (Interlocked.CompareExchange(ref place, Pair(run, tile + 1), seen) == seen)
                return tile;
        }
    }

    /// <summary>Tells that a thread has finished a tile.</summary>
    public void Finish(int thread, int run)
    {
        ref var finished = ref _finished[(thread + 1) * Stride];
        Volatile.Write(ref finished, (int)(finished >> 32) == run ? finished + 1 : Pair(run, 1));
    }

    /// <summary>How many tiles of a run all threads have finished.</summary>
    public long Finished(int run)
    {
        var sum = 0L;
        for (var thread = 0; thread < parts; thread++)
        {
            var finished = Volatile.Read(ref _finished[(thread + 1) * Stride]);
            sum += (int)(finished >> 32) == run ? (int)finished : 0;
        }

        return sum;
    }

    private static long Pair(int run, int value) => ((long)run << 32) | (uint)value;
}
