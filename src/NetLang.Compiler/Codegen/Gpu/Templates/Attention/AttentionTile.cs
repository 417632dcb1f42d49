using NetLang.Compiler.IR;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// A tile of scores and of what becomes of them, and the products that a group computes with it. Each lane has some of its
/// elements; the tile lies in shared memory column by column, since what follows goes through it so.
/// </summary>
internal sealed class AttentionTile
{
    private readonly GpuPointCode point;
    private readonly AttentionSizes sizes;
    private readonly LaneSquare lanes;
    private readonly TileEdge rows;
    private readonly TileEdge columns;
    private readonly CsName scores;
    private readonly CsName left;
    private readonly CsName right;
    private readonly CsName pitch;
    private readonly CsName rightPitch;

    /// <summary>Declares it, where the kernel begins.</summary>
    public AttentionTile(GpuPointCode point, AttentionSizes sizes, CsName laneColumns)
    {
        (this.point, this.sizes) = (point, sizes);
        scores = Shared("scores", sizes.Scores);
        (left, right) = (Shared("left", AttentionSizes.Left), Shared("right", sizes.Right));
        lanes = new(point, laneColumns);
        rows = lanes.Down("tileRows", AttentionSizes.OwnRows);
        columns = lanes.Across("tileColumns", sizes.OwnColumns);
        // With one more, lanes that copy along k write to different banks.
        (pitch, rightPitch) = (point.Local("pitch"), point.Local("rightPitch"));
        point.Writer.Line($"var {pitch} = {Rows} + 1;");
        point.Writer.Line($"var {rightPitch} = {Columns} + 1;");
    }

    public CsName Rows => rows.Length;

    public CsName Columns => columns.Length;

    /// <summary>Whether the lane stands in the first column of lanes.</summary>
    public CsCode IsFirstInRow => CsCode.Of($"{lanes.Column} == 0");

    /// <summary>Shared memory for a number of each row.</summary>
    public CsName PerRow(string wish) => Shared(wish, AttentionSizes.Rows);

    /// <summary>The columns of results that a group computes.</summary>
    /// <param name="width">How many there are at all.</param>
    public TileEdge Width(string wish, long width) => lanes.Across(wish, AttentionSizes.OwnWidth(width));

    /// <summary>Sums of the lane's own rows and so many columns, row by row; nothing is added yet.</summary>
    public IReadOnlyList<CsName> Sums(string wish, int own)
    {
        var sums = OwnRows.SelectMany(row => Enumerable.Range(0, own).Select(column => point.Local($"{wish}{row}{column}"))).ToList();
        var zero = GpuTypes.Literal(sizes.Type, 0);
        foreach (var row in sums.Chunk(own))
            point.Writer.List($"{GpuTypes.Local(sizes.Type)} ", row.Select(sum => CsCode.Of($"{sum} = {zero}")), $";");
        return sums;
    }

    /// <summary>The product of rows by columns for each element of the tile; the group's lanes have met when it is done.</summary>
    /// <param name="down">The rows, the tile's first one, and how many there are at all.</param>
    /// <param name="across">The same of the columns.</param>
    /// <param name="depth">Steps along k.</param>
    public IReadOnlyList<CsName> Product(
        string wish, (HeadRows Rows, CsName First, Dim Count) down, (HeadRows Rows, CsName First, Dim Count) across, long depth)
    {
        var sums = Sums(wish, columns.Own);
        using var scope = point.Scope();
        var start = point.Local("start");
        var steps = AttentionSizes.Steps(depth);
        using var parts = point.Writer.Open($"for (var {start} = 0; {start} < {depth}; {start} += {steps})");
        using var inner = point.Scope();
        SharedPart ofRows = new(point, left, rows, pitch), ofColumns = new(point, right, columns, rightPitch);
        ofRows.Copy(down.Rows.Across, down.First, down.Count, start, depth, CsCode.Of($"{steps}"));
        ofColumns.Copy(across.Rows.Across, across.First, across.Count, start, depth, CsCode.Of($"{steps}"));
        MultiplyAdd(sums, CsCode.Of($"{steps}"), k => ofRows.Values("a", k), k => ofColumns.Values("b", k));
        return sums;
    }

    /// <summary>
    /// Adds the product of the tile by some of the rows that its columns stand for. The lanes have met when it is done, and
    /// must have before.
    /// </summary>
    /// <param name="width">The columns of the results.</param>
    /// <param name="place">The first of these.</param>
    /// <param name="across">The rows, the tile's first one, and how many there are at all.</param>
    /// <param name="seen">How many of the tile's columns are gone through.</param>
    /// <param name="weight">What an element of the tile counts as; null for what it is.</param>
    public void AddProduct(
        IReadOnlyList<CsName> sums,
        TileEdge width,
        (CsName First, long Count) place,
        (HeadRows Rows, CsName First, Dim Count) across,
        CsName seen,
        Func<CsName, CsCode>? weight = null)
    {
        using var scope = point.Scope();
        var (part, start, steps) = (point.Local("part"), point.Local("start"), point.Local("steps"));
        var most = sizes.PartRows(width.Own);
        using var parts = point.Writer.Open($"for (var {part} = 0; {part} < {seen}; {part} += {most})");
        using var inner = point.Scope();
        point.Writer.Line($"var {start} = {across.First} + {part};");
        point.Writer.Line($"var {steps} = GpuMath.Min({most}, {seen} - {part});");
        SharedPart weights = new(point, scores, rows, pitch), values = new(point, right, width);
        values.Copy(across.Rows.Down, place.First, place.Count, start, across.Count, steps);
        MultiplyAdd(sums, steps, Weights, k => values.Values("b", k));

        IReadOnlyList<CsName> Weights(CsName k)
        {
            var names = weights.Values("a", CsCode.Of($"{part} + {k}"));
            foreach (var name in names)
            {
                if (weight is not null)
                    point.Writer.Line($"{name} = {weight(name)};");
            }

            return names;
        }
    }

    /// <summary>Goes through the lane's rows.</summary>
    public void ForRows(Action<CsName, CsName> body)
    {
        using var scope = point.Scope();
        var (i, row) = (point.Local("i"), point.Local("row"));
        using var loop = point.Writer.Open($"for (var {i} = 0; {i} < {AttentionSizes.OwnRows}; {i}++)");
        point.Writer.Line($"var {row} = {rows.Place(i)};");
        body(i, row);
    }

    /// <summary>Goes through the lane's elements of a row.</summary>
    /// <param name="body">Takes the lane's number of the column, the column, and the code of the tile's element there.</param>
    public void ForColumns(CsName row, Action<CsName, CsName, CsCode> body)
    {
        using var scope = point.Scope();
        var (j, column) = (point.Local("j"), point.Local("column"));
        using var loop = point.Writer.Open($"for (var {j} = 0; {j} < {columns.Own}; {j}++)");
        point.Writer.Line($"var {column} = {columns.Place(j)};");
        body(j, column, CsCode.Of($"{scores}[{column} * {pitch} + {row}]"));
    }

    /// <summary>Goes through the lane's results.</summary>
    /// <param name="own">How many it has of a row: its columns, and what there is beside.</param>
    /// <param name="first">The tile's first row and first column.</param>
    /// <param name="body">Takes the lane's numbers of row and column, and both themselves.</param>
    public void ForResults(
        TileEdge width, int own, (CsName Row, CsName Column) first, Action<CsName, CsName, CsName, CsName> body) =>
        ForRows((i, inTile) =>
        {
            var (j, row, column) = (point.Local("j"), point.Local("resultRow"), point.Local("column"));
            point.Writer.Line($"var {row} = {first.Row} + {inTile};");
            using var loop = point.Writer.Open($"for (var {j} = 0; {j} < {own}; {j}++)");
            using var scope = point.Scope();
            point.Writer.Line($"var {column} = {first.Column} + {width.Place(j)};");
            body(i, j, row, column);
        });

    /// <summary>Goes through the rows of the tile, of which a lane has all that belongs to one.</summary>
    public void ForRowsOfGroup(Action<CsName> body)
    {
        using var scope = point.Scope();
        var row = point.Local("row");
        using var loop = point.Writer.Open($"for (var {row} = Group.IdxX; {row} < {Rows}; {row} += Group.DimX)");
        body(row);
    }

    /// <summary>The lane's value of those by numbers of rows and columns.</summary>
    public CsName Chosen(string wish, IReadOnlyList<CsName> values, CsName row, CsName column)
    {
        var name = point.Local(wish);
        using var cases = point.Writer.Open(
            $"var {name} = ({row} * {values.Count / AttentionSizes.OwnRows} + {column}) switch", "};");
        foreach (var (number, value) in values.Index().SkipLast(1))
            point.Writer.Line($"{number} => {value},");
        point.Writer.Line($"_ => {values[^1]},");
        return name;
    }

    /// <summary>Room for what a lane says about a row; free while no product is computed.</summary>
    public CsCode Said(CsName row) => CsCode.Of($"{left}[{row} * {lanes.Columns} + {lanes.Column}]");

    /// <summary>Goes through what all lanes have said about a row, in their order.</summary>
    public void ForSaid(CsName row, Action<CsCode> body)
    {
        using var scope = point.Scope();
        var lane = point.Local("lane");
        using var loop = point.Writer.Open($"for (var {lane} = 0; {lane} < {lanes.Columns}; {lane}++)");
        body(CsCode.Of($"{left}[{row} * {lanes.Columns} + {lane}]"));
    }

    /// <summary>A number of each of the lane's rows.</summary>
    /// <param name="value">The number's code, by the row's.</param>
    public IReadOnlyList<CsName> OfRows(string wish, Func<CsCode, CsCode> value)
    {
        var names = OwnRows.Select(number => point.Local($"{wish}{number}")).ToList();
        foreach (var (number, name) in names.Index())
            point.Writer.Line($"var {name} = {value(rows.Place(CsCode.Of($"{number}")))};");
        return names;
    }

    /// <summary>Multiplies the lane's results by a number of each row.</summary>
    public void Scale(IReadOnlyList<CsName> sums, IReadOnlyList<CsName> factors)
    {
        foreach (var (row, factor) in sums.Chunk(sums.Count / AttentionSizes.OwnRows).Zip(factors))
        {
            foreach (var sum in row)
                point.Writer.Line($"{sum} *= {factor};");
        }
    }

    private static IEnumerable<int> OwnRows => Enumerable.Range(0, AttentionSizes.OwnRows);

    private void MultiplyAdd(
        IReadOnlyList<CsName> sums,
        CsCode steps,
        Func<CsName, IReadOnlyList<CsName>> ofRow,
        Func<CsName, IReadOnlyList<CsName>> ofColumn)
    {
        point.Writer.Line($"Group.Barrier();");
        using (point.Scope())
        {
            var k = point.Local("k");
            using var loop = point.Writer.Open($"for (var {k} = 0; {k} < {steps}; {k}++)");
            var a = ofRow(k);
            SharedPart.MultiplyAdd(point.Writer, sums, a, ofColumn(k));
        }

        point.Writer.Line($"Group.Barrier();");
    }

    private CsName Shared(string wish, int elements)
    {
        var name = point.Local(wish);
        point.Writer.Line($"var {name} = SharedMemory.Allocate<{GpuTypes.InMemory(sizes.Type)}>({elements});");
        return name;
    }
}
