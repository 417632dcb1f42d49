using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// A convolution as a product of what windows see by weights: rows are the windows of all examples, k goes over the places of
/// a window and the channels at each. The matrix of what windows see is stored nowhere.
/// </summary>
internal static class ConvolutionProduct
{
    /// <summary>The domain is [n, height, width, g, o].</summary>
    public static Product Of(ConvolutionRoot root, IReadOnlyList<LoadExpression> operands) => new(
        BatchAxes: [3],
        RowAxes: [0, 1, 2],
        ColumnAxis: 4,
        Rows: root.Input[0] * root.Window.Size[0] * root.Window.Size[1],
        Columns: root.Weights[4],
        Depth: root.Weights[1] * root.Weights[2] * root.Weights[3],
        new SeenOperand(operands[0], root),
        new WeightOperand(operands[1], root));

    /// <summary>The coordinates of a number in row-major order.</summary>
    private static CsName[] Split(GpuPointCode point, CsName number, string[] names, params Dim[] extents)
    {
        var parts = names.Select(n => point.Local(n)).ToArray();
        var rest = CsCode.Of($"{number}");
        for (var i = parts.Length - 1; i > 0; i--)
        {
            point.Writer.Line($"var {parts[i]} = {rest} % {point.Extent(extents[i - 1])};");
            rest = CsCode.Of($"{rest} / {point.Extent(extents[i - 1])}");
        }

        point.Writer.Line($"var {parts[0]} = {rest};");
        return parts;
    }

    /// <summary>The elements of the input that windows see: zeros beside it, and between its elements where it is spread.</summary>
    private sealed class SeenOperand(LoadExpression load, ConvolutionRoot root) : ProductOperand(load)
    {
        public override bool IsInnermostAlongDepth => Load.Map.Strides[4].IsOne;

        public override (CsCode Value, CsCode Condition) Element(GpuPointCode point, CsName place, CsName k)
        {
            var window = root.Window;
            var pixel = Split(point, place, ["n", "y", "x"], window.Size[0], window.Size[1]);
            var inWindow = Split(point, k, ["row", "column", "c"], root.Weights[2], root.Weights[3]);
            var condition = CsCode.Empty;
            var at = new CsCode[2];
            for (var axis = 0; axis < 2; axis++)
            {
                var name = point.Local(axis == 0 ? "h" : "w");
                var before = point.Kernel.Affine(
                    window.Before[axis] * -1,
                    [(window.Stride[axis], pixel[axis + 1]), (window.Dilation[axis], inWindow[axis])]);
                point.Writer.Line($"var {name} = {before};");
                at[axis] = name;
                condition = CsCode.Of($"{condition} && {name} >= 0");
                if (window.Spread[axis] > 1)
                {
                    condition = CsCode.Of($"{condition} && {name} % {window.Spread[axis]} == 0");
                    at[axis] = CsCode.Of($"({name} / {window.Spread[axis]})");
                }

                condition = CsCode.Of($"{condition} && {at[axis]} < {point.Extent(root.Input[axis + 1])}");
            }

            CsCode[] places = [pixel[0], at[0], at[1], point.At(3), inWindow[2]];
            return (CsCode.Of($"{point.Kernel.Buffer(Load.Buffer)}[{point.Kernel.Affine(Load.Map.Offset, Load.Map.Strides.Zip(places))}]"), condition);
        }
    }

    private sealed class WeightOperand(LoadExpression load, ConvolutionRoot root) : ProductOperand(load)
    {
        public override bool IsInnermostAlongDepth => Load.Map.Strides[3].IsOne;

        public override (CsCode Value, CsCode Condition) Element(GpuPointCode point, CsName place, CsName k)
        {
            var inWindow = Split(point, k, ["row", "column", "c"], root.Weights[2], root.Weights[3]);
            CsCode[] places = [point.At(3), inWindow[0], inWindow[1], inWindow[2], place];
            return (CsCode.Of($"{point.Kernel.Buffer(Load.Buffer)}[{point.Kernel.Affine(Load.Map.Offset, Load.Map.Strides.Zip(places))}]"), CsCode.Empty);
        }
    }
}
