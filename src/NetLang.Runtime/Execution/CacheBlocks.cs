using System.Globalization;

namespace NetLang.Runtime.Execution;

/// <summary>
/// What is kept of each step of a batch of sequences: memory in which a run finds earlier steps, and where it puts new ones. It has
/// room for more steps than there are, and grows to twice as much when that is used up.
/// </summary>
internal sealed unsafe class CacheBlocks(ModelSpec model, ProgramSpec program) : IDisposable
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
    /// <exception cref="NetLangException">There is not enough memory for them.</exception>
    public void Set(byte[][] steps, long count, int ofBatch, long[] symbols)
    {
        if (batch != ofBatch)
            Room = 0;
        batch = ofBatch;
        if (count > Room)
            Grow(count, known: 0, symbols);
        for (var cache = 0; cache < blocks.Length && count > 0; cache++)
        {
            fixed (byte* from = steps[cache])
                CopyRows(cache, count, symbols, from, count, blocks[cache]!.Pointer, Room);
        }
    }

    /// <summary>Makes room for so many steps; those that are known stay.</summary>
    /// <exception cref="NetLangException">There is not enough memory for them.</exception>
    public void Reserve(long count, long known, long[] symbols)
    {
        if (Room == 0 || count > Room) // a run of no steps finds memory, too
            Grow(count, known, symbols);
    }

    /// <summary>Lets runs find the steps.</summary>
    public void Give(ProgramRunner runner)
    {
        for (var cache = 0; cache < blocks.Length; cache++)
            runner.SetInput(program.FirstCache + cache, blocks[cache]!.Pointer);
    }

    /// <summary>A copy of the first steps.</summary>
    /// <exception cref="NetLangException">A cache has more bytes of them than an array can hold.</exception>
    public byte[][] Copy(long count, long[] symbols)
    {
        var copies = new byte[blocks.Length][];
        for (var cache = 0; cache < copies.Length; cache++)
        {
            var size = Bytes(cache, count, symbols);
            if (size > (UInt128)Array.MaxLength)
                throw TooLarge(count, $"{size:N0} bytes of one tensor, and a state holds {Array.MaxLength:N0} of each at most");
            copies[cache] = new byte[(int)size];
            fixed (byte* to = copies[cache])
                CopyRows(cache, count, symbols, blocks[cache]!.Pointer, Room, to, count);
        }

        return copies;
    }

    public void Dispose()
    {
        foreach (var block in blocks)
            block?.Dispose();
    }

    private void Grow(long count, long known, long[] symbols)
    {
        var room = Math.Max(count, Math.Max(LeastRoom, 2 * Room));
        if (model.Context > 0)
            room = Math.Max(count, Math.Min(room, model.Context));
        CheckAvailable(room, symbols);
        for (var cache = 0; cache < blocks.Length; cache++)
        {
            var larger = NativeBlock.OfZeros((long)Bytes(cache, room, symbols));
            if (known > 0)
                CopyRows(cache, known, symbols, blocks[cache]!.Pointer, Room, larger.Pointer, room);
            blocks[cache]?.Dispose();
            blocks[cache] = larger;
        }

        Room = room;
    }

    private void CheckAvailable(long room, long[] symbols)
    {
        UInt128 bytes = 0;
        for (var cache = 0; cache < blocks.Length; cache++)
            bytes += Bytes(cache, room, symbols);
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > (UInt128)available)
            throw TooLarge(room, $"{bytes:N0} bytes, and this machine has {available:N0}");
    }

    /// <summary>Copies the first steps of a cache between memory with room for more or fewer of them.</summary>
    private void CopyRows(int cache, long count, long[] symbols, byte* from, long fromRoom, byte* to, long toRoom)
    {
        var (rows, bytes) = Rows(cache, symbols);
        for (var row = 0L; row < rows; row++)
            Buffer.MemoryCopy(from + (row * fromRoom * bytes), to + (row * toRoom * bytes), count * bytes, count * bytes);
    }

    private UInt128 Bytes(int cache, long count, long[] symbols)
    {
        var (rows, bytes) = Rows(cache, symbols);
        return (UInt128)rows * (UInt128)count * (UInt128)bytes;
    }

    /// <summary>How often the steps stand in a cache, one behind the other, and what each takes there.</summary>
    private (long Rows, long Bytes) Rows(int cache, long[] symbols)
    {
        var tensor = program.Inputs[program.FirstCache + cache];
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

    private NetLangException TooLarge(long steps, FormattableString what) => new(
        ExecutionErrors.TooLarge,
        string.Create(CultureInfo.InvariantCulture, $"{model.Name} keeps of {steps:N0} steps of {batch:N0} sequences ")
        + FormattableString.Invariant(what),
        "give fewer sequences at a time, or begin anew with the last of the steps");
}
