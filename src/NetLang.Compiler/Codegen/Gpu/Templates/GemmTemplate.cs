using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// A matrix product in square tiles: the lanes of a group copy a tile of each operand to shared memory, then each
/// lane adds to its own element of the result. What is fused behind the product is computed from that element in
/// place.
/// </summary>
internal sealed class GemmTemplate : GpuTemplate
{
    private readonly GemmRoot root;
    private readonly LoopDomain domain;
    private readonly Dim batches;
    private readonly CsName tile;

    public GemmTemplate(GpuKernel kernel, GemmRoot root)
        : base(kernel)
    {
        this.root = root;
        domain = LoopDomain.Unmerged(kernel.Kernel);
        batches = domain.Extents[..root.BatchRank].Aggregate(Dim.One, (product, extent) => product * extent);
        tile = kernel.Add(CsCode.Of($"int"), "tile", CsCode.Of($"frame.TileSize"));
    }

    private int RowAxis => root.BatchRank;

    private int ColumnAxis => root.BatchRank + 1;

    public override CsCode Config(Func<Dim, CsCode> dim) =>
        CsCode.Of($"frame.Tiles({dim(batches)}, {dim(root.Rows)}, {dim(root.Columns)})");

    public override string Strategy =>
        "A group a square tile of the product, a lane an element; operands are shared tile by tile.";

    public override void EmitBody(CsWriter writer)
    {
        var point = new GpuPointCode(Kernel, domain, writer);
        var (rows, columns) = (point.Extent(root.Rows), point.Extent(root.Columns));
        var element = GpuTypes.InMemory(Kernel.Expressions.Operands[0].Type);
        var (left, right) = (point.Local("left"), point.Local("right"));
        var (laneRow, laneColumn) = (point.Local("laneRow"), point.Local("laneColumn"));
        var (across, down) = (point.Local("across"), point.Local("down"));
        var block = point.Local("block");
        writer.Line($"var {left} = SharedMemory.Allocate<{element}>(GpuLimits.GroupSize);");
        writer.Line($"var {right} = SharedMemory.Allocate<{element}>(GpuLimits.GroupSize);");
        writer.Line($"var {laneRow} = Group.IdxX / {tile};");
        writer.Line($"var {laneColumn} = Group.IdxX % {tile};");
        writer.Line($"var {across} = ({columns} + {tile} - 1) / {tile};", "tiles");
        writer.Line($"var {down} = ({rows} + {tile} - 1) / {tile};", "tiles");
        var (total, rowOfTiles) = (CsCode.Of($"{across} * {down}"), CsCode.Of($"{block} / {across}"));
        if (!batches.IsOne)
        {
            total = CsCode.Of($"{total} * {point.Extent(batches)}");
            rowOfTiles = CsCode.Of($"{rowOfTiles} % {down}");
        }

        using var blocks = writer.Open($"for (var {block} = (long)Grid.IdxX; {block} < {total}; {block} += Grid.DimX)");
        using var scope = point.Scope();
        var (row, column) = (point.Local("row"), point.Local("column"));
        writer.Line($"var {row} = {rowOfTiles} * {tile} + {laneRow};");
        writer.Line($"var {column} = {block} % {across} * {tile} + {laneColumn};");
        if (root.BatchRank > 0)
        {
            var batch = point.Local("batch");
            writer.Line($"var {batch} = {block} / {across} / {down};");
            point.BindAll([.. Enumerable.Range(0, root.BatchRank)], batch);
        }

        var sum = point.Local("sum");
        writer.Line($"var {sum} = {GpuTypes.Literal(Kernel.Expressions.Operands[0].Type, 0)};");
        EmitProduct(point, (left, right), (laneRow, laneColumn), (row, column), sum);
        using var inside = writer.Open($"if ({row} < {rows} && {column} < {columns})");
        using var known = point.Scope();
        point.Bind(RowAxis, row);
        point.Bind(ColumnAxis, column);
        point.BindRoot(sum);
        point.Store(Kernel.Kernel.Outputs);
    }

    private void EmitProduct(
        GpuPointCode point,
        (CsName A, CsName B) shared,
        (CsName Row, CsName Column) lane,
        (CsName Row, CsName Column) place,
        CsName sum)
    {
        var writer = point.Writer;
        var zero = GpuTypes.Literal(Kernel.Expressions.Operands[0].Type, 0);
        var depth = point.Extent(root.Depth);
        var start = point.Local("start");
        using var tiles = writer.Open($"for (var {start} = 0L; {start} < {depth}; {start} += {tile})");
        using var scope = point.Scope();
        var (leftColumn, rightRow, k) = (point.Local("leftColumn"), point.Local("rightRow"), point.Local("k"));
        writer.Line($"var {leftColumn} = {start} + {lane.Column};");
        writer.Line($"var {rightRow} = {start} + {lane.Row};");
        Load(shared.A, Kernel.Expressions.Operands[0], (place.Row, root.Rows), (leftColumn, root.Depth));
        Load(shared.B, Kernel.Expressions.Operands[1], (rightRow, root.Depth), (place.Column, root.Columns));
        writer.Line($"Group.Barrier();");
        using (writer.Open($"for (var {k} = 0; {k} < {tile}; {k}++)"))
            writer.Line($"{sum} += {shared.A}[{lane.Row} * {tile} + {k}] * {shared.B}[{k} * {tile} + {lane.Column}];");
        writer.Line($"Group.Barrier();");

        void Load(CsName target, LoadExpression operand, (CsName At, Dim Extent) row, (CsName At, Dim Extent) column)
        {
            var places = operand.Map.Strides.Index().Select(s =>
                (s.Item, s.Index == RowAxis ? row.At : s.Index == ColumnAxis ? column.At : point.At(s.Index)));
            var element = CsCode.Of($"{Kernel.Buffer(operand.Buffer)}[{Kernel.Affine(operand.Map.Offset, places)}]");
            var (rows, columns) = (point.Extent(row.Extent), point.Extent(column.Extent));
            var isInside = CsCode.Of($"{row.At} < {rows} && {column.At} < {columns}");
            writer.Line($"{target}[Group.IdxX] = {isInside} ? {element} : {zero};");
        }
    }
}
