using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Lowering;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>
/// Decides which new values of variables, and of what is kept of each step, are stored straight into these. That is so where every other read of
/// the old value comes before (such an order is added), or is at the same element in the same kernel. The others go
/// through memory of their own and are copied at the end of the program.
/// </summary>
internal static class VariableUpdates
{
    /// <returns>The updates that are not direct.</returns>
    public static ImmutableArray<TensorResult> OrderReads(
        GroupGraph groups,
        NodeRoles roles,
        ResultTable results,
        IReadOnlyDictionary<int, ImmutableArray<KernelDraft>> drafts)
    {
        var readersOf = groups.Ids
            .SelectMany(id => groups[id].Reads(roles).Select(Kept).OfType<(LeafKind, string)>().Distinct(), (id, read) => (id, read))
            .ToLookup(r => r.read, r => r.id);
        var delayed = ImmutableArray.CreateBuilder<TensorResult>();
        foreach (var update in results.Tensors.Where(t => t.Result.Kind == ResultKind.Update))
        {
            var readers = readersOf[Kept(update)].ToList();
            var writer = groups.Producer(update.Node);
            var others = readers.Where(id => id != writer).ToList();
            if (others.Any(id => groups.Reaches(writer, id))
                || (readers.Contains(writer) && !ReadsSameElement(drafts[writer], update)))
            {
                delayed.Add(update);
                continue;
            }

            foreach (var reader in others)
                groups.Order(reader, writer);
        }

        return delayed.ToImmutable();
    }

    private static bool ReadsSameElement(ImmutableArray<KernelDraft> drafts, TensorResult update)
    {
        if (drafts is not [var kernel])
            return false;
        // Several, where its parts are computed side by side.
        var stored = kernel.Outputs.Where(o => o.Node == update.Node).ToList();
        return stored.TrueForAll(o => o.Index is null) && kernel.Loads
            .Where(l => Kept(l.Node) == Kept(update))
            .All(l => l.AtPoint && stored.TrueForAll(o => l.Map.Equals(o.Map)));
    }

    /// <summary>A variable, or an input that is kept from run to run.</summary>
    private static (LeafKind Kind, string Name)? Kept(Node node) =>
        node.Op is LeafOp { Kind: LeafKind.Variable or LeafKind.Input } leaf ? (leaf.Kind, node.Attributes.Text("name")) : null;

    private static (LeafKind Kind, string Name) Kept(TensorResult update) =>
        (update.IsCache ? LeafKind.Input : LeafKind.Variable, update.Result.Name);
}
