namespace NetLang.Gpu;

using System;
using System.Reflection;
using NetLang.Runtime.Execution;

/// <summary>
/// A program whose kernels run on a GPU. To the runtime it looks like any other: a run copies its inputs to the device,
/// launches all kernels in order, and copies its outputs back. Variables stay on the device.
/// </summary>
internal abstract unsafe class GpuProgram(GpuDevice device) : CompiledProgram
{
    private GpuPlan? current;
    private GpuPlan? previous;

    /// <summary>Symbols of the model.</summary>
    protected abstract int SymbolCount { get; }

    /// <summary>The buffers that kernels write and that outlive the run.</summary>
    protected abstract int[] Written { get; }

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
            var plan = Plan(new(frame->Symbols, SymbolCount));
            Provide(plan, frame);
            Launch(new GpuFrame(device, frame, plan.Views));
            TakeBack(plan, frame);
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

    /// <summary>Buffers where kernels find them: variables where they live, the others in working memory.</summary>
    private void Provide(GpuPlan plan, ExecutionFrame* frame)
    {
        var memory = device.Reserve(plan.End);
        var buffers = Spec.Buffers;
        for (var number = 0; number < buffers.Length; number++)
        {
            if (IsResident(number, frame))
            {
                plan.Views[number] = device.Variables.View(buffers[number].Index);
                continue;
            }

            plan.Views[number] = memory.SubView(plan.Offsets[number], plan.Bytes[number]);
            if (buffers[number].Role is BufferRole.Input or BufferRole.Variable)
                device.Upload(frame->Buffers[number], plan.Views[number]);
        }
    }

    private void TakeBack(GpuPlan plan, ExecutionFrame* frame)
    {
        var isAny = false;
        foreach (var number in Written)
        {
            if (IsResident(number, frame))
            {
                device.Variables.Changed(Spec.Buffers[number].Index);
                continue;
            }

            device.Download(plan.Views[number], frame->Buffers[number]);
            isAny = true;
        }

        if (isAny)
            device.Stream.Synchronize();
    }

    /// <summary>Whether a buffer is a variable of the model, and not a copy in its place.</summary>
    private bool IsResident(int number, ExecutionFrame* frame) =>
        Spec.Buffers[number].Role == BufferRole.Variable
        && device.Variables.IsAt(Spec.Buffers[number].Index, frame->Buffers[number]);

    // The last batch of an epoch has another size than the others.
    private GpuPlan Plan(ReadOnlySpan<long> symbols)
    {
        if (current?.Fits(symbols) != true)
            (current, previous) = (previous?.Fits(symbols) == true ? previous : NewPlan(symbols), current);
        return current!;
    }

    /// <summary>Temporary buffers first, then all others, each with an own place.</summary>
    private GpuPlan NewPlan(ReadOnlySpan<long> symbols)
    {
        var buffers = Spec.Buffers;
        var (slots, offsets, bytes) = (new long[Spec.ArenaSlots], new long[buffers.Length], new long[buffers.Length]);
        var end = PlanDeviceArena(symbols, slots);
        Measure(symbols, bytes);
        for (var number = 0; number < buffers.Length; number++)
        {
            var isTemporary = buffers[number].Role == BufferRole.Arena;
            offsets[number] = isTemporary ? slots[buffers[number].Index] : end;
            if (!isTemporary)
                end = checked(end + Dimensions.SlotBytes(bytes[number]));
        }

        return new(symbols.ToArray(), offsets, bytes, end);
    }
}
