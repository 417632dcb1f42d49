using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>A placement as kernels that fill one buffer: zeros where there are gaps, then each input into its box, but what lies there.</summary>
internal sealed class PlacementLowering(NodeRoles roles, HostScalarTable hosts, Func<Node, Location> locate)
{
    public ImmutableArray<KernelDraft> Lower(Node node)
    {
        var placement = (PlacementOp)node.Op;
        var kernels = ImmutableArray.CreateBuilder<KernelDraft>();
        if (placement.HasGaps(node))
            kernels.Add(Zeros(node));
        foreach (var (number, offset) in placement.Offsets(node).Index().Where(o => !(roles.IsInPlace(node) && o.Index == placement.Underneath)))
            kernels.Add(Box(node, node.Inputs[number], offset));
        return kernels.ToImmutable();
    }

    private static KernelDraft Zeros(Node node)
    {
        var domain = KernelDomain.Elementwise(node.Shape);
        var map = domain.DefaultPlace(node.Shape)!.Linear(node.Shape);
        return new(domain, null, [], [new(node, map, new ConstantExpression(node.Type.Element, 0), false)], []);
    }

    private KernelDraft Box(Node node, Node input, Shape offset)
    {
        var domain = KernelDomain.Elementwise(input.Shape);
        var lowering = new ExpressionLowering(roles, hosts, ImmutableHashSet<Node>.Empty, domain, locate);
        var source = domain.DefaultPlace(input.Shape)!;
        var value = lowering.Lower(input, source)!;
        return new(domain, null, [], [new(node, source.Shifted(offset).Linear(node.Shape), value, false)], lowering.Loads);
    }
}
