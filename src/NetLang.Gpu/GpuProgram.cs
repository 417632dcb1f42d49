namespace NetLang.Gpu;

using System;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using NetLang.Runtime.Execution;

/// <summary>
/// A program whose kernels run on a GPU. To the runtime it looks like any other: a run copies its inputs to the device and
/// launches all kernels in order; its outputs come back when somebody waits for them. Variables stay on the device.
/// </summary>
internal abstract unsafe class GpuProgram(GpuDevice device) : CompiledProgram
{
    private GpuPlan? current;
    private GpuPlan? previous;
    private GpuPlace[]? places;
    private bool isLoading;

    public sealed override int RunsAhead => GpuSlots.Count;

    /// <summary>Symbols of the model.</summary>
    protected abstract int SymbolCount { get; }

    /// <summary>The buffers that kernels write and that outlive the run.</summary>
    protected abstract int[] Written { get; }

    /// <summary>What is launched, in order.</summary>
    protected abstract GpuEntry[] Entries { get; }

    /// <summary>The host holds no temporary buffers.</summary>
    public sealed override long PlanArena(ReadOnlySpan<long> symbols, Span<long> offsets)
    {
        offsets.Clear();
        return 0;
    }

    public sealed override void Run(ExecutionFrame* frame, WorkerPool pool)
    {
        lock (device.Gate)
        {
            device.ThrowIfFailed();
            try
            {
                Start(frame);
            }
            catch (Exception failure) when (failure is AcceleratorException or CuBlasException)
            {
                throw device.Failed(failure); // of this run or one before: a device tells of it whenever it is asked for more
            }
        }
    }

    public sealed override void Finish()
    {
        lock (device.Gate)
            device.Slots.Finish();
    }

    /// <summary>As <see cref="CompiledProgram.PlanArena"/>, for the device.</summary>
    protected abstract long PlanDeviceArena(ReadOnlySpan<long> symbols, Span<long> offsets);

    /// <summary>The size of each buffer.</summary>
    protected abstract void Measure(ReadOnlySpan<long> symbols, Span<long> bytes);

    /// <summary>Launches all kernels, without waiting for them.</summary>
    protected abstract void Launch(GpuFrame frame);

    private void Start(ExecutionFrame* frame)
    {
        if (!isLoading)
        {
            foreach (var entry in Entries)
                entry.BeginLoading();
            isLoading = true;
        }

        var plan = Plan(frame);
        var slot = device.Slots.Next(plan.Slot);
        Provide(plan, slot, frame);
        MarkChanged(plan);
        Launch(new GpuFrame(device, frame, plan.Views));
        TakeBack(plan, slot, frame);
    }

    // Before the launches: where one of them is refused, those in front of it have changed variables all the same.
    private void MarkChanged(GpuPlan plan)
    {
        foreach (var number in Written)
        {
            if (plan.Places[number] == GpuPlace.Variables)
                device.Variables.Changed(Spec.Buffers[number].Index);
        }
    }

    /// <summary>Buffers where kernels find them, with what they read.</summary>
    private void Provide(GpuPlan plan, GpuSlot slot, ExecutionFrame* frame)
    {
        var memory = device.Reserve(plan.Work);
        var buffers = Spec.Buffers;
        for (var number = 0; number < buffers.Length; number++)
        {
            var (offset, bytes) = (plan.Offsets[number], plan.Bytes[number]);
            plan.Views[number] = plan.Places[number] switch
            {
                GpuPlace.Work => memory.SubView(offset, bytes),
                GpuPlace.Slot => slot.View(offset, bytes),
                _ => device.Variables.View(buffers[number].Index),
            };
            if (buffers[number].Role is BufferRole.Input or BufferRole.Cache)
                slot.Send(frame->Buffers[number], offset, bytes);
            else if (buffers[number].Role == BufferRole.Variable && plan.Places[number] == GpuPlace.Work)
                device.Upload(frame->Buffers[number], plan.Views[number]);
        }
    }

    private void TakeBack(GpuPlan plan, GpuSlot slot, ExecutionFrame* frame)
    {
        foreach (var number in Written)
        {
            if (plan.Places[number] == GpuPlace.Slot)
                slot.Receive(frame->Buffers[number], plan.Offsets[number], plan.Bytes[number]);
            else if (plan.Places[number] == GpuPlace.Work)
                device.Download(plan.Views[number], frame->Buffers[number]);
        }
    }

    // The last batch of an epoch has another size than the others.
    private GpuPlan Plan(ExecutionFrame* frame)
    {
        var buffers = Spec.Buffers;
        places ??= new GpuPlace[buffers.Length];
        for (var number = 0; number < buffers.Length; number++)
        {
            places[number] = buffers[number].Role switch
            {
                BufferRole.Arena => GpuPlace.Work,
                BufferRole.Variable when device.Variables.IsAt(buffers[number].Index, frame->Buffers[number]) =>
                    GpuPlace.Variables,
                BufferRole.Variable => GpuPlace.Work, // a copy in its place
                _ => GpuPlace.Slot,
            };
        }

        var symbols = new ReadOnlySpan<long>(frame->Symbols, SymbolCount);
        if (current?.Fits(symbols, places) != true)
        {
            var plan = previous?.Fits(symbols, places) == true ? previous : NewPlan(symbols, places);
            (current, previous) = (plan, current);
        }

        return current!;
    }

    private GpuPlan NewPlan(ReadOnlySpan<long> symbols, GpuPlace[] places)
    {
        var buffers = Spec.Buffers;
        var (slots, offsets, bytes) = (new long[Spec.ArenaSlots], new long[buffers.Length], new long[buffers.Length]);
        var (work, slot) = (PlanDeviceArena(symbols, slots), 0L);
        Measure(symbols, bytes);
        for (var number = 0; number < buffers.Length; number++)
        {
            if (buffers[number].Role == BufferRole.Arena)
                offsets[number] = slots[buffers[number].Index];
            else if (places[number] == GpuPlace.Work)
                offsets[number] = Append(ref work, bytes[number]);
            else if (places[number] == GpuPlace.Slot)
                offsets[number] = Append(ref slot, bytes[number]);
        }

        return new(symbols.ToArray(), [.. places], offsets, bytes, work, slot);
    }

    private static long Append(ref long end, long bytes)
    {
        var offset = end;
        end = checked(end + Dimensions.SlotBytes(bytes));
        return offset;
    }
}
