namespace NetLang.Gpu;

using System;
using ILGPU;
using ILGPU.Runtime;
using NetLang.Runtime.Execution;

/// <summary>All that a program needs to launch its kernels once.</summary>
internal readonly unsafe struct GpuFrame(
    GpuDevice device, ExecutionFrame* host, ArrayView<byte>[] buffers)
{
    public AcceleratorStream Stream => device.Stream;

    /// <summary>Value of each symbol of the model.</summary>
    public long* Symbols => host->Symbols;

    /// <summary>Host scalars, by number.</summary>
    public double* Scalars => host->Scalars;

    public ulong Seed => host->Seed;

    public ulong Step => host->Step;

    /// <summary>Lanes that stand side by side in the tiles of <see cref="Tiles"/>.</summary>
    public int LaneColumns => device.LaneColumns;

    /// <summary>NVIDIA's library where the device has it and the product is large; else null.</summary>
    public GpuBlas? Blas(long rows, long columns, long depth) => GpuBlas.Takes(rows, columns, depth) ? device.Blas : null;

    /// <summary>A buffer of the program on the device.</summary>
    public ArrayView<T> View<T>(int buffer)
        where T : unmanaged => buffers[buffer].Cast<T>();

    /// <summary>Groups that have a lane for each of so many points.</summary>
    public int Lanes(long count) => Groups((count + device.GroupSize - 1) / device.GroupSize);

    /// <summary>A group for each of so many rows; kernels loop over what is left.</summary>
    // An empty grid cannot be launched; the kernels' loops then do nothing.
    public int Groups(long count) => (int)Math.Clamp(count, 1, GpuLimits.Groups);

    /// <summary>Groups that have lanes side by side for so many columns.</summary>
    public int Columns(long count)
    {
        var across = Math.Min(GpuLimits.ColumnLanes, device.GroupSize);
        return Groups((count + across - 1) / across);
    }

    /// <summary>A group for each tile of some matrices.</summary>
    /// <param name="edge">Rows and columns of the elements that a lane computes.</param>
    public int Tiles(long batches, long rows, long columns, int edge) => Groups(batches * TilesOf(rows, columns, edge, edge));

    /// <summary>Tiles of a matrix.</summary>
    /// <param name="ownRows">Rows of which a lane has elements.</param>
    /// <param name="ownColumns">Columns of which it has.</param>
    public long TilesOf(long rows, long columns, int ownRows, int ownColumns)
    {
        var down = device.GroupSize / LaneColumns * ownRows;
        var across = LaneColumns * ownColumns;
        return ((rows + down - 1) / down) * ((columns + across - 1) / across);
    }

    /// <summary>A launch of so many groups.</summary>
    public KernelConfig Grid(int groups) => new(groups, device.GroupSize);
}
