namespace NetLang.Gpu;

using System;
using System.Reflection;
using ILGPU.Runtime;
using NetLang.Runtime.Execution;

/// <summary>
/// A program whose kernels run on a GPU. To the runtime it looks like any other: a run copies what it reads to the
/// device, launches all kernels in order, and copies back what they wrote.
/// </summary>
internal abstract unsafe class GpuProgram(GpuDevice device) : CompiledProgram
{
    /// <summary>Bytes of one copy at most: spans count in <c>int</c>.</summary>
    private const int CopyBytes = 1 << 30;

    /// <summary>Symbols of the model.</summary>
    protected abstract int SymbolCount { get; }

    /// <summary>The buffers that come back behind the kernels.</summary>
    protected abstract int[] Written { get; }

    /// <summary>The host holds no temporary buffers.</summary>
    public sealed override long PlanArena(ReadOnlySpan<long> symbols, Span<long> offsets)
    {
        offsets.Clear();
        return 0;
    }

    public sealed override void Run(ExecutionFrame* frame, WorkerPool pool)
    {
        var buffers = Spec.Buffers;
        var symbols = new ReadOnlySpan<long>(frame->Symbols, SymbolCount);
        var offsets = stackalloc long[buffers.Length];
        var bytes = stackalloc long[buffers.Length];
        var end = Plan(symbols, new(offsets, buffers.Length), new(bytes, buffers.Length));
        lock (device.Gate)
        {
            var memory = device.Reserve(end);
            var stream = device.Accelerator.DefaultStream;
            for (var number = 0; number < buffers.Length; number++)
            {
                var isRead = buffers[number].Role is BufferRole.Input or BufferRole.Variable;
                for (var done = 0L; isRead && done < bytes[number]; done += CopyBytes)
                {
                    var count = (int)Math.Min(CopyBytes, bytes[number] - done);
                    memory.SubView(offsets[number] + done, count)
                        .CopyFromCPU(stream, new ReadOnlySpan<byte>(frame->Buffers[number] + done, count));
                }
            }

            Launch(new GpuFrame(device, memory, frame, offsets, bytes));
            foreach (var number in Written)
            {
                for (var done = 0L; done < bytes[number]; done += CopyBytes)
                {
                    var count = (int)Math.Min(CopyBytes, bytes[number] - done);
                    memory.SubView(offsets[number] + done, count)
                        .CopyToCPU(stream, new Span<byte>(frame->Buffers[number] + done, count));
                }
            }

            stream.Synchronize();
        }
    }

    /// <summary>As <see cref="CompiledProgram.PlanArena"/>, for the device.</summary>
    protected abstract long PlanDeviceArena(ReadOnlySpan<long> symbols, Span<long> offsets);

    /// <summary>The size of each buffer.</summary>
    protected abstract void Measure(ReadOnlySpan<long> symbols, Span<long> bytes);

    /// <summary>Launches all kernels, without waiting for them.</summary>
    protected abstract void Launch(GpuFrame frame);

    /// <summary>Compiles a kernel for the device.</summary>
    protected TDelegate Load<TDelegate>(string kernel)
        where TDelegate : Delegate =>
        device.Accelerator.LoadKernel<TDelegate>(
            GetType().GetMethod(kernel, BindingFlags.NonPublic | BindingFlags.Static)!);

    /// <summary>Temporary buffers first, then all others, each with an own place.</summary>
    private long Plan(ReadOnlySpan<long> symbols, Span<long> offsets, Span<long> bytes)
    {
        var slots = new long[Spec.ArenaSlots];
        var end = PlanDeviceArena(symbols, slots);
        Measure(symbols, bytes);
        var buffers = Spec.Buffers;
        for (var number = 0; number < buffers.Length; number++)
        {
            var isTemporary = buffers[number].Role == BufferRole.Arena;
            offsets[number] = isTemporary ? slots[buffers[number].Index] : end;
            if (!isTemporary)
                end = checked(end + Dimensions.SlotBytes(bytes[number]));
        }

        return end;
    }
}
