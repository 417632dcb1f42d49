using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Before: a scan of 2,000 steps, of which the gradient keeps what each has computed; after: one of 44 segments of 45 steps and
/// the rest, of which it keeps what each segment began with, and computes it again. For where memory is short.
/// </summary>
public sealed class SegmentScans() : Pass("segment-scans", "Lets gradients compute the steps of scans again, a segment at a time")
{
    public override bool RunsInBodies => false;

    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter().Rewrite(graph);

    private sealed class Rewriter : GraphRewriter
    {
        private readonly Dictionary<NodeKey, IReadOnlyList<Node>?> segmented = [];

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            if (node.Op is not MultiResultOp op)
                return Copy(node, inputs);
            var family = MultiResultOp.Family(node);
            if (!segmented.TryGetValue(family, out var results))
                segmented.Add(family, results = op.Segment(node, inputs, Builder));
            return results is null ? Copy(node, inputs) : results[MultiResultOp.ResultOf(node)];
        }
    }
}
