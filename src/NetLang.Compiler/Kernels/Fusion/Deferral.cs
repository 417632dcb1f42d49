using NetLang.Compiler.Kernels.Lowering;

namespace NetLang.Compiler.Kernels.Fusion;

/// <summary>
/// What a gradient asks of a forward result. Before: <c>y = tanh(x · w)</c>, <c>d = 1 − y · y</c> and, much later,
/// <c>d · g</c>; d would be stored beside y. After: d is computed where it is multiplied, from y, which is stored anyway.
/// </summary>
internal sealed class Deferral(GroupGraph groups, NodeRoles roles)
{
    /// <summary>More than lies between a result and what its gradient makes of it.</summary>
    private const int MostLocal = 32;

    /// <summary>
    /// Whether work on a group's results should wait: all that comes of it ends where something else is needed
    /// that comes after the given group too, but not at once; and what it reads of that group is stored for others.
    /// </summary>
    public bool IsForLater(int producer, int user)
    {
        // What nobody else reads is stored for nobody else.
        if (!groups.Successors(producer).Any(other => other != user) || Local(producer) is not { } local || !local.Contains(user))
            return false;
        var waiting = new HashSet<int> { user };
        var pending = new Queue<int>(waiting);
        var ends = 0;
        while (pending.TryDequeue(out var id))
        {
            foreach (var next in groups.Successors(id))
            {
                if (local.Contains(next))
                {
                    if (waiting.Add(next))
                        pending.Enqueue(next);
                }
                else if (AfterOthers(next, producer, local))
                {
                    ends++;
                }
                else
                {
                    return false;
                }
            }
        }

        return ends > 0 && IsStored(producer, user, waiting);
    }

    /// <summary>What can be computed as soon as a group is: elementwise work and reductions; null where that is very much.</summary>
    private HashSet<int>? Local(int producer)
    {
        var local = new HashSet<int>();
        var pending = new Queue<int>([producer]);
        while (pending.TryDequeue(out var id))
        {
            foreach (var next in groups.Successors(id))
            {
                if (!(groups[next].IsElementwise || groups[next].IsReduction) || AfterOthers(next, producer, local) || !local.Add(next))
                    continue;
                if (local.Count == MostLocal)
                    return null;
                pending.Enqueue(next);
            }
        }

        return local;
    }

    private bool AfterOthers(int id, int producer, HashSet<int> local) =>
        groups.Sources(id).Any(other => other != producer && !local.Contains(other) && groups.Reaches(producer, other));

    private bool IsStored(int producer, int user, HashSet<int> waiting)
    {
        var others = groups.Successors(producer)
            .Where(reader => !waiting.Contains(reader))
            .SelectMany(reader => groups[reader].Reads(roles))
            .ToHashSet();
        return groups[user].Reads(roles).Where(groups[producer].Contains).All(others.Contains);
    }
}
