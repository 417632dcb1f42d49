using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Kernels.Layout;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Execution;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// A matrix product by the runtime's engine, which reads both operands where they lie. What is fused behind the product is
/// a second method, called with each finished tile while it is in cache; a product alone is stored by the engine.
/// </summary>
internal sealed class GemmTemplate : ProductTemplate
{
    private readonly GemmRoot root;

    public GemmTemplate(KernelContext kernel, GemmRoot root)
        : base(kernel)
    {
        this.root = root;
        BatchAxes = [.. Enumerable.Range(0, root.BatchRank)];
    }

    protected override ImmutableArray<int> BatchAxes { get; }

    // What is in panels already is not packed.
    public override CsCode ScratchBytes => StorageOfB == nameof(OperandStorage.Panels)
        ? CsCode.Of($"Gemm.ScratchBytes(0, 0)")
        : CsCode.Of($"Gemm.ScratchBytes({Most(root.Columns)}, {Most(root.Depth)})");

    protected override int RowAxis => root.BatchRank;

    protected override int ColumnAxis => root.BatchRank + 1;

    private string StorageOfB
    {
        get
        {
            var b = Kernel.Expressions.Operands[1];
            return Kernel.BufferOf(b.Buffer) is not { PanelAxis: { } axis, Type.Shape: var matrix }
                ? nameof(OperandStorage.Strided)
                : PanelUse.InnerAxis(matrix, b.Map) == axis
                ? nameof(OperandStorage.Panels)
                : nameof(OperandStorage.TransposedPanels);
        }
    }

    /// <summary>The output that the engine can store by itself; null where there is more to do.</summary>
    private KernelOutput? Direct =>
        Kernel.Kernel.Outputs is [{ Value: RootExpression } output] && output.Map.Strides[ColumnAxis].IsOne
        && Kernel.BufferOf(output.Buffer).PanelAxis is null && !Kernel.IsChecked
            ? output
            : null;

    public override CsCode TileCount(Func<Dim, CsCode> dim)
    {
        var one = CsCode.Of($"Gemm.TileCount({dim(root.Rows)}, {dim(root.Columns)}, {dim(root.Depth)})");
        return BatchAxes.IsEmpty ? one : CsCode.Of($"checked((int)({DimCode.Factor(dim(Tiling.Items))} * {one}))");
    }

    protected override IEnumerable<int> BodyBuffers =>
        Kernel.Expressions.Operands.Select(o => o.Buffer).Concat(Direct is { } output ? [output.Buffer] : []);

    protected override void EmitBody(CsWriter writer)
    {
        var (a, b) = (Kernel.Expressions.Operands[0], Kernel.Expressions.Operands[1]);
        var type = KernelContext.PointerType(a.Type);
        var coordinates = new List<(int, CsCode)>();
        var part = CsCode.Of($"tile");
        if (!BatchAxes.IsEmpty)
        {
            writer.Line($"var tiles = {TileCountOfOne()};");
            writer.Line($"var batch = (long)(tile / tiles);");
            part = CsCode.Of($"tile % tiles");
            coordinates = BatchCoordinates(writer, CsCode.Of($"batch"));
        }

        using (writer.Open($"var problem = new GemmProblem<{type}>", "};"))
        {
            writer.Line($"M = {Native(root.Rows)}, N = {Native(root.Columns)}, K = {Native(root.Depth)},");
            writer.Line($"A = {Address(a.Buffer, a.Map, coordinates)}, ARow = {Stride(a.Map, RowAxis)}, AColumn = {Stride(a.Map, ColumnAxis)},");
            if (StorageOfB != nameof(OperandStorage.Strided))
                writer.Line($"B = {Kernel.Buffer(b.Buffer)}, BStorage = OperandStorage.{CsName.Of(StorageOfB)},");
            else
            {
                writer.Line($"B = {Address(b.Buffer, b.Map, coordinates)}, BRow = {Stride(b.Map, RowAxis)}, BColumn = {Stride(b.Map, ColumnAxis)},");
                // The runtime's own memory has room behind each buffer, a caller's has not.
                if (b.Map.Strides[ColumnAxis].IsOne && Kernel.BufferOf(b.Buffer).Role != BufferRole.Input)
                    writer.Line($"BHasRoom = true,");
            }
            if (BatchAxes.IsEmpty && Kernel.KeepsInLoop(b.Buffer))
                writer.Line($"BSince = frame->Loop,");
            if (Direct is { } output)
                writer.Line($"C = {Address(output.Buffer, output.Map, coordinates)}, CRow = {Stride(output.Map, RowAxis)},");
            if (!BatchAxes.IsEmpty)
                writer.Line($"Batch = batch,");
        }

        var finish = Direct is null ? CsCode.Of($"&{Finish}") : CsCode.Of($"null");
        writer.Line($"Gemm.RunTile(problem, {part}, frame->Scratch[thread], {finish}, frame);");
    }

    protected override void EmitOthers(CsWriter writer)
    {
        if (Direct is null)
            EmitFinish(writer);
    }

    private static CsCode Most(Dim dim) =>
        dim.IsConstant ? CsCode.Of($"{dim.ConstantValue}") : CsCode.Of($"long.MaxValue");

    private CsCode TileCountOfOne() =>
        CsCode.Of($"Gemm.TileCount({Kernel.Dim(root.Rows)}, {Kernel.Dim(root.Columns)}, {Kernel.Dim(root.Depth)})");
}
