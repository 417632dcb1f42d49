using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>A matrix product, or what can be seen as one, over the axes of a kernel's domain.</summary>
/// <param name="BatchAxes">Each of their points is a product of its own.</param>
/// <param name="RowAxes">Their points, in row-major order, are the rows.</param>
/// <param name="Depth">Steps along k.</param>
internal sealed record Product(
    ImmutableArray<int> BatchAxes,
    ImmutableArray<int> RowAxes,
    int ColumnAxis,
    Dim Rows,
    Dim Columns,
    Dim Depth,
    ProductOperand Left,
    ProductOperand Right)
{
    public static Product Of(GemmRoot root, IReadOnlyList<LoadExpression> operands)
    {
        var (row, column) = (root.BatchRank, root.BatchRank + 1);
        return new(
            [.. Enumerable.Range(0, root.BatchRank)],
            [row],
            column,
            root.Rows,
            root.Columns,
            root.Depth,
            new MatrixOperand(operands[0], row, column),
            new MatrixOperand(operands[1], column, row));
    }
}

/// <summary>How an operand's elements are found.</summary>
/// <param name="load">Where it lies.</param>
internal abstract class ProductOperand(LoadExpression load)
{
    public LoadExpression Load => load;

    /// <summary>Whether neighbours along k lie together, rather than those of rows or columns.</summary>
    public abstract bool IsInnermostAlongDepth { get; }

    /// <summary>An element, and what must hold beside that its places are within their extents: <c> &amp;&amp; …</c>.</summary>
    /// <param name="place">The row of the left, or the column of the right operand.</param>
    public abstract (CsCode Value, CsCode Condition) Element(GpuPointCode point, CsName place, CsName k);
}

/// <summary>A matrix, one for each point of the batch.</summary>
/// <param name="across">The axis of rows or columns.</param>
/// <param name="depth">The axis along k.</param>
internal sealed class MatrixOperand(LoadExpression load, int across, int depth) : ProductOperand(load)
{
    public override bool IsInnermostAlongDepth => Load.Map.Strides[depth].IsOne;

    public override (CsCode Value, CsCode Condition) Element(GpuPointCode point, CsName place, CsName k)
    {
        var terms = Load.Map.Strides.Index().Select(s =>
            (s.Item, s.Index == across ? place : s.Index == depth ? k : point.At(s.Index)));
        return (CsCode.Of($"{point.Kernel.Buffer(Load.Buffer)}[{point.Kernel.Affine(Load.Map.Offset, terms)}]"), CsCode.Empty);
    }
}
