using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>Puts what a forward scan has given in the place of nodes that would compute it again.</summary>
/// <param name="saved">The nodes, by the results that hold them.</param>
/// <param name="given">The leaf for a result.</param>
internal sealed class SavedValues(IReadOnlyDictionary<Node, int> saved, Func<int, Node> given, GraphBuilder builder)
{
    private readonly Dictionary<Node, Node> rewritten = [];

    /// <summary>The same value.</summary>
    public Node In(Node value)
    {
        foreach (var node in new Graph("", [new(ResultKind.Output, "", value)]).Nodes)
        {
            if (rewritten.ContainsKey(node))
                continue;
            builder.TakeOrigins(node);
            rewritten.Add(node, Copy(node));
        }

        return rewritten[value];
    }

    // What only saved values need is rewritten, too, and read by nobody.
    private Node Copy(Node node) => saved.TryGetValue(node, out var result)
        ? given(result)
        : builder.Apply(node.Op, [.. node.Inputs.Select(i => rewritten[i])], node.Attributes);
}
