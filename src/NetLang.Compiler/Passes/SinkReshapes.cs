using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Computes in the shape in which a tensor was computed. Before: <c>%2 = reshape(%1)</c> from [N · 128, 64] to [N, 128, 64],
/// <c>%3 = maximum(%2, 0)</c>; after: <c>%2 = maximum(%1, 0)</c>, <c>%3 = reshape(%2)</c>. A dense layer on [N, 128, 8] is a
/// product of N · 128 rows: so what is elementwise behind it is a part of the kernel of the product, up to the next one, whose
/// own reshape meets this one.
/// </summary>
public sealed class SinkReshapes() : Pass("sink-reshapes", "Computes in the shape in which a tensor was computed")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter(graph).Rewrite(graph);

    private sealed class Rewriter : GraphRewriter
    {
        private readonly HashSet<Node> computed = [];
        private readonly AxisSplits splits;

        public Rewriter(Graph graph)
        {
            var uses = graph.Nodes.SelectMany(n => n.Inputs.Distinct()).Concat(graph.Results.Select(r => r.Value))
                .CountBy(n => n)
                .ToDictionary();
            splits = new(ReshapeOp.Instance, computed.Contains, node => uses.GetValueOrDefault(node) != 1);
        }

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            var sunk = Sunk(Copy(node, inputs));
            if (node.Op is not (ViewOp or ReshapingOp or ElementwiseOp or ReductionOp or LeafOp) || inputs.Any(computed.Contains))
                computed.Add(sunk);
            return sunk;
        }

        private Node Sunk(Node node) => node.Inputs.Where(IsOfComputed)
            .Select(reshape => splits.Of(reshape.Inputs[0].Shape, reshape.Shape))
            .OfType<AxisSplit>()
            .Select(split => node.Op.Sink(node, split, Builder))
            .FirstOrDefault(sunk => sunk is not null) ?? node;

        /// <summary>What repeats is computed in no shape, and repeats in any.</summary>
        private bool IsOfComputed(Node input) =>
            input.Op is ReshapingOp && computed.Contains(input) && input.Inputs[0].Op is not ViewOp { IsImplicit: true };
    }
}
