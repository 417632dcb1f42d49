using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes.Patterns;

/// <summary>
/// Makes one attention of a product of queries and keys, softmax, and a product with values. Before:
/// <c>%2 = matmul(%0, %1)</c>, <c>%3 = max(%2)</c>, <c>%4 = exp(sub(%2, %3))</c>, <c>%6 = div(%4, sum(%4))</c>, <c>%7 =
/// matmul(%6, %5)</c>; after: <c>%7 = attention(%0, %1, %5)</c>, whose scores are in no memory. Scores may be scaled, have a bias
/// and masks (<see cref="ScoreChain"/>), and weights may be dropped. Not where something else reads scores or weights.
/// Before autodiff, so that the gradient needs no scores in memory either.
/// </summary>
public sealed class FuseAttention() : Pass("fuse-attention", "Makes one kernel of attention, whose scores are in no memory")
{
    public override Graph Run(Graph graph, DiagnosticBag diagnostics) => new Rewriter(graph).Rewrite(graph);

    private sealed class Rewriter(Graph graph) : GraphRewriter
    {
        private readonly Dictionary<Node, int> uses = graph.Nodes.SelectMany(n => n.Inputs)
            .Concat(graph.Results.Select(r => r.Value))
            .CountBy(n => n)
            .ToDictionary();

        private readonly bool hasGradients = graph.Nodes.Any(n => n.Op == GradientOp.Instance);

        protected override Node Rewrite(Node node, ImmutableArray<Node> inputs) => Match(node) is { } match
            ? match.Build(node, hasGradients, part => Rewritten(part)!, Builder)
            : Copy(node, inputs);

        private AttentionMatch? Match(Node product)
        {
            if (product.Op != MatMulOp.Instance || !IsAlone(product.Inputs[0]))
                return null;
            var (weights, dropout) = Dropped(product.Inputs[0]);
            return weights is not null && Scores(weights) is { } scores && ScoreChain.Of(scores, IsAlone) is { } chain
                && IsKnown(product.Shape[^1]) && IsKnown(chain.Product.Inputs[0].Shape[^1])
                ? new(chain.Product.Inputs[0], chain.Product.Inputs[1], product.Inputs[1], chain, dropout)
                : null;
        }

        /// <summary>
        /// What is dropped of, and how: <c>where (random >= rate) (weights / keep) 0</c>, or weights as they are; null where it is
        /// another select.
        /// </summary>
        private (Node? Weights, AttentionDropout? Dropout) Dropped(Node node)
        {
            if (node.Op != Logic.Select)
                return (node, null);
            var (condition, kept) = (node.Inputs[0], node.Inputs[1]);
            var random = condition.Op == Comparison.Ge ? condition.Inputs[0] : null;
            if (!IsAlone(kept) || !Constants.Is(node.Inputs[2], 0)
                || random?.Op != RandomOp.Instance || random.Type != node.Type || !RandomOp.PlaceOf(random).IsZero
                || random.Attributes.Text("distribution") != "uniform"
                || Constants.Value(condition.Inputs[1]) is not { } rate || rate is not (> 0 and < 1))
                return (null, null);
            var isScaled = kept.Op == Arithmetic.Div || kept.Op == Arithmetic.Mul;
            if (!isScaled || Constants.Value(kept.Inputs[1]) is not { } factor)
                return (kept, new(rate, 1, random.Attributes.Int("key")));
            var growth = kept.Op == Arithmetic.Div ? 1 / factor : factor;
            return IsAlone(kept.Inputs[0]) && double.IsFinite(growth)
                ? (kept.Inputs[0], new(rate, growth, random.Attributes.Int("key")))
                : (null, null);
        }

        /// <summary>The scores of a softmax over the last axis, x in e^(x − max x) / Σ e^(x − max x); null for another node.</summary>
        private Node? Scores(Node softmax)
        {
            if (softmax.Op != Arithmetic.Div)
                return null;
            var (powers, sum) = (softmax.Inputs[0], OverRows(softmax.Inputs[1], SumOp.Instance));
            if (powers.Op != Transcendental.Exp || uses[powers] != 2 || sum != powers || powers.Inputs[0].Op != Arithmetic.Sub
                || !IsAlone(powers.Inputs[0]))
                return null;
            var (scores, most) = (powers.Inputs[0].Inputs[0], OverRows(powers.Inputs[0].Inputs[1], ExtremumOp.Max));
            return most == scores && uses[scores] == 2 ? scores : null;
        }

        /// <summary>What is reduced over its last axis and repeated along it; null where it is not.</summary>
        private static Node? OverRows(Node spread, Op reduction)
        {
            var (node, axes) = ScoreMask.Spread(spread);
            while (node.Op == Conversion.StopGradient)
                node = node.Inputs[0];
            var last = spread.Shape.Rank - 1;
            return node.Op == reduction && node.Attributes.Ints("axes") is [var axis] && axis == last
                && axes.SequenceEqual(Enumerable.Range(0, last))
                ? node.Inputs[0]
                : null;
        }

        private static bool IsKnown(Dim width) => width is { IsConstant: true, ConstantValue: > 0 };

        private bool IsAlone(Node node) => uses[node] == 1;
    }
}
