using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Passes;

/// <summary>Before: a scan of one step; after: what the step computes.</summary>
public sealed class InlineSingleSteps() : Pass("inline-single-steps", "Puts the body in the place of a scan of one step")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter().Rewrite(graph);

    private sealed class Rewriter : GraphRewriter
    {
        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs) =>
            (node.Op as MultiResultOp)?.OnlyStep(node, inputs, Builder) ?? Copy(node, inputs);
    }
}
