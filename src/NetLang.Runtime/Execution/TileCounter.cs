namespace NetLang.Runtime.Execution;

/// <summary>
/// The next tile of a run, with the number of the run in the upper half: a thread that was late cannot take a tile of a
/// run whose kernel it has not read.
/// </summary>
internal sealed class TileCounter
{
    private const uint Closed = int.MaxValue;

    // Alone in its cache line: all threads write it.
    private readonly ulong[] _line = [0, 0, 0, 0, 0, 0, 0, 0, Closed, 0, 0, 0, 0, 0, 0, 0];

    private ref ulong Value => ref _line[8];

    public static int Tile(ulong claim) => (int)(uint)claim;

    /// <summary>Begins a run: no tile can be taken until it is open.</summary>
    public void Close() => Interlocked.Exchange(ref Value, ((Volatile.Read(ref Value) >> 32) + 1) << 32 | Closed);

    public void Open() => Interlocked.Exchange(ref Value, Volatile.Read(ref Value) >> 32 << 32);

    public ulong Read() => Volatile.Read(ref Value);

    public bool TryTake(ulong claim) => Interlocked.CompareExchange(ref Value, claim + 1, claim) == claim;
}
