using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Testing;

/// <summary>Elements that an index names: places that occur often, others that do not occur, and some outside of the axis.</summary>
public static class IndexedCase
{
    /// <summary>Rows of a matrix, of which each then has an index of its own.</summary>
    public static Node Gather(GraphBuilder b, Node x)
    {
        var rows = b.Gather(x, Index(b, Shape.Of(4, 2), 4), axis: 0);
        return b.Gather(rows, Index(b, Shape.Of(4, 5), 6), axis: 2, batch: 1);
    }

    /// <summary>Sums of a matrix's rows, and of each of these sums the sums over places of its own.</summary>
    public static Node ScatterAdd(GraphBuilder b, Node x)
    {
        var rows = b.ScatterAdd(x, Index(b, Shape.Of(x.Shape[0]), 5), size: 4, axis: 0);
        return b.ScatterAdd(rows, Index(b, rows.Shape, 4), size: 3, axis: 1, batch: 1);
    }

    /// <summary>Numbers from -1 to <paramref name="values"/> - 2, in an order that looks like none.</summary>
    public static Node Index(GraphBuilder b, Shape shape, long values, ElementType element = ElementType.I32)
    {
        var type = new TensorType(element, shape);
        var sum = b.Filled(3, type);
        for (var axis = 0; axis < shape.Rank; axis++)
            sum = b.Add(sum, b.Mul(b.Iota(axis, type), b.Filled((7 * axis) + 5, type)));
        var square = b.Mul(sum, sum);
        return b.Sub(b.Mod(b.Add(square, sum), b.Filled(values, type)), b.Filled(1, type));
    }
}
