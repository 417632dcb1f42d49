namespace NetLang.Runtime.Execution;

/// <summary>
/// What is kept of each step of a batch of sequences: memory in which a run finds earlier steps, and where it puts new ones. It has
/// room for more steps than there are, and grows to twice as much when that is used up.
/// </summary>
internal sealed unsafe class CacheBlocks(ProgramSpec program) : IDisposable
{
    private const long LeastRoom = 64;

    private readonly NativeBlock?[] blocks = new NativeBlock?[program.CacheAxes.Length];
    private int batch;

    /// <summary>For how many steps there is room.</summary>
    public long Room { get; private set; }

    /// <summary>Whether there are as many caches, and as much of each of so many steps.</summary>
    public bool Fit(byte[][] steps, long count, long[] symbols)
    {
        if (steps.Length != blocks.Length)
            return false;
        for (var cache = 0; cache < blocks.Length; cache++)
        {
            var (rows, bytes) = Rows(cache, symbols);
            if (steps[cache].Length != rows * count * bytes)
                return false;
        }

        return true;
    }

    /// <summary>Takes the steps of other sequences, row-major, with no room between.</summary>
    /// <param name="symbols">Of the program, with the batch.</param>
    public void Set(byte[][] steps, long count, int ofBatch, long[] symbols, long most)
    {
        if (batch != ofBatch)
            Room = 0;
        batch = ofBatch;
        if (count > Room)
            Grow(count, most, symbols, known: 0);
        for (var cache = 0; cache < blocks.Length; cache++)
        {
            var (rows, bytes) = Rows(cache, symbols);
            for (var row = 0L; row < rows && count > 0; row++)
                new Span<byte>(steps[cache], (int)(row * count * bytes), (int)(count * bytes)).CopyTo(At(cache, row, bytes, count));
        }
    }

    /// <summary>Makes room for so many steps; those that are known stay.</summary>
    /// <param name="most">How many steps a sequence may have; 0 for any number.</param>
    public void Reserve(long count, long known, long[] symbols, long most)
    {
        if (Room == 0 || count > Room) // a run of no steps finds memory, too
            Grow(count, most, symbols, known);
    }

    /// <summary>Lets runs find the steps.</summary>
    public void Give(ProgramRunner runner)
    {
        for (var cache = 0; cache < blocks.Length; cache++)
            runner.SetInput(program.Inputs.Length - blocks.Length + cache, blocks[cache]!.Pointer);
    }

    /// <summary>A copy of the first steps.</summary>
    public byte[][] Copy(long count, long[] symbols)
    {
        var copies = new byte[blocks.Length][];
        for (var cache = 0; cache < copies.Length; cache++)
        {
            var (rows, bytes) = Rows(cache, symbols);
            copies[cache] = new byte[checked(rows * count * bytes)];
            for (var row = 0L; row < rows && count > 0; row++)
                At(cache, row, bytes, count).CopyTo(new Span<byte>(copies[cache], (int)(row * count * bytes), (int)(count * bytes)));
        }

        return copies;
    }

    public void Dispose()
    {
        foreach (var block in blocks)
            block?.Dispose();
    }

    private void Grow(long count, long most, long[] symbols, long known)
    {
        var room = Math.Max(count, Math.Max(LeastRoom, 2 * Room));
        if (most > 0)
            room = Math.Max(count, Math.Min(room, most));
        for (var cache = 0; cache < blocks.Length; cache++)
        {
            var (rows, bytes) = Rows(cache, symbols);
            var larger = NativeBlock.OfZeros(checked(rows * room * bytes));
            for (var row = 0L; row < rows && known > 0; row++)
                At(cache, row, bytes, known).CopyTo(new Span<byte>(larger.Pointer + (row * room * bytes), (int)(known * bytes)));
            blocks[cache]?.Dispose();
            blocks[cache] = larger;
        }

        Room = room;
    }

    private Span<byte> At(int cache, long row, long bytes, long count) =>
        new(blocks[cache]!.Pointer + (row * Room * bytes), checked((int)(count * bytes)));

    /// <summary>How often the steps stand in a cache, one behind the other, and what each takes there.</summary>
    private (long Rows, long Bytes) Rows(int cache, long[] symbols)
    {
        var tensor = program.Inputs[program.Inputs.Length - blocks.Length + cache];
        var (rows, bytes) = (1L, (long)tensor.Type.Size());
        for (var axis = 0; axis < tensor.Shape.Length; axis++)
        {
            if (axis < program.CacheAxes[cache])
                rows = checked(rows * tensor.Shape[axis].Evaluate(symbols));
            else if (axis > program.CacheAxes[cache])
                bytes = checked(bytes * tensor.Shape[axis].Evaluate(symbols));
        }

        return (rows, bytes);
    }
}
