using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>How the elements of a matrix lie: rows, or columns, that lie together, so far apart from each other.</summary>
/// <param name="Leading">Elements from one row, or column, to the next.</param>
internal sealed record MatrixLayout(Dim Leading, bool IsByColumns)
{
    /// <summary>The layout of the last two axes of a map; null where neither rows nor columns lie together.</summary>
    public static MatrixLayout? Of(IndexMap map, Dim rows, Dim columns) => (map.Strides[^2], map.Strides[^1]) switch
    {
        var (row, column) when column.IsOne && IsApart(row, columns) => new(row, IsByColumns: false),
        var (row, column) when row.IsOne && IsApart(column, rows) => new(column, IsByColumns: true),
        _ => null,
    };

    private static bool IsApart(Dim stride, Dim extent) => stride.Equals(extent)
        || (stride.IsConstant && extent.IsConstant
            && stride.ConstantValue >= extent.ConstantValue && stride.ConstantValue <= int.MaxValue);
}

/// <summary>
/// A product kernel as NVIDIA's library can compute it, and what is fused behind the product as a kernel of its own.
/// Before: <c>k03: relu(x @ w + b)</c>. After: <c>product = x @ w</c>, <c>k03_behind: relu(product + b)</c>.
/// </summary>
/// <param name="Buffer">Where the product goes: a buffer for it, or the output where nothing is fused.</param>
/// <param name="Behind">Null where nothing is fused.</param>
internal sealed record BlasProduct(Kernel Kernel, GemmRoot Root, int Buffer, IndexMap Map, Kernel? Behind)
{
    /// <summary>
    /// A product with a shorter side does little with each element that it reads: nothing to gain, but a launch and the
    /// product in memory to lose.
    /// </summary>
    private const long ShortestSide = 32;

    /// <summary>Null where it is no product, or a narrow one, or its operands do not lie as the library has them.</summary>
    /// <param name="buffer">The number of a buffer for the product.</param>
    public static BlasProduct? Of(Kernel kernel, int buffer)
    {
        if (kernel.Root is not { Root: GemmRoot root, Operands: [var left, var right] } || left.Index is not null
            || right.Index is not null || IsNarrow(root) || MatrixLayout.Of(left.Map, root.Rows, root.Depth) is null
            || MatrixLayout.Of(right.Map, root.Depth, root.Columns) is null)
        {
            return null;
        }

        if (kernel.Outputs is [{ Value: RootExpression } output]
            && MatrixLayout.Of(output.Map, root.Rows, root.Columns) is { IsByColumns: false })
        {
            return new(kernel, root, output.Buffer, output.Map, null);
        }

        var map = IndexMap.RowMajor(new Shape(kernel.Domain));
        var product = new LoadExpression(left.Type, buffer, map);
        var values = new Dictionary<ScalarExpression, ScalarExpression>(ReferenceEqualityComparer.Instance);
        foreach (var expression in kernel.Outputs.SelectMany(o => o.Value.Parts()))
        {
            if (!values.ContainsKey(expression))
                values.Add(expression, Replaced(expression, product, values));
        }

        return new(kernel, root, buffer, map, kernel with
        {
            Name = kernel.Name + "_behind",
            Root = null,
            Outputs = [.. kernel.Outputs.Select(o => o with { Value = values[o.Value] })],
        });
    }

    private static bool IsNarrow(GemmRoot root) => new[] { root.Rows, root.Columns, root.Depth }
        .Any(side => side.IsConstant && side.ConstantValue < ShortestSide);

    private static ScalarExpression Replaced(
        ScalarExpression expression, LoadExpression product, Dictionary<ScalarExpression, ScalarExpression> values) =>
        expression switch
        {
            RootExpression => product,
            LoadExpression { Index: { } index } load => new LoadExpression(
                load.Type, load.Buffer, load.Map, index with { Value = values[index.Value] }),
            ApplyExpression apply => new ApplyExpression(apply.Node, [.. apply.Arguments.Select(a => values[a])]),
            _ => expression,
        };
}
