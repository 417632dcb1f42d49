using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>Before: <c>iota {shape = [T]}</c>; after, with 2 · M in the place of T: <c>iota {shape = [2 * M]}</c>.</summary>
/// <param name="map">What takes the place of a dimension in an attribute of a node, whose name is given.</param>
internal sealed class SymbolSubstitution(Func<Node, string, Dim, Dim> map) : GraphRewriter
{
    /// <summary>The graph with a dimension in the place of a symbol.</summary>
    public static Graph Of(Graph graph, string symbol, Dim replacement)
    {
        var replaced = new SymbolSubstitution((_, _, dim) => Replace(dim)).Rewrite(graph);
        return new(replaced.Name, replaced.Results)
        {
            Requirements = [.. graph.Requirements.Select(r => r with { Value = Replace(r.Value) })],
            States = [.. graph.States.Select(s => s with { Type = Typed(s.Type) })],
            Caches = [.. graph.Caches.Select(c => c with { Type = Typed(c.Type) })],
        };

        Dim Replace(Dim dim) => dim.Substitute(name => name == symbol ? replacement : null);

        TensorType Typed(TensorType type) => type with { Shape = type.Shape.Map(Replace) };
    }

    protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
    {
        var attributes = node.Attributes.MapDims((name, dim) => map(node, name, dim));
        if (!attributes.Graphs.IsEmpty)
            attributes = attributes.MapGraphs(body => new SymbolSubstitution(map).Rewrite(body));
        return attributes.Equals(node.Attributes) ? Copy(node, inputs) : Builder.Apply(node.Op, inputs.AsSpan(), attributes);
    }
}
