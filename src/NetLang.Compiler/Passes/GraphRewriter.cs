using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Visits a graph, inputs before users, with a chance to put something else in a node's place. New nodes come from the
/// places that the old one came from; what does not change is not copied.
/// </summary>
public abstract class GraphRewriter
{
    private readonly Dictionary<Node, Node> rewritten = [];

    protected GraphBuilder Builder { get; } = new();

    public Graph Rewrite(Graph graph)
    {
        Builder.ContinueFrom(graph);
        foreach (var node in graph.Nodes)
        {
            Builder.TakeOrigins(node);
            rewritten.Add(node, Rewrite(node, Inputs(node)));
        }

        return graph.Results.All(r => rewritten[r.Value] == r.Value)
            ? graph
            : graph.WithResults([.. graph.Results.Select(r => r with { Value = rewritten[r.Value] })]);
    }

    /// <summary>What takes the place of the node, in <see cref="Builder"/>.</summary>
    /// <param name="inputs">What took the place of the node's inputs.</param>
    protected abstract Node Rewrite(Node node, ImmutableArray<Node> inputs);

    /// <summary>The same op on what took the place of its inputs.</summary>
    protected Node Copy(Node node, ImmutableArray<Node> inputs) => inputs.AsSpan().SequenceEqual(node.Inputs.AsSpan())
        ? Builder.Take(node)
        : Builder.Apply(node.Op, inputs.AsSpan(), node.Attributes);

    /// <summary>What took the place of a node, or null where it has not been visited.</summary>
    protected Node? Rewritten(Node node) => rewritten.GetValueOrDefault(node);

    private ImmutableArray<Node> Inputs(Node node)
    {
        foreach (var input in node.Inputs)
        {
            if (rewritten[input] != input)
                return [.. node.Inputs.Select(i => rewritten[i])];
        }

        return node.Inputs;
    }
}
