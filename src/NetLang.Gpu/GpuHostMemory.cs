namespace NetLang.Gpu;

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

/// <summary>Memory of the host that stays where it is, so that a device copies from and to it on its own.</summary>
internal sealed unsafe class GpuHostMemory : IDisposable
{
    private const int Page = 4096;

    private readonly Accelerator accelerator;
    private readonly PageLockScope<byte> pages;

    // On OpenCL, ILGPU copies as many bytes as the host's buffer has, whatever part of it is meant: so each part is one.
    private readonly Dictionary<(long Offset, long Bytes), CPUMemoryBuffer> parts = [];

    public GpuHostMemory(Accelerator accelerator, long bytes)
    {
        this.accelerator = accelerator;
        Address = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Page);
        try
        {
            pages = accelerator.CreatePageLockFromPinned<byte>((nint)Address, bytes);
        }
        catch
        {
            NativeMemory.AlignedFree(Address);
            GC.SuppressFinalize(this);
            throw;
        }
    }

    // Nobody has to dispose of a model.
    ~GpuHostMemory() => Free();

    public byte* Address { get; }

    public ArrayView<byte> View(long offset, long bytes)
    {
        if (!parts.TryGetValue((offset, bytes), out var part))
            parts.Add((offset, bytes), part = CPUMemoryBuffer.Create(accelerator, (nint)(Address + offset), bytes, 1));
        return part.AsArrayView<byte>(0, bytes);
    }

    public void Dispose()
    {
        foreach (var part in parts.Values)
            part.Dispose();
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        try
        {
            pages.Dispose();
        }
        catch (AcceleratorException)
        {
            return; // a driver that failed may still hold the pages
        }

        NativeMemory.AlignedFree(Address);
    }
}
