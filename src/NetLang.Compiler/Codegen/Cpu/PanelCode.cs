using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>Places in a matrix that lies in <see cref="Panels"/>.</summary>
internal sealed class PanelCode(KernelBuffer buffer)
{
    private readonly Shape shape = buffer.Type.Shape;
    private readonly int columnAxis = buffer.PanelAxis!.Value;
    private readonly int width = Panels.Width(buffer.Type.Element.Size());

    /// <summary>Stands for a buffer where a place is remembered that several buffers of one layout share.</summary>
    public int Layout => -width;

    public CsCode Width => CsLiteral.Of(width);

    /// <summary>The axes of a domain that walk the rows of panels and their columns.</summary>
    public (int Row, int Column) Axes(IndexMap map)
    {
        var (first, second) = (map.Strides.IndexOf(shape[1]), map.Strides.IndexOf(Dim.One));
        return columnAxis == 0 ? (second, first) : (first, second);
    }

    public CsCode Offset(CsCode row, CsCode column)
    {
        var panel = CsLiteral.Of(width * shape[1 - columnAxis].ConstantValue);
        return CsCode.Of(
            $"({DimCode.Factor(column)} / {Width} * {panel}) + ({DimCode.Factor(row)} * {Width}) + ({DimCode.Factor(column)} % {Width})");
    }
}
