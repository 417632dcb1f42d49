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

        if (group.Scatter is { } scatter)
            return [ScatterLowering.Domain(scatter)];
        return group.Members.FirstOrDefault(m => m.Op is ReductionOp) is { } reduction
            ? [KernelDomain.Reduced(reduction.Inputs[0].Shape, reduction.Attributes.Ints("axes"))]
            : [KernelDomain.Elementwise(AtPoints(group.Members[^1]))];
    }

    /// <summary>The shape of what is computed at each point: of a placement, that of any input.</summary>
    private static Shape AtPoints(Node member) => member.Op is PlacementOp ? member.Inputs[0].Shape : member.Shape;

    private KernelDraft? Lower(KernelGroup group, KernelDomain domain, ExpressionLowering lowering)
    {
        var outputs = new List<DraftOutput>();
        if (group.Copied is { } copied)
        {
            var place = domain.DefaultPlace(copied.Shape)!;
            outputs.Add(new(copied, place.Linear(copied.Shape), lowering.Lower(copied, place)!, PerRow: false));
        }

        var scatter = group.Scatter;
        if (scatter is not null)
        {
            if (ScatterLowering.Lower(scatter, domain, lowering) is not { } sums)
                return null;
            outputs.Add(sums);
        }

        // Users first: they decide the places of what they use. What shows another member in a variable's order does not
        // where a product or a reduction has an order of its own.
        var isOrdered = !group.IsElementwise;
        foreach (var member in group.Members.Reverse().Where(m => m != scatter && !(isOrdered && IsReordered(m, group))))
        {
            if (member.Op is PlacementOp)
            {
                if (!Place(member, domain, lowering, outputs))
                    return null;
            }
            else if (lowering.Computed(member) is null
                && (domain.DefaultPlace(member.Shape) is not { } place || lowering.Lower(member, place) is null))
                return null;
        }

        foreach (var member in group.Members.Where(m => m != scatter && m.Op is not PlacementOp && mustStore(m, group)))
        {
            // The points of a scatter are visited only where they are added to something.
            if (scatter is not null)
                return null;
            if (lowering.ComputedThrough(member) is not var (place, expression) || !domain.IsExact(place, member.Shape))
                return null;
            outputs.Add(new(member, place.Linear(member.Shape), expression, domain.IsRow(place)));
        }

        if (lowering.Root is { } root && (lowering.Reductions.Length > 0 || (root.Root.StoresItself && group.Members.Length > 1)))
            return null;
        return new(domain, lowering.Root, lowering.Reductions, [.. outputs], lowering.Loads);
    }

    /// <summary>Stores each input of a placement in its box of the result; whether that is possible.</summary>
    private static bool Place(Node placement, KernelDomain domain, ExpressionLowering lowering, List<DraftOutput> outputs)
    {
        foreach (var (input, offset) in placement.Inputs.Zip(((PlacementOp)placement.Op).Offsets(placement)))
        {
            if (domain.DefaultPlace(input.Shape) is not { } source || !domain.IsExact(source, input.Shape)
                || lowering.Lower(input, source) is not { } value)
                return false;
            outputs.Add(new(placement, source.Shifted(offset).Linear(placement.Shape), value, domain.IsRow(source)));
        }

        return true;
    }

    private bool IsReordered(Node member, KernelGroup group) => roles.Reordered(member) is { } whole && group.Contains(whole);
}
