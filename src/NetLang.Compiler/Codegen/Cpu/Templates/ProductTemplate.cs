using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen.Cpu.Templates;

/// <summary>
/// Products of matrices, one for each point of some axes of the domain, by one of the runtime's engines. What is fused behind
/// them is a method of its own, called with each finished piece while it is in cache.
/// </summary>
internal abstract class ProductTemplate : KernelTemplate
{
    private readonly LoopDomain domain;

    protected ProductTemplate(KernelContext kernel)
        : base(kernel) => domain = LoopDomain.Unmerged(kernel.Kernel);

    public override Tiling Tiling =>
        new(BatchAxes.Aggregate(Dim.One, (product, axis) => product * domain.Extents[axis]), Dim.One, 1);

    /// <summary>The axes of the domain whose points are products of their own; pieces number them in this order.</summary>
    protected abstract ImmutableArray<int> BatchAxes { get; }

    /// <summary>The axis of the domain along which a piece has rows.</summary>
    protected abstract int RowAxis { get; }

    /// <summary>The axis of the domain along which a piece has columns.</summary>
    protected abstract int ColumnAxis { get; }

    /// <summary>Whether pieces may end within a vector although all columns do not.</summary>
    protected virtual bool PiecesEndAnywhere => false;

    protected CsName Finish => CsName.Of($"{Kernel.Method}_finish");

    /// <summary>The method that does with a finished piece what is fused behind the product.</summary>
    protected void EmitFinish(CsWriter writer)
    {
        writer.Blank();
        using var method = writer.Open($"private static void {Finish}(ExecutionFrame* frame, GemmTile* tile)");
        Kernel.DeclareLocals(writer, Kernel.PointBuffers);
        var point = new PointCode(Kernel, domain, writer) { VectorAxis = ColumnAxis };
        using var scope = point.Scope();
        var values = Kernel.Kernel.Outputs.Select(o => o.Value).ToList();
        foreach (var (axis, coordinate) in BatchCoordinates(writer, CsCode.Of($"tile->Batch")))
            point.Bind(axis, coordinate);

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
        }, PiecesEndAnywhere);
    }

    /// <summary>The coordinates of the batch's axes, from their number in row-major order.</summary>
    protected List<(int Axis, CsCode Coordinate)> BatchCoordinates(CsWriter writer, CsCode number)
    {
        var coordinates = new List<(int, CsCode)>();
        for (var i = BatchAxes.Length - 1; i > 0; i--)
        {
            var (coordinate, rest) = (Kernel.Names.Unique("b"), Kernel.Names.Unique("outer"));
            var extent = Kernel.Factor(domain.Extents[BatchAxes[i]]);
            writer.Line($"var {coordinate} = {number} % {extent};");
            writer.Line($"var {rest} = {number} / {extent};");
            coordinates.Add((BatchAxes[i], coordinate));
            number = rest;
        }

        if (!BatchAxes.IsEmpty)
            coordinates.Add((BatchAxes[0], number));
        return coordinates;
    }

    /// <summary>Where an operand begins, at some of its coordinates.</summary>
    protected CsCode Address(int buffer, IndexMap map, IEnumerable<(int Axis, CsCode Coordinate)> coordinates)
    {
        var offset = Kernel.Affine(map.Offset, coordinates.OrderBy(c => c.Axis).Select(c => (map.Strides[c.Axis], c.Coordinate)));
        return offset.Text == "0" ? Kernel.Buffer(buffer) : CsCode.Of($"{Kernel.Buffer(buffer)} + {offset}");
    }

    protected CsCode Stride(IndexMap map, int axis) => Native(map.Strides[axis]);

    protected CsCode Native(Dim dim) => dim.IsConstant switch
    {
        true when dim.ConstantValue is >= 0 and <= int.MaxValue => Kernel.Dim(dim),
        true => DimCode.Native(Kernel.Dim(dim)),
        _ => CsCode.Of($"(nint){Kernel.Factor(dim)}"),
    };
}
