namespace ILGPU.Runtime;

/// <summary>
/// One group of a launch. Lanes run one at a time, in order of their index, each up to its next barrier: so a run has
/// always the same result, and a barrier that some lanes miss is seen.
/// </summary>
internal sealed class GroupRun(Device device, KernelConfig config, int groupIndex)
{
    private readonly object?[] shown = new object?[2 * config.GroupDim.X];
    private readonly List<MemoryBlock> shared = [];

    public Device Device { get; } = device;

    public KernelConfig Config { get; } = config;

    public int GroupIndex { get; } = groupIndex;

    /// <summary>Lets a lane of a kernel with barriers wait; null in one without.</summary>
    public LaneScheduler? Scheduler { get; init; }

    /// <summary>The same memory for the same request of every lane.</summary>
    public MemoryBlock Shared(Lane lane, int elements, int elementSize)
    {
        var number = lane.SharedBlocks++;
        if (number == shared.Count)
            shared.Add(MemoryBlock.Shared(elements, elementSize));
        return shared[number];
    }

    /// <summary>A lane has come to a barrier, or to its end.</summary>
    public unsafe void EndTurn(Lane lane)
    {
        foreach (var block in shared)
            block.Accesses!.EndTurn(block.Address, lane.Index);
    }

    /// <summary>All lanes have.</summary>
    public void EndRound()
    {
        foreach (var block in shared)
            block.Accesses!.EndRound();
    }

    public void Barrier(Lane lane, CodePlace place)
    {
        EndTurn(lane);
        // A group of one lane has nobody to wait for.
        if (Config.GroupDim.X > 1)
            (Scheduler ?? throw new KernelFault("a barrier that was not found in the kernel's code")).Wait(lane, place);
    }

    /// <summary>A lane shows a value to its warp, and sees that of another lane; its own, where there is none.</summary>
    public T Shuffle<T>(Lane lane, T value, int source, CodePlace place)
        where T : unmanaged
    {
        // While some lanes of a warp look at this value, others may show the next one.
        var half = lane.Shuffles++ % 2 * Config.GroupDim.X;
        shown[half + lane.Index] = value;
        EndTurn(lane);
        if (Config.GroupDim.X > 1)
            (Scheduler ?? throw new KernelFault("a shuffle that was not found in the kernel's code")).WaitForWarp(lane, place);
        var isOther = source / Device.WarpSize == lane.Index / Device.WarpSize && source < Config.GroupDim.X;
        return isOther ? (T)shown[half + source]! : value;
    }
}
