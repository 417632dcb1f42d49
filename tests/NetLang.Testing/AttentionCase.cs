using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Testing;

/// <summary>
/// Two heads of queries that ask one head of keys, of sums of matrices' rows; with a bias, and a mask that hides each query's own
/// key.
/// </summary>
internal static class AttentionCase
{
    private static readonly AttentionForm Form = new(0.5, IsCausal: false, Fill: -2, HasMask: true, HasBias: true, Dropout: null);

    public static Node Forward(GraphBuilder b, Node queries, Node keys, Node values)
    {
        var t = queries.Shape[0];
        var scores = Shape.Of(1, 2, t, t);
        var (query, key) = (Iota(2), Iota(3));
        var bias = b.Mul(b.Cast(key, queries.Type.Element), b.Filled(0.01, new(queries.Type.Element, scores)));
        return b.Apply(
            AttentionOp.Instance,
            [b.Concat([Row(queries), b.Reverse(Row(queries), [3])], 2), Row(keys), Row(values), b.Ne(query, key), bias],
            Form.Attributes().With("sums", new IntAttribute(1)));

        // Of a row two numbers, for how many a query has must be known.
        Node Row(Node x)
        {
            var column = b.Reshape(b.Sum(b.Mul(x, b.Filled(0.02, x.Type)), [1]), Shape.Of(1, t, 1, 1));
            return b.Concat([column, b.Mul(column, b.Filled(-0.3, column.Type))], 3);
        }

        Node Iota(int axis) => b.Iota(axis, new(ElementType.I32, scores));
    }

    public static Node Backward(GraphBuilder b, Node queries, Node keys, Node values)
    {
        var attention = Forward(b, queries, keys, values);
        var gradient = b.Mul(attention, b.Filled(0.7, attention.Type));
        var ofQueries = AttentionOp.Instance.Gradient(attention, gradient, b)[0]!;
        return ofQueries.Inputs[0].Inputs[0]; // reshaped, cut from the gradients of all operands
    }
}
