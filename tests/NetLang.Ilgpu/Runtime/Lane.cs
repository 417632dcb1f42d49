namespace ILGPU.Runtime;

/// <summary>Where in the source a barrier is.</summary>
internal readonly record struct CodePlace(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}

/// <summary>One thread of a group, as the kernel that runs in it sees the outside.</summary>
internal sealed class Lane(GroupRun run, int index)
{
    [ThreadStatic]
    private static Lane? current;

    /// <summary>The lane that the calling thread runs.</summary>
    public static Lane Current => current ?? throw new KernelFault("Group and Grid exist inside kernels only");

    public GroupRun Run { get; } = run;

    public int Index { get; } = index;

    /// <summary>How many blocks of shared memory this lane has asked for.</summary>
    public int SharedBlocks { get; set; }

    /// <summary>How often this lane has shown a value to its warp.</summary>
    public int Shuffles { get; set; }

    public static void Enter(Lane? lane) => current = lane;
}
