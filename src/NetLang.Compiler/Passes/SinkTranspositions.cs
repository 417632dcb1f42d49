using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Computes in the order of axes in which a tensor lies. Before: <c>%2 = transpose(%1)</c>, <c>%3 = maximum(%2, 0)</c>;
/// after: <c>%2 = maximum(%1, 0)</c>, <c>%3 = transpose(%2)</c>. So what a convolution leaves with its channels last is worked
/// on with its channels last, up to the next one, whose own transposition meets this one. A transposition is a view: where
/// it stands costs nothing, but what is computed behind it is stored in another order.
/// </summary>
public sealed class SinkTranspositions()
    : Pass("sink-transpositions", "Computes in the order of axes in which a tensor lies")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter().Rewrite(graph);

    private sealed class Rewriter : GraphRewriter
    {
        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
        {
            var copy = Copy(node, inputs);
            if (inputs.FirstOrDefault(IsTransposed) is not { } transposition || node.Op == transposition.Op)
                return Permutation.Of(copy) is { } order ? order.Apply(copy.Inputs[0], Builder) : copy;
            return copy.Op.Sink(copy, transposition, Builder) ?? copy;
        }

        /// <summary>Whether it transposes what is computed: inputs and variables lie as they do.</summary>
        private static bool IsTransposed(Node node)
        {
            if (Permutation.Of(node) is null)
                return false;
            while (node.Op is ViewOp or ReshapingOp)
                node = node.Inputs[0];
            return node.Op is not LeafOp;
        }
    }
}
