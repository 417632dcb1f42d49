namespace ILGPU.Runtime;

/// <summary>
/// One group of a launch. Lanes run one at a time, in order of their index, each up to its next barrier: so a run has
/// always the same result, and a barrier that some lanes miss is seen.
/// </summary>
internal sealed class GroupRun(KernelConfig config, int groupIndex)
{
    private readonly List<MemoryBlock> shared = [];

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
}
