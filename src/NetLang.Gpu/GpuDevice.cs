namespace NetLang.Gpu;

using System;
using ILGPU;
using ILGPU.Runtime;
using NetLang.Runtime;

/// <summary>
/// An accelerator, and the one buffer on it that all programs of a model work in, one after the other.
/// </summary>
internal sealed class GpuDevice
{
    private readonly object gate = new();
    private MemoryBuffer1D<byte, Stride1D.Dense>? memory;

    public GpuDevice(Accelerator accelerator)
    {
        Accelerator = accelerator;
        GroupSize = 1;
        while (GroupSize * 2 <= Math.Min(accelerator.MaxNumThreadsPerGroup, GpuLimits.GroupSize))
            GroupSize *= 2;
        TileSize = 1;
        while (4 * TileSize * TileSize <= GroupSize)
            TileSize *= 2;
    }

    public Accelerator Accelerator { get; }

    /// <summary>Lanes a group: a power of two, as the trees of reductions need.</summary>
    public int GroupSize { get; }

    /// <summary>Rows and columns of the tile that a group computes of a matrix product.</summary>
    public int TileSize { get; }

    /// <summary>What one thread at a time may use the device under.</summary>
    public object Gate => gate;

    /// <summary>The device that ILGPU finds best.</summary>
    /// <exception cref="NetLangException">There is no GPU.</exception>
    public static GpuDevice Open()
    {
        var context = Context.Create(builder => builder.Default().EnableAlgorithms());
        var device = context.GetPreferredDevice(preferCPU: false);
        // ILGPU silently falls back to its CPU device, which is for correctness only.
        if (device.AcceleratorType == AcceleratorType.CPU)
        {
            context.Dispose();
            throw new NetLangException(
                ExecutionErrors.NoGpu,
                "no GPU was found: neither a CUDA nor an OpenCL device",
                "install the driver of the card, or choose Device.Cpu");
        }

        return new GpuDevice(device.CreateAccelerator(context));
    }

    /// <summary>The memory, at least as large as asked for. What it held is lost where it grows.</summary>
    public ArrayView<byte> Reserve(long bytes)
    {
        if (memory is null || memory.Length < bytes)
        {
            memory?.Dispose();
            memory = null;
            memory = Accelerator.Allocate1D<byte>(Math.Max(bytes, 1));
        }

        return memory.View;
    }
}
