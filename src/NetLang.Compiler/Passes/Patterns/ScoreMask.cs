using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes.Patterns;

/// <summary>A condition that holds where a query sees a key.</summary>
/// <param name="Axes">The axis of scores that each of its axes is.</param>
/// <param name="Scores">[.., t, s].</param>
/// <param name="IsNegated">Whether it holds where a query does not.</param>
internal sealed record ScoreMask(Node Condition, ImmutableArray<int> Axes, Shape Scores, bool IsNegated)
{
    /// <summary>Whether query i sees the keys up to i.</summary>
    public bool IsCausal
    {
        get
        {
            var op = Condition.Op;
            // What holds where the left side is the later, or the same.
            var isForward = IsNegated ? op == Comparison.Lt : op == Comparison.Ge;
            var isBackward = IsNegated ? op == Comparison.Gt : op == Comparison.Le;
            if (!isForward && !isBackward)
                return false;
            var (later, earlier) = isForward ? (0, 1) : (1, 0);
            return Counted(Condition.Inputs[later]) == Scores.Rank - 2 && Counted(Condition.Inputs[earlier]) == Scores.Rank - 1;
        }
    }

    public static ScoreMask Of(Node condition, bool isNegated) =>
        new(condition, [.. Enumerable.Range(0, condition.Shape.Rank)], condition.Shape, isNegated);

    /// <summary>What a node repeats, and the axis of the node that each of its axes is.</summary>
    public static (Node Spread, ImmutableArray<int> Axes) Spread(Node node)
    {
        ImmutableArray<int> axes = [.. Enumerable.Range(0, node.Shape.Rank)];
        while (true)
        {
            if (node.Op == BroadcastOp.Instance)
                axes = [.. node.Attributes.Ints("axes").Select(axis => axes[(int)axis])];
            else if (node.Op == ReshapeOp.Instance && WithoutOnes(node, axes) is { } kept)
                axes = kept;
            else
                return (node, axes);
            node = node.Inputs[0];
        }
    }

    /// <summary>The conditions that must hold all together for this one to do.</summary>
    public IEnumerable<ScoreMask> Parts()
    {
        var (condition, axes) = Spread(Condition);
        ImmutableArray<int> inScores = [.. axes.Select(axis => Axes[axis])];
        var part = this with { Condition = condition, Axes = inScores };
        if (condition.Op == Logic.Not)
            return (part with { Condition = condition.Inputs[0], IsNegated = !IsNegated }).Parts();
        return condition.Op == (IsNegated ? Logic.Or : Logic.And)
            ? condition.Inputs.SelectMany(input => (part with { Condition = input }).Parts())
            : [part];
    }

    /// <summary>As large as scores.</summary>
    public Node Build(Func<Node, Node> mapped, GraphBuilder builder)
    {
        var condition = IsNegated ? builder.Not(mapped(Condition)) : mapped(Condition);
        return builder.Apply(
            BroadcastOp.Instance,
            [condition],
            new Attributes(("axes", new IntsAttribute([.. Axes.Select(axis => (long)axis)])), ("shape", new ShapeAttribute(Scores))));
    }

    /// <summary>The axes of what is reshaped, where that only adds axes of one element.</summary>
    private static ImmutableArray<int>? WithoutOnes(Node reshape, ImmutableArray<int> axes)
    {
        var longer = Enumerable.Range(0, reshape.Shape.Rank).Where(axis => !reshape.Shape[axis].IsOne).ToList();
        return reshape.Inputs[0].Shape.SequenceEqual(longer.Select(axis => reshape.Shape[axis]))
            ? [.. longer.Select(axis => axes[axis])]
            : null;
    }

    /// <summary>The axis of scores whose places a node counts; null where it counts none.</summary>
    private int? Counted(Node node)
    {
        var (counter, axes) = Spread(node);
        if (counter.Op != IotaOp.Instance)
            return null;
        var axis = (int)counter.Attributes.Int("axis");
        var inScores = Axes[axes[axis]];
        return counter.Shape[axis].Equals(Scores[inScores]) ? inScores : null; // one place may be repeated
    }
}
