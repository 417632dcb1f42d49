using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Before: <c>%2 = matmul(%0, %1)</c>, <c>%3 = transpose(%2) {axes = (1, 0)}</c>; after: one product of the transposed
/// operands, which are views and cost nothing, so that what uses the result reads it in its order. Only where the
/// product has no other use: it would be computed twice.
/// </summary>
public sealed class AbsorbViews() : Pass("absorb-views", "Computes products in the order in which they are used")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter(graph).Rewrite(graph);

    private sealed class Rewriter(Graph graph) : GraphRewriter
    {
        private readonly Dictionary<Node, int> uses = graph.Nodes.SelectMany(n => n.Inputs)
            .Concat(graph.Results.Select(r => r.Value))
            .CountBy(n => n)
            .ToDictionary();

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            var copy = Copy(node, inputs);
            return node.Op is ViewOp && uses[node.Inputs[0]] == 1 && inputs[0].Op is StructuredOp structured
                ? structured.Absorb(copy, Builder) ?? copy
                : copy;
        }
    }
}
