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
internal sealed class GemmTemplate : KernelTemplate
{
    private readonly GemmRoot root;
    private readonly LoopDomain domain;
    private readonly ImmutableArray<Dim> batch;

    public GemmTemplate(KernelContext kernel, GemmRoot root)
        : base(kernel)
    {
        this.root = root;
        domain = LoopDomain.Unmerged(kernel.Kernel);
        batch = domain.Extents[..root.BatchRank];
        Tiling = new Tiling(batch.Aggregate(Dim.One, (product, extent) => product * extent), Dim.One, 1);
    }

    public override Tiling Tiling { get; }

    // What is in panels already is not packed.
    public override CsCode ScratchBytes => StorageOfB == nameof(OperandStorage.Panels)
        ? CsCode.Of($"Gemm.ScratchBytes(0, 0)")
        : CsCode.Of($"Gemm.ScratchBytes({Most(root.Columns)}, {Most(root.Depth)})");

    private int RowAxis => root.BatchRank;

    private int ColumnAxis => root.BatchRank + 1;

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

    private CsName Finish => CsName.Of(Kernel.Kernel.Name + "_finish");

    /// <summary>The output that the engine can store by itself; null where there is more to do.</summary>
    private KernelOutput? Direct =>
        Kernel.Kernel.Outputs is [{ Value: RootExpression } output] && output.Map.Strides[ColumnAxis].IsOne
        && Kernel.BufferOf(output.Buffer).PanelAxis is null && !Kernel.IsChecked
            ? output
            : null;

    public override CsCode TileCount(Func<Dim, CsCode> dim)
    {
        var one = CsCode.Of($"Gemm.TileCount({dim(root.Rows)}, {dim(root.Columns)}, {dim(root.Depth)})");
        return batch.IsEmpty ? one : CsCode.Of($"checked((int)({DimCode.Factor(dim(Tiling.Items))} * {one}))");
    }

    protected override IEnumerable<int> BodyBuffers =>
        Kernel.Expressions.Operands.Select(o => o.Buffer).Concat(Direct is { } output ? [output.Buffer] : []);

    protected override void EmitBody(CsWriter writer)
    {
        var (a, b) = (Kernel.Expressions.Operands[0], Kernel.Expressions.Operands[1]);
        var type = KernelContext.PointerType(a.Type);
        var coordinates = new List<CsCode>();
        var part = CsCode.Of($"tile");
        if (!batch.IsEmpty)
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
            if (Direct is { } output)
                writer.Line($"C = {Address(output.Buffer, output.Map, coordinates)}, CRow = {Stride(output.Map, RowAxis)},");
            if (!batch.IsEmpty)
                writer.Line($"Batch = batch,");
        }

        var finish = Direct is null ? CsCode.Of($"&{Finish}") : CsCode.Of($"null");
        writer.Line($"Gemm.RunTile(problem, {part}, frame->Scratch[thread], {finish}, frame);");
    }

    protected override void EmitOthers(CsWriter writer)
    {
        if (Direct is not null)
            return;
        writer.Blank();
        using var method = writer.Open($"private static void {Finish}(ExecutionFrame* frame, GemmTile* tile)");
        Kernel.DeclareLocals(writer, Kernel.PointBuffers);
        var point = new PointCode(Kernel, domain, writer) { VectorAxis = ColumnAxis };
        using var scope = point.Scope();
        var values = Kernel.Kernel.Outputs.Select(o => o.Value).ToList();
        if (!batch.IsEmpty)
        {
            foreach (var (axis, coordinate) in BatchCoordinates(writer, CsCode.Of($"tile->Batch")).Index())
                point.Bind(axis, coordinate);
        }

        point.Prepare(values);
        var row = point.Local("i");
        var first = point.Local("first");
        var last = point.Local("last");
        var source = point.Local("product");
        var type = KernelContext.PointerType(Kernel.Expressions.Operands[0].Type);
        writer.Line($"var {first} = (long)tile->Column;");
        writer.Line($"var {last} = {first} + tile->Columns;");
        using var rows = writer.Open($"for (var {row} = (long)tile->Row; {row} < tile->Row + tile->Rows; {row}++)");
        point.Bind(RowAxis, row);
        writer.Line($"var {source} = ({type}*)tile->Values + ({row} - tile->Row) * tile->Stride - {first};");
        point.BindRootRow(source);
        point.Prepare(values);
        foreach (var output in Kernel.Kernel.Outputs)
            point.PrepareAddress(output.Buffer, domain.Collapse(output.Map));
        LoopCode.Vectors(point, ColumnAxis, first, last, () =>
        {
            foreach (var output in Kernel.Kernel.Outputs)
                point.Named(output.Value, "result");
            foreach (var output in Kernel.Kernel.Outputs)
                point.Store(output);
        });
    }

    private static CsCode Most(Dim dim) =>
        dim.IsConstant ? CsCode.Of($"{dim.ConstantValue}") : CsCode.Of($"long.MaxValue");

    private CsCode TileCountOfOne() =>
        CsCode.Of($"Gemm.TileCount({Kernel.Dim(root.Rows)}, {Kernel.Dim(root.Columns)}, {Kernel.Dim(root.Depth)})");

    private List<CsCode> BatchCoordinates(CsWriter writer, CsCode number)
    {
        var coordinates = new CsCode[batch.Length];
        for (var axis = batch.Length - 1; axis > 0; axis--)
        {
            var (coordinate, rest) = (Kernel.Names.Unique("b"), Kernel.Names.Unique("outer"));
            writer.Line($"var {coordinate} = {number} % {Kernel.Factor(batch[axis])};");
            writer.Line($"var {rest} = {number} / {Kernel.Factor(batch[axis])};");
            coordinates[axis] = coordinate;
            number = rest;
        }

        coordinates[0] = number;
        return [.. coordinates];
    }

    private CsCode Address(int buffer, IndexMap map, List<CsCode> coordinates)
    {
        var offset = Kernel.Affine(map.Offset, coordinates.Select((c, axis) => (map.Strides[axis], c)));
        return offset.Text == "0" ? Kernel.Buffer(buffer) : CsCode.Of($"{Kernel.Buffer(buffer)} + {offset}");
    }

    private CsCode Stride(IndexMap map, int axis) => Native(map.Strides[axis]);

    private CsCode Native(Dim dim) => dim.IsConstant switch
    {
        true when dim.ConstantValue is >= 0 and <= int.MaxValue => Kernel.Dim(dim),
        true => DimCode.Native(Kernel.Dim(dim)),
        _ => CsCode.Of($"(nint){Kernel.Factor(dim)}"),
    };
}
