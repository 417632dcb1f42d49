using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// Of each row of a tile the largest score and the sum of weights so far, in shared memory: a lane looks after a row, and is
/// told by the others what they have of it.
/// </summary>
internal sealed class OnlineWeights
{
    private readonly GpuPointCode point;
    private readonly AttentionTile tile;
    private readonly AttentionArguments arguments;
    private readonly CsName largest;
    private readonly CsName sums;
    private readonly CsName corrections;

    /// <summary>Declares them, where the kernel begins.</summary>
    public OnlineWeights(GpuPointCode point, AttentionTile tile, AttentionArguments arguments)
    {
        (this.point, this.tile, this.arguments) = (point, tile, arguments);
        (largest, sums) = (tile.PerRow("largest"), tile.PerRow("sums"));
        corrections = tile.PerRow("corrections");
    }

    private ElementType Type => arguments.Type;

    private CsCode None => GpuTypes.Literal(Type, double.NegativeInfinity);

    /// <summary>Begins with other rows.</summary>
    public void Begin()
    {
        tile.ForRowsOfGroup(row =>
        {
            point.Writer.Line($"{largest}[{row}] = {None};");
            point.Writer.Line($"{sums}[{row}] = {GpuTypes.Literal(Type, 0)};");
        });
        point.Writer.Line($"Group.Barrier();");
    }

    /// <summary>Makes weights of the products of a tile, and corrects results by the largest score.</summary>
    public void Weigh(
        AttentionHead head, IReadOnlyList<CsName> products, CsName firstQuery, CsName firstKey, IReadOnlyList<CsName> results)
    {
        EmitScores(head, products, firstQuery, firstKey);
        point.Writer.Line($"Group.Barrier();");
        tile.ForRowsOfGroup(CompareRow);
        point.Writer.Line($"Group.Barrier();");
        EmitWeights(head, firstQuery, firstKey);
        tile.Scale(results, tile.OfRows("correction", row => CsCode.Of($"{corrections}[{row}]")));
        point.Writer.Line($"Group.Barrier();");
        tile.ForRowsOfGroup(row =>
        {
            var sum = point.Local("sum");
            point.Writer.Line($"var {sum} = {sums}[{row}] * {corrections}[{row}];");
            tile.ForSaid(row, said => point.Writer.Line($"{sum} += {said};"));
            point.Writer.Line($"{sums}[{row}] = {sum};");
        });
    }

    /// <summary>
    /// Where a query has seen no key among those that causality shows, goes on to the others, which are hidden, too.
    /// </summary>
    /// <param name="end">The first key that is not gone through.</param>
    /// <param name="last">Whether none follows before it.</param>
    public void GoOn(AttentionHead head, CsName firstQuery, CsName end, CsCode last)
    {
        var (queries, keys) = (point.Extent(arguments.Shapes.Queries), point.Extent(arguments.Shapes.Keys));
        using var block = point.Writer.Open($"if ({end} < {keys} && {last})");
        using var scope = point.Scope();
        var row = point.Local("row");
        using var rows = point.Writer.Open($"for (var {row} = 0; {row} < {tile.Rows}; {row}++)");
        point.Writer.Line($"{end} = {firstQuery} + {row} < {queries} && !({largest}[{row}] > {head.Fill}) ? {keys} : {end};");
    }

    /// <summary>Divides results by the sums of weights; where there are no keys they are 0.</summary>
    /// <param name="keys">How many there are.</param>
    public void Divide(IReadOnlyList<CsName> results, CsName keys)
    {
        var (one, zero) = (GpuTypes.Literal(Type, 1), GpuTypes.Literal(Type, 0));
        tile.Scale(results, tile.OfRows("share", row => CsCode.Of($"{keys} > 0 ? {one} / {sums}[{row}] : {zero}")));
    }

    /// <summary>log Σ e^score of each of the lane's rows.</summary>
    public IReadOnlyList<CsName> LogSums() => tile.OfRows(
        "logSum", row => CsCode.Of($"{largest}[{row}] + GpuMath.Log({sums}[{row}])"));

    private void EmitScores(AttentionHead head, IReadOnlyList<CsName> products, CsName firstQuery, CsName firstKey) =>
        tile.ForRows((i, row) =>
        {
            var (query, most) = (point.Local("query"), point.Local("most"));
            point.Writer.Line($"var {query} = {firstQuery} + {row};");
            point.Writer.Line($"var {most} = {None};");
            tile.ForColumns(row, (j, column, element) =>
            {
                var (key, score) = (point.Local("key"), point.Local("score"));
                point.Writer.Line($"var {key} = {firstKey} + {column};");
                point.Writer.Line($"var {score} = {None};");
                using (point.Writer.Open($"if ({head.IsPair(query, key)})"))
                using (point.Scope())
                {
                    var product = tile.Chosen("chosen", products, i, j);
                    point.Writer.Line($"{score} = {head.Score(product, query, key)};");
                }

                point.Writer.Line($"{element} = {score};");
                point.Writer.Line($"{most} = GpuMath.Max({most}, {score});");
            });
            point.Writer.Line($"{tile.Said(row)} = {most};");
        });

    /// <summary>The largest score of a row, and what corrects the weights before.</summary>
    private void CompareRow(CsName row)
    {
        var most = point.Local("most");
        point.Writer.Line($"var {most} = {largest}[{row}];");
        tile.ForSaid(row, said => point.Writer.Line($"{most} = GpuMath.Max({most}, {said});"));
        point.Writer.Line($"{corrections}[{row}] = GpuMath.Exp({largest}[{row}] - {Shift(most)});");
        point.Writer.Line($"{largest}[{row}] = {most};");
    }

    private void EmitWeights(AttentionHead head, CsName firstQuery, CsName firstKey) => tile.ForRows((_, row) =>
    {
        var (most, shift, sum) = (point.Local("most"), point.Local("shift"), point.Local("sum"));
        point.Writer.Line($"var {most} = {largest}[{row}];");
        point.Writer.Line($"var {shift} = {Shift(most)};");
        point.Writer.Line($"var {sum} = {GpuTypes.Literal(Type, 0)};");
        tile.ForColumns(row, (_, column, element) =>
        {
            var weight = point.Local("weight");
            point.Writer.Line($"var {weight} = GpuMath.Exp({element} - {shift});");
            point.Writer.Line($"{sum} += {weight};");
            if (arguments.Form.Dropout is { } dropout)
            {
                var (query, key) = (point.Local("query"), point.Local("key"));
                point.Writer.Line($"var {query} = {firstQuery} + {row};");
                point.Writer.Line($"var {key} = {firstKey} + {column};");
                var kept = CsCode.Of($"{weight} * {GpuTypes.Literal(Type, dropout.Factor)}");
                point.Writer.Line($"{weight} = {head.IsDropped(query, key)} ? {GpuTypes.Literal(Type, 0)} : {kept};");
            }

            point.Writer.Line($"{element} = {weight};");
        });
        point.Writer.Line($"{tile.Said(row)} = {sum};");
    });

    /// <summary>Where no key is seen yet, there is nothing to subtract.</summary>
    private CsCode Shift(CsName most) => CsCode.Of($"({most} == {None} ? {GpuTypes.Literal(Type, 0)} : {most})");
}
