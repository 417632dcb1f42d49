using NetLang.Runtime.Data;

namespace NetLang.Compiler.Codegen.Models;

/// <summary>Descriptions of data, as C# that makes them.</summary>
internal static class DataSourceCode
{
    public static CsCode Of(DataSource? source) => source switch
    {
        null => CsLiteral.Null,
        CsvSource csv => CsCode.Of($"new CsvSource({CsLiteral.Of(csv.Path)}, {CsLiteral.Of(csv.Target)})"),
        IdxSource idx => CsCode.Of($"new IdxSource({CsLiteral.Of(idx.Images)}, {CsLiteral.Of(idx.Labels)})"),
        NpySource npy => CsCode.Of($"new NpySource({CsLiteral.Of(npy.Features)}, {CsLiteral.Of(npy.Targets)})"),
        InlineSource rows => CsCode.Of($"new InlineSource({Rows(rows.Features)}, {Rows(rows.Targets)})"),
        TransformedSource transformed => CsCode.Of($"new TransformedSource({Of(transformed.Source)}, {Of(transformed.Transform)})"),
        _ => throw new InvalidOperationException($"no code for {source}"),
    };

    private static CsCode Of(DataTransform transform) => transform switch
    {
        ScaleTransform scale => CsCode.Of($"new ScaleTransform({CsLiteral.Of(scale.Factor)}, {CsLiteral.Of(scale.Column)})"),
        NormalizeTransform normalize => CsCode.Of($"new NormalizeTransform({CsLiteral.Of(normalize.Column)})"),
        OneHotTransform oneHot => CsCode.Of($"new OneHotTransform({oneHot.Classes}, {CsLiteral.Of(oneHot.Column)})"),
        SplitTransform split => CsCode.Of($"new SplitTransform({CsLiteral.Of(split.Fraction)}, {CsLiteral.Of(split.Seed)}, {CsLiteral.Of(split.First)})"),
        _ => throw new InvalidOperationException($"no code for {transform}"),
    };

    private static CsCode Rows(double[][] rows) =>
        CsCode.Of($"[{SpecCode.List(rows.Select(r => CsCode.Of($"[{SpecCode.List(r.Select(v => (CsCode)CsLiteral.Of(v)))}]")))}]");
}
