using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>The order of axes of a transposition: axis i of the result is axis <c>Axes[i]</c> of the operand.</summary>
public sealed record Permutation(ImmutableArray<long> Axes)
{
    public Permutation Inverse => new([.. Enumerable.Range(0, Axes.Length).Select(a => (long)Axes.IndexOf(a))]);

    public int this[long axis] => (int)Axes[(int)axis];

    /// <summary>The order of a node that is a transposition; else null.</summary>
    public static Permutation? Of(Node node) =>
        node.Op == TransposeOp.Instance ? new(node.Attributes.Ints("axes")) : null;

    /// <summary>What stands for the operand's axes, from what stands for the result's.</summary>
    public ImmutableArray<T> ToOperand<T>(IReadOnlyList<T> ofResult)
    {
        var values = new T[ofResult.Count];
        for (var axis = 0; axis < values.Length; axis++)
            values[this[axis]] = ofResult[axis];
        return [.. values];
    }

    public Shape ToOperand(Shape ofResult) => new(ToOperand(ofResult.Dims));

    /// <summary>With a last axis behind all others.</summary>
    public Permutation WithLast() => new(Axes.Add(Axes.Length));

    /// <summary>The transposition of a node; of a transposition, of what that transposes, or that itself.</summary>
    public Node Apply(Node node, GraphBuilder builder)
    {
        var transposed = builder.Transpose(node, Axes);
        while (transposed.Op == TransposeOp.Instance && transposed.Op.Simplify(transposed, builder) is { } simpler)
            transposed = simpler;
        return transposed;
    }
}
