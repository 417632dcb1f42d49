using NetLang.Compiler.Text;

namespace NetLang.Compiler.IR;

/// <summary>Makes nodes, each distinct one once (hash-consing), with the type that the op's shape rule gives.</summary>
public sealed class GraphBuilder
{
    private readonly Dictionary<NodeKey, Node> nodes = [];
    private IReadOnlyList<SourceSpan> origins = [];
    private readonly List<Node> made = [];
    private readonly List<Node> asked = [];

    /// <summary>The <see cref="Node.Id"/> of the next node.</summary>
    public int Next { get; private set; }

    /// <summary>The place in the source that new nodes come from, while it is set.</summary>
    public SourceSpan? CurrentSpan
    {
        get => origins.Count > 0 ? origins[0] : null;
        set => origins = value is { } span ? [span] : [];
    }

    /// <summary>All nodes that were made and not discarded, in order.</summary>
    public IReadOnlyList<Node> Nodes => made;

    /// <summary>What <see cref="Apply"/> gave, in order: a node stands here as often as it was asked for.</summary>
    public IReadOnlyList<Node> Asked => asked;

    /// <summary>From here on, new nodes come from the places that this one came from.</summary>
    public void TakeOrigins(Node node) => origins = node.Spans;

    /// <summary>Makes nodes that are newer than those of a graph, so that these can be taken over.</summary>
    public void ContinueFrom(Graph graph)
    {
        foreach (var node in graph.Nodes)
            Next = Math.Max(Next, node.Id + 1);
    }

    /// <summary>
    /// Takes over a node of the graph that is continued, where its inputs have been taken over too; gives the equal one
    /// that it has already, if any.
    /// </summary>
    public Node Take(Node node) => nodes.TryAdd(node.Key, node) ? node : nodes[node.Key];

    /// <summary>Forgets nodes that nothing uses any more.</summary>
    public void Discard(IReadOnlySet<Node> unused)
    {
        made.RemoveAll(unused.Contains);
        foreach (var node in unused)
            nodes.Remove(node.Key);
    }

    /// <summary>The node of an op on inputs that this builder made. The ops' own methods (<c>builder.Add(x, y)</c>) are
    /// extensions in <c>Ops/Nodes</c>.</summary>
    public Node Apply(Op op, ReadOnlySpan<Node> inputs, Attributes? attributes = null)
    {
        var key = new NodeKey(op, attributes ?? Attributes.None, [.. inputs]);
        if (!nodes.TryGetValue(key, out var node))
        {
            var type = op.Infer([.. key.Inputs.Select(i => i.Type)], key.Attributes);
            node = new Node(Next++, key, type);
            nodes.Add(key, node);
            made.Add(node);
        }

        foreach (var span in origins)
            node.AddSpan(span);
        asked.Add(node);
        return node;
    }
}
