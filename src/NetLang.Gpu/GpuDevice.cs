namespace NetLang.Gpu;

using System;
using ILGPU;
using ILGPU.Runtime;
using NetLang.Runtime;

/// <summary>
/// An accelerator, and a model's memory on it: its variables, and one buffer that all of its programs work in, one after
/// the other.
/// </summary>
internal sealed unsafe class GpuDevice
{
    /// <summary>Bytes of one copy at most: spans count in <c>int</c>.</summary>
    private const int CopyBytes = 1 << 30;

    private readonly object gate = new();
    private MemoryBuffer1D<byte, Stride1D.Dense>? memory;

    public GpuDevice(Accelerator accelerator)
    {
        Accelerator = accelerator;
        Variables = new(this);
        GroupSize = 1;
        while (GroupSize * 2 <= Math.Min(accelerator.MaxNumThreadsPerGroup, GpuLimits.GroupSize))
            GroupSize *= 2;
        LaneColumns = 1;
        while (LaneColumns * LaneColumns < GroupSize)
            LaneColumns *= 2;
    }

    public Accelerator Accelerator { get; }

    /// <summary>What all copies and launches are in order with.</summary>
    public AcceleratorStream Stream => Accelerator.DefaultStream;

    public GpuVariables Variables { get; }

    /// <summary>Lanes a group: a power of two, as the trees of reductions need.</summary>
    public int GroupSize { get; }

    /// <summary>Lanes that stand side by side in the tile that a group computes of a matrix product.</summary>
    public int LaneColumns { get; }

    /// <summary>What one thread at a time may use the device under.</summary>
    public object Gate => gate;

    /// <summary>The device that ILGPU finds best.</summary>
    /// <exception cref="NetLangException">There is no GPU.</exception>
    public static GpuDevice Open()
    {
        // Below O2, ILGPU does not find out that buffers lie in global memory, and addresses them as any memory.
        var context = Context.Create(builder => builder.Default().EnableAlgorithms().Optimize(OptimizationLevel.O2));
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
            memory = Allocate(bytes);
        }

        return memory.View;
    }

    /// <summary>Fills memory of the device, in order with what the stream does.</summary>
    public void Upload(byte* from, ArrayView<byte> to)
    {
        for (var done = 0L; done < to.Length; done += CopyBytes)
        {
            var count = (int)Math.Min(CopyBytes, to.Length - done);
            to.SubView(done, count).CopyFromCPU(Stream, new ReadOnlySpan<byte>(from + done, count));
        }
    }

    /// <summary>Copies memory of the device to the host, in order with what the stream does.</summary>
    public void Download(ArrayView<byte> from, byte* to)
    {
        for (var done = 0L; done < from.Length; done += CopyBytes)
        {
            var count = (int)Math.Min(CopyBytes, from.Length - done);
            from.SubView(done, count).CopyToCPU(Stream, new Span<byte>(to + done, count));
        }
    }

    /// <summary>Memory of its own.</summary>
    public MemoryBuffer1D<byte, Stride1D.Dense> Allocate(long bytes) => Accelerator.Allocate1D<byte>(Math.Max(bytes, 1));
}
