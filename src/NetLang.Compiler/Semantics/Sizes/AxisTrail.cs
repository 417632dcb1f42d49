using NetLang.Compiler.IR;

namespace NetLang.Compiler.Semantics.Sizes;

/// <summary>Which axes of its inputs an axis of a node is.</summary>
internal static class AxisTrail
{
    /// <summary>
    /// The one that the op names; else those of the same length that have as many elements before or behind them, so that
    /// other shapes of the same tensor are seen through.
    /// </summary>
    public static IEnumerable<(Node Tensor, int Axis)> Before(Node node, int axis)
    {
        var length = node.Shape[axis];
        if (node.Op.SourceOf(node, axis) is var (number, named))
            return node.Inputs[number].Shape[named].Equals(length) ? [(node.Inputs[number], named)] : [];
        var (before, behind) = (Before(node.Shape, axis), Behind(node.Shape, axis));
        return
            from input in node.Inputs
            from other in Enumerable.Range(0, input.Shape.Rank)
            where input.Shape[other].Equals(length)
                && (Before(input.Shape, other).Equals(before) || Behind(input.Shape, other).Equals(behind))
            select (input, other);
    }

    private static Dim Before(Shape shape, int axis) => new Shape(shape.Dims[..axis]).Size;

    private static Dim Behind(Shape shape, int axis) => new Shape(shape.Dims[(axis + 1)..]).Size;
}
