using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Passes.Patterns;

/// <summary>
/// What becomes of products of queries and keys before their softmax: <c>where mask (product · scale + bias) fill</c>, with
/// each step as often as it may be.
/// </summary>
/// <param name="Product">The product of queries and keys.</param>
/// <param name="Fill">The score where a mask hides a key; null where there is none.</param>
/// <param name="IsAdded">Whether causality was added to scores: then a hidden score is not quite the fill.</param>
/// <param name="Masks">All but that of causality.</param>
internal sealed record ScoreChain(
    Node Product, double Scale, Node? Bias, double? Fill, bool IsCausal, bool IsAdded, ImmutableArray<ScoreMask> Masks)
{
    /// <summary>As <see cref="AttentionForm.Hidden"/>, where a bias may hide keys by such numbers itself.</summary>
    private const double HiddenBesideBias = -1e29;

    /// <summary>Reads the steps, the last first; null where there is another.</summary>
    /// <param name="isAlone">Whether nothing else reads a node.</param>
    public static ScoreChain? Of(Node scores, Func<Node, bool> isAlone)
    {
        if (scores.Op == MatMulOp.Instance)
            return new(scores, 1, null, null, false, false, []);
        return scores.Op == Logic.Select ? Masked(scores, isAlone)
            : scores.Op == Arithmetic.Add ? Added(scores, isAlone)
            : scores.Op == Arithmetic.Mul || scores.Op == Arithmetic.Div ? Scaled(scores, isAlone)
            : null;
    }

    private static ScoreChain? Masked(Node select, Func<Node, bool> isAlone)
    {
        var isNegated = Constants.Value(select.Inputs[1]) is not null;
        var (inner, hidden) = isNegated ? (select.Inputs[2], select.Inputs[1]) : (select.Inputs[1], select.Inputs[2]);
        return Constants.Value(hidden) is { } fill && isAlone(inner) && Of(inner, isAlone) is { IsAdded: false } chain
            ? chain.With(ScoreMask.Of(select.Inputs[0], isNegated), fill)
            : null;
    }

    /// <summary>A bias, or causality as a bias of 0 where a key is seen: every query sees one.</summary>
    private static ScoreChain? Added(Node sum, Func<Node, bool> isAlone)
    {
        foreach (var (inner, bias) in new[] { (sum.Inputs[0], sum.Inputs[1]), (sum.Inputs[1], sum.Inputs[0]) })
        {
            if (!isAlone(inner) || Of(inner, isAlone) is not { } chain)
                continue;
            if (chain.Fill is not null || chain.Bias is not null)
                return null;
            if (MaskOf(bias) is var (mask, fill) && mask.Parts().All(part => part.IsCausal))
                return chain.With(mask, fill)! with { IsAdded = true };
            return MayBeLearned(bias) ? null : chain with { Bias = bias };
        }

        return null;
    }

    private static ScoreChain? Scaled(Node node, Func<Node, bool> isAlone)
    {
        var isProduct = node.Op == Arithmetic.Mul;
        var (inner, factor) = isProduct && Constants.Value(node.Inputs[0]) is not null
            ? (node.Inputs[1], node.Inputs[0])
            : (node.Inputs[0], node.Inputs[1]);
        return Constants.Value(factor) is { } scale && scale != 0 && isAlone(inner)
            && Of(inner, isAlone) is { Bias: null, Fill: null } chain
            ? chain with { Scale = isProduct ? chain.Scale * scale : chain.Scale / scale }
            : null;
    }

    /// <summary><c>where seen 0 fill</c>, however it is spread.</summary>
    private static (ScoreMask Mask, double Fill)? MaskOf(Node bias)
    {
        var (spread, axes) = ScoreMask.Spread(bias);
        if (spread.Op != Logic.Select)
            return null;
        var (yes, no) = (Constants.Value(spread.Inputs[1]), Constants.Value(spread.Inputs[2]));
        var (isNegated, fill) = (no == 0, no == 0 ? yes : no);
        if ((no != 0 && yes != 0) || fill is not <= AttentionForm.Hidden)
            return null;
        return (new(spread.Inputs[0], axes, bias.Shape, isNegated), fill.Value);
    }

    /// <summary>Whether a gradient may be asked of it: in the body of a scan, weights and states are inputs.</summary>
    private static bool MayBeLearned(Node node)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([node]);
        while (pending.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            var isGiven = next.Op is LeafOp { Kind: LeafKind.Variable or LeafKind.Input } && next.Type.Element.IsFloat();
            if (isGiven || !next.Attributes.Graphs.IsEmpty)
                return true;
            foreach (var input in next.Inputs)
                pending.Push(input);
        }

        return false;
    }

    private ScoreChain? With(ScoreMask mask, double fill)
    {
        if (Fill is { } other && other != fill)
            return null;
        var chain = this with { Fill = fill };
        var isHidden = fill <= (Bias is null ? AttentionForm.Hidden : HiddenBesideBias);
        foreach (var part in mask.Parts())
        {
            chain = isHidden && part.IsCausal
                ? chain with { IsCausal = true }
                : chain with { Masks = chain.Masks.Add(part) };
        }

        return chain;
    }
}
