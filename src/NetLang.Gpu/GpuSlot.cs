namespace NetLang.Gpu;

using System;
using System.Collections.Generic;
using ILGPU;
using ILGPU.Runtime;

/// <summary>
/// Memory for the inputs and outputs of one run, on the device and, for copies, on the host: buffers lie at the same
/// places in both.
/// </summary>
internal sealed unsafe class GpuSlot(GpuDevice device)
{
    /// <summary>Bytes from which a copy goes on beside the launches of runs before: below, waiting for it takes longer.</summary>
    private const int OwnStreamBytes = 1 << 20;

    private readonly List<(nint Host, long Offset, long Bytes)> results = [];
    private MemoryBuffer1D<byte, Stride1D.Dense>? memory;
    private GpuHostMemory? host;

    /// <summary>Makes it large enough. Only while no run uses it.</summary>
    public void Reserve(long bytes)
    {
        if (memory is not null && memory.Length >= bytes)
            return;
        Free();
        var all = device.Allocate(bytes);
        try
        {
            host = new(device.Accelerator, all.Length);
        }
        catch
        {
            device.Free(all);
            throw;
        }

        memory = all;
    }

    /// <summary>A buffer on the device.</summary>
    public ArrayView<byte> View(long offset, long bytes)
    {
        ArrayView<byte> all = memory!.View;
        return all.SubView(offset, bytes);
    }

    /// <summary>Copies an input to the device. The caller's memory is free when it returns.</summary>
    public void Send(byte* from, long offset, long bytes)
    {
        if (bytes == 0)
            return;
        Buffer.MemoryCopy(from, host!.Address + offset, bytes, bytes);
        var isLarge = bytes >= OwnStreamBytes;
        var stream = isLarge ? device.Copies : device.Stream;
        host.View(offset, bytes).CopyTo(stream, View(offset, bytes));
        if (isLarge)
            stream.Synchronize(); // ILGPU has no way to let one stream wait for another
    }

    /// <summary>Lets an output be copied back when the run has computed it.</summary>
    /// <param name="to">Where <see cref="Deliver"/> puts it.</param>
    public void Receive(byte* to, long offset, long bytes)
    {
        if (bytes == 0)
            return;
        View(offset, bytes).CopyTo(device.Stream, host!.View(offset, bytes));
        results.Add(((nint)to, offset, bytes));
    }

    /// <summary>Gives outputs to those that asked for them. The run has ended.</summary>
    public void Deliver()
    {
        foreach (var (to, offset, bytes) in results)
            Buffer.MemoryCopy(host!.Address + offset, (void*)to, bytes, bytes);
        results.Clear();
    }

    public void Free()
    {
        results.Clear();
        device.Free(memory);
        memory = null;
        host?.Dispose();
        host = null;
    }
}
