using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Before: a scan that gives what the program reads; after: one that gives all that its steps compute, from which its
/// gradient takes what it needs instead of computing it again. What it does not take is dropped later. Without this pass
/// gradients keep nothing but the carries, which takes less memory and more time.
/// </summary>
public sealed class SaveForGradients() : Pass("save-for-gradients", "Lets the steps of scans keep what their gradients read")
{
    public override bool RunsInBodies => false;

    public override Graph Run(Graph graph, DiagnosticBag diagnostics) =>
        graph.Nodes.Any(n => n.Op is PlaceholderOp) ? new Rewriter().Rewrite(graph) : graph;

    private sealed class Rewriter : GraphRewriter
    {
        private readonly Dictionary<NodeKey, Attributes> saved = [];

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            if (node.Op is not MultiResultOp op)
                return Copy(node, inputs);
            var family = MultiResultOp.Family(node);
            if (!saved.TryGetValue(family, out var attributes))
                saved.Add(family, attributes = op.Save(node.Attributes.MapGraphs(body => new Rewriter().Rewrite(body))));
            return op.Result(MultiResultOp.ResultOf(node), inputs, attributes, Builder);
        }
    }
}
