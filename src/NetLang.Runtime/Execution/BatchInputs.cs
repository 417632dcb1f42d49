using System.Runtime.InteropServices;
using NetLang.Runtime.Data;

namespace NetLang.Runtime.Execution;

/// <summary>
/// The inputs of a program for one batch: rows of a dataset, gathered by all threads, since they may come from far away in
/// memory.
/// </summary>
internal sealed unsafe class BatchInputs : IDisposable
{
    /// <summary>Bytes a tile: enough to be worth a thread's attention.</summary>
    private const long TileBytes = 1 << 16;

    private readonly BoundData data;
    private readonly WorkerPool pool;
    private readonly NativeBlock[] blocks;
    private GCHandle self;

    public BatchInputs(BoundData data, int batchSize, WorkerPool pool)
    {
        this.data = data;
        this.pool = pool;
        blocks =
        [
            .. data.Columns.Select(column =>
                new NativeBlock(checked((long)batchSize * column.RowLength * column.Type.Size()))),
        ];
        self = GCHandle.Alloc(this, GCHandleType.Weak);
    }

    /// <summary>How many inputs there are.</summary>
    public int Count => blocks.Length;

    /// <summary>Where an input lies.</summary>
    public byte* this[int input] => blocks[input].Pointer;

    /// <summary>Reads some rows, at most as many as the batch size; allocates nothing.</summary>
    public void Read(ReadOnlySpan<int> rows)
    {
        fixed (int* first = rows)
        {
            for (var input = 0; input < blocks.Length; input++)
            {
                var column = data.Columns[input];
                var bytes = (long)rows.Length * column.RowLength * column.Type.Size();
                var tiles = (int)Math.Clamp(bytes / TileBytes, 1, Math.Max(1, rows.Length));
                Gathering gathering = new()
                {
                    Inputs = GCHandle.ToIntPtr(self),
                    Input = input,
                    Rows = first,
                    Count = rows.Length,
                    Tiles = tiles,
                };
                pool.RunTiles((ExecutionFrame*)&gathering, [new(&ReadTile, tiles)]); // no kernel of the program's
            }
        }

        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        foreach (var block in blocks)
            block.Dispose();
        self.Free();
    }

    /// <summary>A kernel whose frame is a <see cref="Gathering"/>.</summary>
    private static void ReadTile(ExecutionFrame* frame, int tile, int thread)
    {
        var gathering = (Gathering*)frame;
        var inputs = (BatchInputs)GCHandle.FromIntPtr(gathering->Inputs).Target!;
        var column = inputs.data.Columns[gathering->Input];
        var first = (int)((long)gathering->Count * tile / gathering->Tiles);
        var last = (int)((long)gathering->Count * (tile + 1) / gathering->Tiles);
        column.CopyRows(
            new(gathering->Rows + first, last - first),
            inputs[gathering->Input] + ((long)first * column.RowLength * column.Type.Size()));
    }

    private struct Gathering
    {
        public nint Inputs;
        public int Input;
        public int* Rows;
        public int Count;
        public int Tiles;
    }
}
