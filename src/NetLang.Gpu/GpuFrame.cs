namespace NetLang.Gpu;

using System;
using ILGPU;
using ILGPU.Runtime;
using NetLang.Runtime.Execution;

/// <summary>All that a program needs to launch its kernels once.</summary>
internal readonly unsafe struct GpuFrame(
    GpuDevice device, ArrayView<byte> memory, ExecutionFrame* host, long* offsets, long* bytes)
{
    private readonly ArrayView<byte> memory = memory;

    public AcceleratorStream Stream => device.Accelerator.DefaultStream;

    /// <summary>Value of each symbol of the model.</summary>
    public long* Symbols => host->Symbols;

    /// <summary>Host scalars, by number.</summary>
    public double* Scalars => host->Scalars;

    public ulong Seed => host->Seed;

    public ulong Step => host->Step;

    /// <summary>Edge of the tiles of <see cref="Tiles"/>.</summary>
    public int TileSize => device.TileSize;

    /// <summary>A buffer of the program on the device.</summary>
    public ArrayView<T> View<T>(int buffer)
        where T : unmanaged => memory.SubView(offsets[buffer], bytes[buffer]).Cast<T>();

    /// <summary>A lane for each of so many points.</summary>
    public KernelConfig Lanes(long count) =>
        Launch((count + device.GroupSize - 1) / device.GroupSize, device.GroupSize);

    /// <summary>A group for each of so many rows.</summary>
    public KernelConfig Groups(long count) => Launch(count, device.GroupSize);

    /// <summary>A group for each tile of some matrices.</summary>
    public KernelConfig Tiles(long batches, long rows, long columns)
    {
        var down = (rows + TileSize - 1) / TileSize;
        var across = (columns + TileSize - 1) / TileSize;
        return Launch(batches * down * across, TileSize * TileSize);
    }

    // An empty grid cannot be launched; the kernels' loops then do nothing.
    private static KernelConfig Launch(long groups, int lanes) =>
        new((int)Math.Clamp(groups, 1, GpuLimits.Groups), lanes);
}
