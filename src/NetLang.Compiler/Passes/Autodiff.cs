using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Before: <c>%9 = gradient(%loss, %w)</c>; after: the reverse-mode program that computes it. It knows no op: each brings
/// its vector-Jacobian product. All gradients of one loss share one backward sweep.
/// </summary>
public sealed class Autodiff() : Pass("autodiff", "Puts backward programs in the place of gradients")
{
    public override bool IsRequired => true;

    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter(graph, diagnostics).Rewrite(graph);

    private sealed class Rewriter(Graph graph, DiagnosticBag diagnostics) : GraphRewriter
    {
        private readonly Dictionary<Node, BackwardSweep> sweeps = [];

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            if (node.Op is not PlaceholderOp)
                return Copy(node, inputs);
            var (loss, parameter) = (inputs[0], inputs[1]);
            if (!sweeps.TryGetValue(loss, out var sweep))
                sweeps[loss] = sweep = BackwardSweep.Run([(loss, Builder.Constant(1, loss.Type.Element))], Wanted(node.Inputs[0]), Builder);
            Builder.TakeOrigins(node);
            if (sweep.Gradient(parameter) is { } gradient)
                return gradient;
            diagnostics.Add(AutodiffErrors.NoGradient(loss, parameter));
            return Builder.Filled(0, node.Type);
        }

        /// <summary>
        /// The parameters whose gradients of the loss are asked for. What the loss depends on has been visited already;
        /// others have no gradient.
        /// </summary>
        private HashSet<Node> Wanted(Node loss) =>
        [
            .. graph.Nodes
                .Where(n => n.Op is PlaceholderOp && n.Inputs[0] == loss)
                .Select(n => Rewritten(n.Inputs[1]))
                .OfType<Node>(),
        ];
    }
}
