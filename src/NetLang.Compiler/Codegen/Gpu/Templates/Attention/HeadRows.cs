using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>Rows of one head of one sequence: its queries, keys, values, or the gradients of its results.</summary>
/// <param name="load">Where the operand lies.</param>
/// <param name="start">The place of the head's first element in its buffer.</param>
/// <param name="row">From a row to the next.</param>
/// <param name="column">From an element of a row to the next.</param>
internal sealed class HeadRows(LoadExpression load, CsName start, Dim row, Dim column)
{
    /// <summary>An operand whose rows are those of a tile, or its columns; k goes along each.</summary>
    public ProductOperand Across { get; } = new Operand(load, start, row, column);

    /// <summary>An operand of which k goes from row to row.</summary>
    public ProductOperand Down { get; } = new Operand(load, start, column, row);

    private sealed class Operand(LoadExpression load, CsName start, Dim across, Dim depth) : ProductOperand(load)
    {
        public override bool IsInnermostAlongDepth => depth.IsOne;

        public override (CsCode Value, CsCode Condition) Element(GpuPointCode point, CsName place, CsName k)
        {
            var within = point.Kernel.Affine(Dim.Zero, [(across, place), (depth, k)]);
            return (CsCode.Of($"{point.Kernel.Buffer(Load.Buffer)}[{start} + {within}]"), CsCode.Empty);
        }
    }
}
