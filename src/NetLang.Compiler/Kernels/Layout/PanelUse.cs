using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels.Layout;

/// <summary>Which axes of a matrix two axes of a kernel walk: the matrix whole, row-major, as it is or transposed.</summary>
internal static class PanelUse
{
    /// <summary>The axis of the matrix that the second of two strides walks; null where they walk anything else.</summary>
    public static int? AxisOfSecond(Shape matrix, Dim first, Dim second) =>
        first.Equals(matrix[1]) && second.IsOne ? 1
        : first.IsOne && second.Equals(matrix[1]) ? 0
        : null;

    /// <summary>The axis of the matrix that the last axis of a map walks, and the one before it the other.</summary>
    public static int? InnerAxis(Shape matrix, IndexMap map) =>
        map.Offset.IsZero && map.Strides.Length >= 2 && map.Strides[..^2].All(s => s.IsZero)
            ? AxisOfSecond(matrix, map.Strides[^2], map.Strides[^1])
            : null;

    /// <summary>The axis that a product takes as the columns of B; null where the buffer is no B that panels could hold.</summary>
    public static int? ColumnAxis(Kernel kernel, int buffer, Shape matrix) =>
        kernel.Root is { Root: GemmRoot product, Operands: [var a, var b] } && b.Buffer == buffer && a.Buffer != buffer
            && InnerAxis(matrix, b.Map) is { } axis
            && product.Columns.Equals(matrix[axis]) && product.Depth.Equals(matrix[1 - axis])
            ? axis
            : null;
}
