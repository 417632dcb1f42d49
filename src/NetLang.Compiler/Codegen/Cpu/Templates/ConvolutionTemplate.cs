using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Convolutions;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// A convolution by the runtime's engines, which read both operands where they lie. The rows of its products are pixels of
/// the result; where windows are larger than the result, as for the gradient of weights, examples. Where each channel is a
/// group, there are no products.
/// </summary>
internal sealed class ConvolutionTemplate(KernelContext kernel, ConvolutionRoot root) : ProductTemplate(kernel)
{
    private readonly ConvolutionForm form = FormOf(root, kernel.Expressions.Operands);

    // The domain is [n, height, width, g, o].
    protected override ImmutableArray<int> BatchAxes => form switch
    {
        ConvolutionForm.Pixels => [0, 1, 3],
        ConvolutionForm.Examples => [1, 2, 3],
        _ => [0, 1, 4],
    };

    protected override int RowAxis => form == ConvolutionForm.Examples ? 0 : 2;

    protected override int ColumnAxis => form == ConvolutionForm.Lanes ? 3 : 4;

    /// <summary>What is known only when the model runs may be large.</summary>
    public override CsCode ScratchBytes => CsCode.Of(
        $"new ConvolutionShape {{ {Shape(dim => dim.IsConstant ? CsCode.Of($"{dim.ConstantValue}") : CsCode.Of($"int.MaxValue"))} }}.ScratchBytes");

    protected override IEnumerable<int> BodyBuffers => Kernel.Expressions.Operands.Select(o => o.Buffer);

    public override CsCode TileCount(Func<Dim, CsCode> dim) => CsCode.Of($"{RuntimeShape(dim)}.TileCount");

    /// <summary>What is computed in parts is finished when all of them are there.</summary>
    public override IReadOnlyList<(CsName Method, CsCode Tiles)> Launches(Func<Dim, CsCode> dim) => MayHaveParts
        ? [.. base.Launches(dim), (Combine, CsCode.Of($"{RuntimeShape(dim)}.CombinedCount"))]
        : base.Launches(dim);

    /// <summary>Not where rows are pixels, nor where it is known that there are tiles enough, however many channels.</summary>
    private bool MayHaveParts
    {
        get
        {
            Dim[] dims = [root.Input[0], root.Input[3], root.Weights[4], .. root.Window.Size];
            if (form == ConvolutionForm.Pixels || dims.Any(d => !d.IsConstant))
                return form != ConvolutionForm.Pixels;
            var sizes = dims.Select(d => (nint)d.ConstantValue).ToList();
            return new ConvolutionShape
            {
                Form = form,
                Examples = sizes[0],
                Groups = sizes[1],
                Outputs = sizes[2],
                Output = new(sizes[3], sizes[4]),
                Channels = int.MaxValue,
            }.CombinedCount > 0;
        }
    }

    private CsName Combine => CsName.Of($"{Kernel.Method}_combine");

    protected override void EmitBody(CsWriter writer)
    {
        var (x, weights) = (Kernel.Expressions.Operands[0], Kernel.Expressions.Operands[1]);
        var type = KernelContext.PointerType(x.Type);
        using (writer.Open($"var problem = new ConvolutionProblem<{type}>", "};"))
        {
            writer.Line($"X = {Address(x.Buffer, x.Map, [])}, XExample = {Stride(x.Map, 0)}, XPixel = new({Stride(x.Map, 1)}, {Stride(x.Map, 2)}),");
            writer.Line($"XGroup = {Stride(x.Map, 3)}, XChannel = {Stride(x.Map, 4)}, Input = {Along(root.Input, 1, Native)},");
            writer.Line($"Weights = {Address(weights.Buffer, weights.Map, [])}, WeightGroup = {Stride(weights.Map, 0)},");
            writer.Line($"WeightPlace = new({Stride(weights.Map, 1)}, {Stride(weights.Map, 2)}), WeightChannel = {Stride(weights.Map, 3)}, WeightOutput = {Stride(weights.Map, 4)},");
            // The runtime's own memory has room behind each buffer, a caller's has not.
            if (Kernel.BufferOf(weights.Buffer).Role != BufferRole.Input)
                writer.Line($"WeightsHaveRoom = true,");
            writer.Line($"Spread = {Along(root.Window.Spread)}, Before = {Along(root.Window.Before, 0, Native)},");
            writer.Line($"Shape = new() {{ {Shape(Native)} }},");
        }

        writer.Line($"Convolution.RunTile(problem, tile, frame->Scratch[thread], &{Finish}, frame);");
    }

    protected override void EmitOthers(CsWriter writer)
    {
        EmitFinish(writer);
        if (!MayHaveParts)
            return;
        writer.Blank();
        using var method = OpenLaunched(writer, Combine);
        Kernel.DeclareLocals(writer, []);
        var type = KernelContext.PointerType(Kernel.Expressions.Operands[0].Type);
        writer.Line($"Convolution.Combine<{type}>({RuntimeShape(Kernel.Dim)}, tile, &{Finish}, frame);");
    }

    private CsCode RuntimeShape(Func<Dim, CsCode> dim) =>
        CsCode.Of($"new ConvolutionShape {{ {Shape(d => d.IsConstant ? Native(d) : CsCode.Of($"(nint){DimCode.Factor(dim(d))}"))} }}");

    private static ConvolutionForm FormOf(ConvolutionRoot root, IReadOnlyList<LoadExpression> operands)
    {
        var places = root.Weights[1] * root.Weights[2];
        var (xGroup, weightGroup) = (operands[0].Map.Strides[3], operands[1].Map.Strides[0]);
        var hasFewPlaces = places is { IsConstant: true, ConstantValue: <= ConvolutionShape.MostLanePlaces };
        if (root.Weights[4].IsOne && !root.Weights[0].IsOne && xGroup.IsOne && (weightGroup.IsOne || hasFewPlaces))
            return ConvolutionForm.Lanes;
        var pixels = root.Window.Size[0] * root.Window.Size[1];
        // Where rows are pixels, all weights of some channels are packed: it must be known how many there are.
        return !places.IsConstant || !root.Input[4].IsConstant
            || (pixels.IsConstant && pixels.ConstantValue < places.ConstantValue)
            ? ConvolutionForm.Examples
            : ConvolutionForm.Pixels;
    }

    private CsCode Shape(Func<Dim, CsCode> dim) => CsCode.Join(
        ", ",
        [
            CsCode.Of($"Form = ConvolutionForm.{CsName.Of(form.ToString())}"),
            CsCode.Of($"Examples = {dim(root.Input[0])}"),
            CsCode.Of($"Output = {Along(root.Window.Size, 0, dim)}"),
            CsCode.Of($"Kernel = {Along(root.Weights, 1, dim)}"),
            CsCode.Of($"Groups = {dim(root.Input[3])}"),
            CsCode.Of($"Channels = {dim(root.Input[4])}"),
            CsCode.Of($"Outputs = {dim(root.Weights[4])}"),
            CsCode.Of($"Stride = {Along(root.Window.Stride)}"),
            CsCode.Of($"Dilation = {Along(root.Window.Dilation)}"),
        ]);

    private static CsCode Along(Shape shape, int axis, Func<Dim, CsCode> dim) =>
        CsCode.Of($"new Along({dim(shape[axis])}, {dim(shape[axis + 1])})");

    private static CsCode Along(ImmutableArray<long> values) => CsCode.Of($"new Along({values[0]}, {values[1]})");
}
