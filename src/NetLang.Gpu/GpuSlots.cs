namespace NetLang.Gpu;

using System;

/// <summary>
/// A slot for each run that is under way. The host prepares a run, and its inputs go to the device, while runs before it
/// are computed.
/// </summary>
internal sealed class GpuSlots(GpuDevice device)
{
    /// <summary>Runs under way at most.</summary>
    public const int Count = 16;

    // Of large inputs there are fewer, but always some, so that the device rarely waits for the host.
    private const int Least = 4;
    private const long Bytes = 1 << 28;

    private readonly GpuSlot?[] slots = new GpuSlot?[Count];
    private int used;

    /// <summary>A slot for a run; where there is none, waits for all runs that are under way.</summary>
    /// <param name="bytes">Of its inputs and outputs.</param>
    public GpuSlot Next(long bytes)
    {
        if (used == Count || (used >= Least && bytes > Bytes / (used + 1)))
            Finish();
        var slot = slots[used] ??= new(device);
        slot.Reserve(bytes);
        used++;
        return slot;
    }

    /// <summary>Waits for all runs that are under way, and delivers their outputs. Under <see cref="GpuDevice.Gate"/>.</summary>
    public void Finish()
    {
        // Also who has nothing under way: another thread may have waited for its run, and was told instead of it.
        device.ThrowIfFailed();
        if (used == 0)
            return;
        device.Synchronize();
        foreach (var slot in slots.AsSpan(0, used))
            slot!.Deliver();
        used = 0;
    }

    public void Free()
    {
        used = 0;
        foreach (var slot in slots)
            slot?.Free();
    }
}
