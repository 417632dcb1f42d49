using NetLang.Runtime;

namespace NetLang.Compiler.Codegen.Gpu.Templates;

/// <summary>
/// What gradients make of the elements of a tile: weights again, from log Σ e^score, and then the gradients of scores. A
/// weight that is dropped stands in the tile with the other sign, since its score's gradient needs it.
/// </summary>
/// <param name="ofQueries">Whether rows of the tile are queries, rather than keys.</param>
internal sealed class WeightsAgain(
    GpuPointCode point, AttentionTile tile, AttentionArguments arguments, AttentionHead head, bool ofQueries)
{
    private ElementType Type => arguments.Type;

    private CsCode Zero => GpuTypes.Literal(Type, 0);

    /// <summary>What a weight counts as where values are added up: 0 where it is dropped; null for what it is.</summary>
    public Func<CsName, CsCode>? Kept => arguments.Form.Dropout is { } dropout
        ? weight => CsCode.Of($"{weight} < 0 ? {Zero} : {weight} * {GpuTypes.Literal(Type, dropout.Factor)}")
        : null;

    /// <summary>Makes weights of the products of queries and keys.</summary>
    public void Weigh(IReadOnlyList<CsName> products, CsName firstRow, CsName firstColumn) => Each(
        "weight",
        (firstRow, firstColumn),
        head.IsPair,
        (weight, _, query, key, i, j) =>
        {
            point.Writer.Line($"{weight} = {head.Score(tile.Chosen("chosen", products, i, j), query, key)};");
            point.Writer.Line($"{weight} = {head.Weight(weight, query)};");
            if (arguments.Form.Dropout is not null)
                point.Writer.Line($"{weight} = {head.IsDropped(query, key)} ? -{weight} : {weight};");
        });

    /// <summary>Makes gradients of products, before these are scaled, of weights and what is asked of them.</summary>
    public void Differentiate(IReadOnlyList<CsName> products, CsName firstRow, CsName firstColumn) => Each(
        "gradient",
        (firstRow, firstColumn),
        head.IsSeenPair,
        (gradient, element, query, key, i, j) =>
        {
            var (asked, weight, total) = (tile.Chosen("chosen", products, i, j), point.Local("weight"), point.Local("total"));
            point.Writer.Line($"var {weight} = {element};");
            point.Writer.Line($"var {total} = {head.Total(query)};");
            point.Writer.Line(arguments.Form.Dropout is { } dropout
                ? CsCode.Of($"{gradient} = {weight} * ({weight} < 0 ? {total} : {asked} * {GpuTypes.Literal(Type, dropout.Factor)} - {total});")
                : CsCode.Of($"{gradient} = {weight} * ({asked} - {total});"));
        });

    /// <summary>Sets each of the lane's elements, to 0 where a condition does not hold.</summary>
    private void Each(
        string wish,
        (CsName Row, CsName Column) first,
        Func<CsName, CsName, CsCode> condition,
        Action<CsName, CsCode, CsName, CsName, CsName, CsName> body) =>
        tile.ForRows((i, row) => tile.ForColumns(row, (j, column, element) =>
        {
            var (query, key, value) = (point.Local("query"), point.Local("key"), point.Local(wish));
            point.Writer.Line($"var {(ofQueries ? query : key)} = {first.Row} + {row};");
            point.Writer.Line($"var {(ofQueries ? key : query)} = {first.Column} + {column};");
            point.Writer.Line($"var {value} = {Zero};");
            using (point.Writer.Open($"if ({condition(query, key)})"))
            using (point.Scope())
                body(value, element, query, key, i, j);
            point.Writer.Line($"{element} = {value};");
        }));
}
