using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>What kernels do with a node.</summary>
internal enum NodeRole
{
    /// <summary>A scalar that the host computes once a step.</summary>
    Host,

    /// <summary>An input or a variable: it lies in a buffer before the program starts.</summary>
    Stored,

    /// <summary>Only another place in its input.</summary>
    View,

    /// <summary>Cheap, of what is in no memory or there anyway: computed again wherever it is used.</summary>
    Inline,

    /// <summary>Computed by one kernel, and stored where another one needs it.</summary>
    Computed,
}

/// <summary>The role of every node of a graph, and which computed nodes feed which.</summary>
internal sealed class NodeRoles
{
    private const int NeedsMemory = int.MaxValue / 4 + 1;

    // So many ops over constants and coordinates are cheaper than a load.
    private const int MaximumInlineOps = 4;

    private readonly Dictionary<Node, NodeRole> roles = [];
    private readonly Dictionary<Node, int> inlineOps = [];
    private readonly HashSet<Node> reduced;
    private readonly HashSet<Node> inPlace;
    private readonly Dictionary<Node, ImmutableArray<Node>> sources = [];
    private readonly Dictionary<Node, Node> reordered = [];

    public NodeRoles(Graph graph)
    {
        Graph = graph;
        reduced = [.. graph.Nodes.Where(n => n.Op is ReductionOp).Select(n => Whole(n.Inputs[0]))];
        inPlace = [.. graph.Results.Where(result => IsInPlace(graph, result)).Select(result => result.Value)];
        foreach (var node in graph.Nodes)
            roles.Add(node, Classify(node));
        foreach (var node in graph.Nodes)
            MaterializeWhereNeeded(node);
        StoreUpdatesAsTheyLie();
        foreach (var node in graph.Nodes)
        {
            if (roles[node] == NodeRole.Computed)
                sources.Add(node, FindSources(node));
        }
    }

    public Graph Graph { get; }

    public NodeRole this[Node node] => roles[node];

    /// <summary>All computed nodes, inputs before users.</summary>
    public IEnumerable<Node> Computed => Graph.Nodes.Where(n => roles[n] == NodeRole.Computed);

    /// <summary>The computed and stored nodes that a computed node reads, through views and inlined nodes.</summary>
    public ImmutableArray<Node> Sources(Node node) => sources[node];

    /// <summary>The computed node that a computed view shows all of, in a variable's order of axes; null for other nodes.</summary>
    public Node? Reordered(Node node) => reordered.GetValueOrDefault(node);

    /// <summary>What remains of a node without reshapes: it holds the same elements in the same order.</summary>
    public Node Base(Node node)
    {
        while (node.Op is ReshapingOp && roles[node] != NodeRole.Computed)
            node = node.Inputs[0];
        return node;
    }

    /// <summary>
    /// Whether a placement is the new value of what lies underneath, which nothing else reads: then the one is stored over the other.
    /// </summary>
    public bool IsInPlace(Node node) => inPlace.Contains(node);

    /// <summary>The computed and stored nodes that the value of a node needs, itself where it is one.</summary>
    public ImmutableArray<Node> Reached(Node node)
    {
        var found = ImmutableArray.CreateBuilder<Node>();
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([node]);
        while (pending.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            if (roles[next] is NodeRole.Computed or NodeRole.Stored)
                found.Add(next);
            else if (roles[next] != NodeRole.Host)
                PushInputs(next, pending);
        }

        return found.ToImmutable();
    }

    private static bool IsInPlace(Graph graph, GraphResult result) =>
        result is { Kind: ResultKind.Update, Value: { Op: PlacementOp { Underneath: { } under } } node }
        && node.Inputs[under] is { Op: LeafOp { Kind: LeafKind.Input or LeafKind.Variable } } old
        && result.Name == old.Attributes.Text("name")
        && graph.Results.Count(other => other.Value == node) == 1
        && graph.Nodes.All(user => user == node || !user.Inputs.Contains(old));

    private static void PushInputs(Node node, Stack<Node> pending)
    {
        foreach (var input in node.Inputs)
            pending.Push(input);
    }

    private ImmutableArray<Node> FindSources(Node node) =>
        [.. node.Inputs.SelectMany(input => Reached(input)).Distinct().OrderBy(n => n.Id)];

    private NodeRole Classify(Node node)
    {
        if (IsHost(node))
            return NodeRole.Host;
        switch (node.Op)
        {
            case LeafOp { Kind: LeafKind.Input or LeafKind.Variable }:
                return NodeRole.Stored;
            case LeafOp { Kind: not LeafKind.Random }:
                return NodeRole.Inline;
            case ViewOp or ReshapingOp:
                inlineOps[node] = InlineOps(node.Inputs[0]);
                return NodeRole.View;
            case ElementwiseOp when IsNearlyStored(node):
                inlineOps[node] = NeedsMemory;
                return NodeRole.Inline;
            case ElementwiseOp:
                inlineOps[node] = node.Inputs.Aggregate(1, (sum, input) => Math.Min(sum + InlineOps(input), int.MaxValue / 2));
                return inlineOps[node] <= (node.Shape.Rank == 0 ? int.MaxValue / 4 : MaximumInlineOps)
                    ? NodeRole.Inline
                    : NodeRole.Computed;
            case ReductionOp or StructuredOp or PlacementOp or IndexedOp or MultiResultOp or LeafOp:
                return NodeRole.Computed;
            default:
                throw new InvalidOperationException($"no kernel for {node}");
        }
    }

    /// <summary>How many ops inlining a node costs; very many where it needs memory.</summary>
    private int InlineOps(Node node) => roles[node] switch
    {
        NodeRole.Host => 0,
        NodeRole.Inline or NodeRole.View => inlineOps.GetValueOrDefault(node),
        _ => NeedsMemory,
    };

    /// <summary>
    /// One cheap operation on a product's result, which a reduction reads and which is stored therefore, with what has fewer
    /// axes: its result is computed again rather than stored as well. So batchNorm stores no differences from the mean.
    /// </summary>
    private bool IsNearlyStored(Node node)
    {
        var inputs = node.Inputs.Select(Whole).ToList();
        return node.Op is ElementwiseOp { CpuCall: null } && inputs.Count > 1
            && inputs.Count(i => !IsSpread(i)) == 1
            && inputs.Single(i => !IsSpread(i)) is { Op: StructuredOp } product && reduced.Contains(product);

        static bool IsSpread(Node input) =>
            input.Op is ViewOp { IsImplicit: true } && LongAxes(input.Inputs[0].Shape) < LongAxes(input.Shape);

        static int LongAxes(Shape shape) => shape.Count(d => !d.IsOne);
    }

    /// <summary>What a view shows all of, in some order.</summary>
    private static Node Whole(Node node)
    {
        while (node.Op is ReshapingOp or ViewOp { IsReordering: true })
            node = node.Inputs[0];
        return node;
    }

    private bool IsHost(Node node) =>
        node.Shape.Rank == 0 && node.Type.Element is ElementType.F64 or ElementType.Bool && node.Op switch
        {
            LeafOp { Kind: LeafKind.HostInput or LeafKind.Dimension } => true,
            LeafOp { Kind: LeafKind.Constant } => node.Attributes.Has("value"),
            ElementwiseOp op => op.HostExpression(node) is not null && node.Inputs.All(i => roles[i] == NodeRole.Host),
            _ => false,
        };

    /// <summary>
    /// Makes computed nodes of those that have to lie in memory for their user: the operands of structured roots, what an
    /// index chooses from, what a scan reads, and what is reshaped in a way that only memory can do.
    /// </summary>
    private void MaterializeWhereNeeded(Node node)
    {
        if (node.Op is MultiResultOp loop)
        {
            var origins = node.Inputs.Where((_, i) => loop.ReadsMemory(node, i)).Select(Base);
            foreach (var origin in origins.Where(o => roles[o] is not (NodeRole.Computed or NodeRole.Stored)))
                roles[origin] = NodeRole.Computed;
        }

        if (node.Op is StructuredOp or IndexedOp { Accumulates: false })
        {
            foreach (var input in node.Op is IndexedOp ? node.Inputs[..1] : node.Inputs)
            {
                var origin = input;
                while (roles[origin] == NodeRole.View)
                    origin = origin.Inputs[0];
                if (roles[origin] is NodeRole.Inline or NodeRole.Host)
                    roles[origin] = NodeRole.Computed;
            }
        }

        if (node.Op is ReshapingOp && !IsAffine(node))
        {
            var origin = Base(node);
            if (roles[origin] is not (NodeRole.Computed or NodeRole.Stored))
                roles[origin] = NodeRole.Computed;
        }
    }

    /// <summary>
    /// Makes computed nodes of variables' new values that are computed in another order of axes than the variables lie in, as
    /// those of a convolution's weights: so the kernel that computes one can store it where it belongs.
    /// </summary>
    private void StoreUpdatesAsTheyLie()
    {
        foreach (var value in Graph.Results.Where(r => r.Kind == ResultKind.Update).Select(r => Base(r.Value)))
        {
            if (roles[value] != NodeRole.View || Whole(value) is not { Op: ElementwiseOp } whole || roles[whole] != NodeRole.Computed)
                continue;
            roles[value] = NodeRole.Computed;
            reordered.Add(value, whole);
        }
    }

    private static bool IsAffine(Node reshape) =>
        Place.Identity(reshape.Shape).Reshaped(reshape.Shape, reshape.Inputs[0].Shape) is not null;
}
