using NetLang.Compiler.Kernels.Lowering;

namespace NetLang.Compiler.Kernels.Fusion;

/// <summary>
/// Puts nodes into kernels together, greedily. Before: a group a node. After:
/// <code>
/// matmul → add bias → relu        one kernel: the epilogue works on the tile while it is in cache
/// max → sub → exp → sum → div     one kernel: all of a row while it is in cache
/// sum over rows → update of bias  one kernel
/// mul → add → tanh                one kernel
/// </code>
/// What a merge must not do is known elsewhere: <see cref="GroupGraph.CanMerge"/> (no cycles) and
/// <see cref="GroupLowering"/> (one domain, each node once a point). Here is only the order in which they are tried.
/// </summary>
internal sealed class Fuser(GroupGraph groups, NodeRoles roles, GroupLowering lowering)
{
    /// <summary>What a launch on a GPU can pass: devices of OpenCL take at least 1,024 bytes, a buffer is 24.</summary>
    public const int MaximumBuffers = 40;

    // Beyond this, registers spill and nobody can read the kernel any more.
    private const int MaximumMembers = 128;

    // As many as emitted code can tell apart, and far more than one reader of a row has use for.
    private const int MaximumReductions = 31;

    private readonly Deferral deferral = new(groups, roles);
    private readonly ReductionInputs reductionInputs = new(groups, roles);
    private readonly Dictionary<(int Producer, int Consumer), Refusal> refusals = [];

    /// <summary>Why groups that remain do not hold what they read of others, where they could have.</summary>
    public IEnumerable<(int Producer, int Consumer, Refusal Refusal)> Refusals =>
        from producer in groups.Ids
        from consumer in groups.Successors(producer)
        where Refused(producer, consumer) is not null
        select (producer, consumer, Refused(producer, consumer)!.Value);

    public void Run()
    {
        // Products first: nowhere does elementwise work cost less than on their tiles.
        GrowAll(group => group.IsStructured, neighbour => neighbour.IsElementwise);
        GrowAll(group => group.IsReduction, neighbour => neighbour.IsElementwise || neighbour.IsReduction);
        GrowAll(group => group.IsScatter, neighbour => neighbour.IsElementwise);
        GrowAll(group => group.IsElementwise, neighbour => neighbour.IsElementwise);
        MergeSiblings(group => group.IsReduction);
        MergeSiblings(group => group.IsElementwise);
    }

    private void GrowAll(Predicate<KernelGroup> seeds, Predicate<KernelGroup> neighbours)
    {
        foreach (var id in groups.Ids.ToList())
        {
            if (groups.Exists(id) && seeds(groups[id]))
                Grow(id, neighbours);
        }
    }

    /// <summary>Takes in users and inputs of a group until none fits.</summary>
    private void Grow(int id, Predicate<KernelGroup> accepts)
    {
        // Users before inputs: an input that several groups could take is stored where its first user is.
        while (groups.Successors(id).Concat(groups.Predecessors(id)).Any(n => accepts(groups[n]) && TryMerge(id, n)))
        {
            // What was refused before may fit now.
        }
    }

    /// <summary>Groups of one kind that read the same: they read it once when they are one kernel.</summary>
    private void MergeSiblings(Predicate<KernelGroup> kind)
    {
        var readers = groups.Ids.Where(id => kind(groups[id]))
            .SelectMany(id => groups[id].Reads(roles).Distinct(), (id, source) => (id, source))
            .ToLookup(r => r.source, r => r.id);
        foreach (var siblings in readers)
        {
            var ids = siblings.ToList();
            for (var i = 0; i < ids.Count; i++)
            {
                for (var j = i + 1; j < ids.Count; j++)
                {
                    if (groups.Exists(ids[i]) && groups.Exists(ids[j]))
                        TryMerge(ids[i], ids[j]);
                }
            }
        }
    }

    private bool TryMerge(int a, int b)
    {
        if (groups[a].Members.Length + groups[b].Members.Length > MaximumMembers)
            return Refuse(a, b, Refusal.Size);
        if (!groups.CanMerge(a, b))
            return Refuse(a, b, Refusal.Between);
        if (groups.Reaches(a, b) ? deferral.IsForLater(a, b) : groups.Reaches(b, a) && deferral.IsForLater(b, a))
            return Refuse(a, b, Refusal.Later);
        if (groups[a].IsStructured && groups.Reaches(a, b) && reductionInputs.Are(a, b))
            return Refuse(a, b, Refusal.Reduced);
        var merged = groups.Merged(a, b);
        if (Refused(merged) is { } refusal)
            return Refuse(a, b, refusal);
        groups.Merge(a, b, merged);
        return true;
    }

    private bool Refuse(int a, int b, Refusal refusal)
    {
        refusals[(a, b)] = refusals[(b, a)] = refusal;
        return false;
    }

    private Refusal? Refused(KernelGroup merged)
    {
        if (lowering.Lower(merged, Location.Unassigned) is not [var draft])
            return Refusal.Domain;
        var buffers = draft.Loads.Select(l => l.Node).Concat(draft.Outputs.Select(o => o.Node)).Distinct().Count();
        if (draft.Reductions.Length > MaximumReductions || buffers > MaximumBuffers)
            return Refusal.Size;
        return ParallelWork.IsKept(draft) ? null : Refusal.Parallelism;
    }

    private Refusal? Refused(int producer, int consumer)
    {
        if (refusals.TryGetValue((producer, consumer), out var refusal))
            return refusal;
        return groups[producer].IsStructured && groups[consumer].IsReduction ? Refusal.Tiles : null;
    }
}
