using NetLang.Compiler.Kernels.Lowering;

namespace NetLang.Compiler.Kernels.Fusion;

/// <summary>
/// Work on a product's result for reductions. Before: <c>g = x · w</c>, whose columns are summed, and sums of the rows of
/// <c>g · γ</c> and of <c>g · γ · x̂</c>; as parts of the product's kernel both would be stored beside g. After: the kernel
/// that sums the rows computes them from g, which is stored anyway.
/// </summary>
internal sealed class ReductionInputs(GroupGraph groups, NodeRoles roles)
{
    /// <summary>
    /// Whether all that a group makes of another's results goes to reductions, or to what waits for these, and what it reads of
    /// them is stored anyway: for a reduction, or a product.
    /// </summary>
    public bool Are(int producer, int user)
    {
        if (!IsStored(producer, user))
            return false;
        var seen = new HashSet<int> { user };
        var pending = new Queue<int>(seen);
        var reductions = new List<int>();
        var others = new List<int>();
        while (pending.TryDequeue(out var id))
        {
            foreach (var next in groups.Successors(id).Where(seen.Add))
            {
                if (groups[next].IsReduction)
                    reductions.Add(next);
                else if (groups[next].IsElementwise && !Waits(next))
                    pending.Enqueue(next);
                else
                    others.Add(next);
            }
        }

        return reductions.Count > 0 && others.All(Waits);

        bool Waits(int id) => reductions.Any(reduction => groups.Reaches(reduction, id));
    }

    private bool IsStored(int producer, int user)
    {
        var stored = groups.Successors(producer)
            .Where(reader => !groups[reader].IsElementwise)
            .SelectMany(reader => groups[reader].Reads(roles))
            .ToHashSet();
        return groups[user].Reads(roles).Where(groups[producer].Contains).All(stored.Contains);
    }
}
