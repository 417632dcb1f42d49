using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Sums over the steps of a scan of what its body computes, made behind the scan of stacked outputs:
/// <code>
/// Σₜ xₜᵀ · gₜ       one product: all rows of x by all rows of g
/// Σₜ gₜ · w         the sum of g by w, which all steps share
/// Σₜ sum of gₜ      one sum
/// Σₜ view of gₜ     the view of the sum
/// </code>
/// </summary>
/// <param name="stepOf">The tensor of all steps that a leaf of the body stands for, or null.</param>
/// <param name="sharedOf">The tensor that a leaf of the body stands for at every step, or null.</param>
/// <param name="index">The symbol of a step's place.</param>
/// <param name="outer">Makes nodes behind the scan.</param>
internal sealed class StepSums(Func<Node, Node?> stepOf, Func<Node, Node?> sharedOf, string index, GraphBuilder outer)
{
    private readonly List<Node> outputs = [];

    /// <summary>What the body has to give.</summary>
    public IReadOnlyList<Node> Outputs => outputs;

    /// <summary>The first result of the scan that is an output; to be known when sums are made.</summary>
    public int ResultsBegin { get; set; }

    /// <summary>The values of all steps along a new axis 0, from the scan's results.</summary>
    public Func<ImmutableArray<Node>, Node> Stack(Node node)
    {
        if (stepOf(node) is { } tensor)
            return _ => tensor;
        var number = outputs.IndexOf(node);
        if (number < 0)
        {
            number = outputs.Count;
            outputs.Add(node);
        }

        return results => results[ResultsBegin + number];
    }

    /// <summary>The sum over all steps, from the scan's results; null where it is none of the above.</summary>
    public Func<ImmutableArray<Node>, Node>? Sum(Node node)
    {
        if (Scan.ReadsPlace(node, index))
            return null;
        switch (node.Op)
        {
            case SumOp:
                var summed = Stack(node.Inputs[0]);
                return results => outer.Sum(summed(results), [0, .. node.Attributes.Ints("axes").BehindSteps().Values]);
            case MatMulOp when Shared(node.Inputs[1]) is { } matrix:
                var first = SumOrStack(node.Inputs[0]);
                return results => outer.MatMul(first(results), matrix);
            case MatMulOp when Shared(node.Inputs[0]) is { } matrix:
                var second = SumOrStack(node.Inputs[1]);
                return results => outer.MatMul(matrix, second(results));
            case MatMulOp when node.Shape.Rank == 2:
                var (left, right) = (Rows(node.Inputs[0], axis: 1), Rows(node.Inputs[1], axis: 0));
                return results => outer.MatMul(outer.SwapLastAxes(left(results)), right(results));
            case ViewOp or ReshapingOp when Sum(node.Inputs[0]) is { } whole:
                return results => outer.Apply(node.Op, [whole(results)], node.Attributes);
            case PlacementOp when node.Inputs.Select(Sum).ToList() is var parts && parts.TrueForAll(part => part is not null):
                return results => outer.Apply(node.Op, [.. parts.Select(part => part!(results))], node.Attributes);
            case ElementwiseOp when node.Op == Arithmetic.Add && Sum(node.Inputs[0]) is { } a && Sum(node.Inputs[1]) is { } b:
                return results => outer.Add(a(results), b(results));
            default:
                return null;
        }
    }

    private Func<ImmutableArray<Node>, Node> SumOrStack(Node node)
    {
        if (Sum(node) is { } sum)
            return sum;
        var stacked = Stack(node);
        return results => outer.Sum(stacked(results), [0]);
    }

    /// <summary>What all steps share, behind the scan; null for what steps compute.</summary>
    private Node? Shared(Node node) => sharedOf(node)
        ?? (node.Op is ViewOp or ReshapingOp && Shared(node.Inputs[0]) is { } whole ? outer.Apply(node.Op, [whole], node.Attributes) : null);

    /// <summary>The rows or columns (<paramref name="axis"/> 0, 1) of a matrix at all steps, as the rows of one.</summary>
    private Func<ImmutableArray<Node>, Node> Rows(Node matrix, int axis)
    {
        var isTransposed = matrix.Op is TransposeOp; // of matrices there is one transposition
        var stacked = Stack(isTransposed ? matrix.Inputs[0] : matrix);
        return results =>
        {
            var all = stacked(results);
            if (isTransposed == (axis == 0))
                all = outer.SwapLastAxes(all);
            return outer.Reshape(all, Shape.Of(all.Shape[0] * all.Shape[1], all.Shape[2]));
        };
    }
}
