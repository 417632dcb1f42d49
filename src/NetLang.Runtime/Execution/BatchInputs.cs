using System.Runtime.InteropServices;
using NetLang.Runtime.Data;
using NetLang.Runtime.Data.Rows;

namespace NetLang.Runtime.Execution;

/// <summary>
/// The inputs of a program for one batch: rows of a dataset, gathered by all threads, since they may come from far away in
/// memory, and since what is done with them may take its time.
/// </summary>
internal sealed unsafe class BatchInputs : IDisposable
{
    /// <summary>Bytes a tile: enough to be worth a thread's attention.</summary>
    private const long TileBytes = 1 << 16;

    private readonly RowReader[] readers;
    private readonly WorkerPool pool;
    private readonly BatchBuckets? buckets;
    private readonly NativeBlock[] blocks;
    private readonly ThreadScratch scratch;
    private GCHandle self;

    /// <param name="isTraining">Whether rows are changed at random, as their columns say.</param>
    public BatchInputs(BoundData data, int batchSize, WorkerPool pool, bool isTraining)
    {
        this.pool = pool;
        buckets = data.Buckets;
        readers = [.. data.Columns.Zip(data.Types, (column, type) => new RowReader(column, type, isTraining))];
        blocks = [.. readers.Select(reader => new NativeBlock(checked(batchSize * reader.RowBytes)))];
        scratch = new ThreadScratch(pool.Threads, readers.Select(reader => reader.ScratchBytes).DefaultIfEmpty().Max());
        self = GCHandle.Alloc(this, GCHandleType.Weak);
    }

    /// <summary>How many inputs there are.</summary>
    public int Count => blocks.Length;

    /// <summary>Where an input lies.</summary>
    public byte* this[int input] => blocks[input].Pointer;

    /// <summary>Reads some rows, at most as many as the batch size, all of one bucket; allocates nothing.</summary>
    /// <param name="seed">For what is changed at random.</param>
    public void Read(ReadOnlySpan<int> rows, EpochSeed seed)
    {
        fixed (int* first = rows)
        {
            for (var input = 0; input < blocks.Length; input++)
            {
                var bytes = RowBytes(input, rows);
                var tiles = (int)Math.Clamp(rows.Length * bytes / TileBytes, 1, Math.Max(1, rows.Length));
                Gathering gathering = new()
                {
                    Inputs = GCHandle.ToIntPtr(self),
                    Input = input,
                    Rows = first,
                    Count = rows.Length,
                    RowBytes = bytes,
                    Tiles = tiles,
                    Seed = seed,
                };
                pool.RunTiles((ExecutionFrame*)&gathering, [new(&ReadTile, tiles)]); // no kernel of the program's
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>Bytes of a row in the batch: of what is in buckets, those of its bucket.</summary>
    private long RowBytes(int input, ReadOnlySpan<int> rows) => buckets?.Column == input && rows.Length > 0
        ? readers[input].RowBytes / buckets.Rows.Lengths[^1] * buckets.Rows.LengthOf(rows[0])
        : readers[input].RowBytes;

    public void Dispose()
    {
        foreach (var block in blocks)
            block.Dispose();
        scratch.Dispose();
        self.Free();
    }

    /// <summary>A kernel whose frame is a <see cref="Gathering"/>.</summary>
    private static void ReadTile(ExecutionFrame* frame, int tile, int thread)
    {
        var gathering = (Gathering*)frame;
        var inputs = (BatchInputs)GCHandle.FromIntPtr(gathering->Inputs).Target!;
        var reader = inputs.readers[gathering->Input];
        var first = (int)((long)gathering->Count * tile / gathering->Tiles);
        var last = (int)((long)gathering->Count * (tile + 1) / gathering->Tiles);
        reader.Read(
            new(gathering->Rows + first, last - first),
            gathering->Seed,
            inputs[gathering->Input] + (first * gathering->RowBytes),
            gathering->RowBytes,
            inputs.scratch[thread]);
    }

    private struct Gathering
    {
        public nint Inputs;
        public int Input;
        public int* Rows;
        public int Count;
        public long RowBytes;
        public int Tiles;
        public EpochSeed Seed;
    }
}
