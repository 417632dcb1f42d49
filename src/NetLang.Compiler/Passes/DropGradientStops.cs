using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>Before: <c>%1 = stopGradient(%0)</c>; after: <c>%0</c>. Only after autodiff.</summary>
public sealed class DropGradientStops() : Pass("drop-gradient-stops", "Removes what only autodiff needed")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter().Rewrite(graph);

    private sealed class Rewriter : GraphRewriter
    {
        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs) =>
            node.Op is ElementwiseOp { IsIdentity: true } ? inputs[0] : Copy(node, inputs);
    }
}
