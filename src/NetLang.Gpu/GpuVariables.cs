namespace NetLang.Gpu;

using System;
using ILGPU;
using ILGPU.Runtime;
using NetLang.Runtime.Execution;

/// <summary>A model's variables on the device: one buffer, from the first run to the model's end.</summary>
internal sealed unsafe class GpuVariables(GpuDevice device) : VariableMirror
{
    private enum Newer
    {
        Neither,
        Host,
        Device,
    }

    private nint[] addresses = [];
    private long[] bytes = [];
    private long[] offsets = [];
    private Newer[] newer = [];
    private long end;
    private MemoryBuffer1D<byte, Stride1D.Dense>? memory;

    public override void Attach(ReadOnlySpan<nint> addresses, ReadOnlySpan<long> bytes)
    {
        this.addresses = addresses.ToArray();
        this.bytes = bytes.ToArray();
        offsets = new long[bytes.Length];
        newer = new Newer[bytes.Length];
        for (var variable = 0; variable < bytes.Length; variable++)
        {
            offsets[variable] = end;
            end = checked(end + Dimensions.SlotBytes(bytes[variable]));
            newer[variable] = Newer.Host;
        }
    }

    /// <summary>Whether memory of the host is that of the variable, and not of a copy in its place.</summary>
    public bool IsAt(int variable, byte* address) =>
        variable < addresses.Length && addresses[variable] == (nint)address;

    /// <summary>A variable on the device, up to date. Under <see cref="GpuDevice.Gate"/>, as all that follows.</summary>
    public ArrayView<byte> View(int variable)
    {
        var view = Place(variable);
        if (newer[variable] == Newer.Host)
        {
            device.Upload((byte*)addresses[variable], view);
            newer[variable] = Newer.Neither;
        }

        return view;
    }

    /// <summary>Kernels have changed it on the device.</summary>
    public void Changed(int variable) => newer[variable] = Newer.Device;

    public override void Fetch()
    {
        lock (device.Gate)
        {
            for (var variable = 0; variable < newer.Length; variable++)
            {
                if (newer[variable] == Newer.Device)
                    Fetch(variable);
            }
        }
    }

    private void Fetch(int variable)
    {
        device.ThrowIfFailed();
        try
        {
            device.Download(Place(variable), (byte*)addresses[variable]); // which waits for it
        }
        catch (AcceleratorException failure)
        {
            throw device.Failed(failure);
        }

        newer[variable] = Newer.Neither;
    }

    private ArrayView<byte> Place(int variable)
    {
        memory ??= device.Allocate(end);
        ArrayView<byte> all = memory.View;
        return all.SubView(offsets[variable], bytes[variable]);
    }

    public override void Invalidate()
    {
        lock (device.Gate)
            Array.Fill(newer, Newer.Host);
    }

    /// <summary>With all else of the model on the device.</summary>
    public override void Dispose() => device.Dispose();

    public void Free()
    {
        device.Free(memory);
        memory = null;
    }
}
