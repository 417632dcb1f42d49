using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>Turns a group of nodes into kernels; whether it can is also what decides which nodes may share one.</summary>
/// <param name="mustStore">Whether a member is needed outside of the given group.</param>
internal sealed class GroupLowering(NodeRoles roles, HostScalarTable hosts, Func<Node, KernelGroup, bool> mustStore)
{
    /// <summary>The kernels of a group; null where it cannot be one.</summary>
    /// <param name="locate">Where each node lies that is in memory.</param>
    public ImmutableArray<KernelDraft>? Lower(KernelGroup group, Func<Node, Location> locate)
    {
        if (group.IsLoop)
            return [];
        if (group.IsPlacement)
            return new PlacementLowering(roles, hosts, locate).Lower(group.Members[0]);
        foreach (var domain in Domains(group))
        {
            var lowering = new ExpressionLowering(roles, hosts, group.Members.ToHashSet(), domain, locate);
            if (Lower(group, domain, lowering) is { } draft)
                return [draft];
        }

        return null;
    }

    private static IEnumerable<KernelDomain> Domains(KernelGroup group)
    {
        if (group.Copied is { } copied)
            return [KernelDomain.Elementwise(copied.Shape)];
        if (group.Members.FirstOrDefault(m => m.Op is StructuredOp) is { } root)
        {
            return root.Shape.Rank < 2
                ? [KernelDomain.Structured(root.Shape, false)]
                : [KernelDomain.Structured(root.Shape, false), KernelDomain.Structured(root.Shape, true)];
        }

        return group.Members.FirstOrDefault(m => m.Op is ReductionOp) is { } reduction
            ? [KernelDomain.Reduced(reduction.Inputs[0].Shape, reduction.Attributes.Ints("axes"))]
            : [KernelDomain.Elementwise(group.Members[^1].Shape)];
    }

    private KernelDraft? Lower(KernelGroup group, KernelDomain domain, ExpressionLowering lowering)
    {
        var outputs = new List<DraftOutput>();
        if (group.Copied is { } copied)
        {
            var place = domain.DefaultPlace(copied.Shape)!;
            outputs.Add(new(copied, place.Linear(copied.Shape), lowering.Lower(copied, place)!, PerRow: false));
        }

        // Users first: they decide the places of what they use.
        foreach (var member in group.Members.Reverse())
        {
            if (lowering.Computed(member) is null
                && (domain.DefaultPlace(member.Shape) is not { } place || lowering.Lower(member, place) is null))
                return null;
        }

        foreach (var member in group.Members.Where(m => mustStore(m, group)))
        {
            var (place, expression) = lowering.Computed(member)!.Value;
            if (!domain.IsExact(place, member.Shape))
                return null;
            var perRow = domain.ParallelRank < domain.Rank && domain.CoverageOf(place) == Coverage.Row;
            outputs.Add(new(member, place.Linear(member.Shape), expression, perRow));
        }

        if (lowering.Root is not null && lowering.Reductions.Length > 0)
            return null;
        return new(domain, lowering.Root, lowering.Reductions, [.. outputs], lowering.Loads);
    }
}
