using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Copies a graph into a new builder, inputs before users, with a chance to put something else in a node's place. New
/// nodes come from the places that the old one came from.
/// </summary>
public abstract class GraphRewriter
{
    private readonly Dictionary<Node, Node> rewritten = [];

    protected GraphBuilder Builder { get; } = new();

    public Graph Rewrite(Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            Builder.TakeOrigins(node);
            rewritten.Add(node, Rewrite(node, [.. node.Inputs.Select(i => rewritten[i])]));
        }

        return graph.WithResults([.. graph.Results.Select(r => r with { Value = rewritten[r.Value] })]);
    }

    /// <summary>What takes the place of the node, in <see cref="Builder"/>.</summary>
    /// <param name="inputs">What took the place of the node's inputs.</param>
    protected abstract Node Rewrite(Node node, ImmutableArray<Node> inputs);

    protected Node Copy(Node node, ImmutableArray<Node> inputs) =>
        Builder.Apply(node.Op, inputs.AsSpan(), node.Attributes);

    /// <summary>What took the place of a node, or null where it has not been visited.</summary>
    protected Node? Rewritten(Node node) => rewritten.GetValueOrDefault(node);
}
