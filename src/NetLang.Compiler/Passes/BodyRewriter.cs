using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>Puts other graphs in the place of the bodies of scans.</summary>
internal sealed class BodyRewriter(Func<Graph, Graph> map) : GraphRewriter
{
    private readonly Dictionary<Graph, Graph> mapped = []; // the results of one scan share their body

    protected override Node Rewrite(Node node, ImmutableArray<Node> inputs) =>
        node.Attributes.Graphs.IsEmpty || node.Attributes.Graphs.All(body => Map(body) == body)
            ? Copy(node, inputs)
            : Builder.Apply(node.Op, inputs.AsSpan(), node.Attributes.MapGraphs(Map));

    private Graph Map(Graph body)
    {
        if (!mapped.TryGetValue(body, out var result))
            mapped.Add(body, result = map(body));
        return result;
    }
}
