using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Before: a scan with five results, of which two are read; after: one with these two, whose body computes no more than
/// they need. Prediction does not keep what only gradients read.
/// </summary>
public sealed class DropUnreadResults() : Pass("drop-unread-results", "Computes only those results of scans that are read")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter(graph).Rewrite(graph);

    private sealed class Rewriter(Graph graph) : GraphRewriter
    {
        private readonly ILookup<NodeKey, Node> families = MultiResultOp.Families(graph.Nodes);
        private readonly Dictionary<NodeKey, IReadOnlyDictionary<int, Node>> kept = [];

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            if (node.Op is not MultiResultOp op)
                return Copy(node, inputs);
            var family = MultiResultOp.Family(node);
            if (!kept.TryGetValue(family, out var results))
            {
                var used = families[family].Select(MultiResultOp.ResultOf).ToHashSet();
                kept.Add(family, results = op.Keep(node, inputs, used, Builder));
            }

            return results[MultiResultOp.ResultOf(node)];
        }
    }
}
