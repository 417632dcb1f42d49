using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary><c>share f</c> is one instance, where it is evaluated.</summary>
public class SharedLayerTests
{
    private const string Definitions = """
        let top = share (dense 8)
        let twice f x = x |> f |> f
        let encode x =
            let layer = share (dense 8)
            x |> layer |> layer

        """;

    [Theory]
    [InlineData("x |> twice (share (dense 8))", "dense.weight")]
    [InlineData("x |> encode |> encode", "encode.dense.weight", "encode2.dense.weight")]
    [InlineData("x |> top |> twice top", "dense.weight")]
    [InlineData("let body = share (named \"b\" (dense 8 >> dense 8))\nx |> body |> body", "b.dense.weight", "b.dense2.weight")]
    [InlineData("let make = share dense\nx |> make 8 |> make 8", "dense.weight")]
    [InlineData("let body = share (fun y -> y |> dense 8 |> dense 8)\nx |> body |> body", "dense.weight", "dense2.weight")]
    [InlineData("x |> repeat 2 (fun y -> y |> twice (share (dense 8)))", "dense.0.weight", "dense.1.weight")]
    [InlineData("let layer = share (dense 8)\nx |> repeat 3 layer", "dense.weight")]
    [InlineData("let layer = share (dropout 0.5 >> dense 8)\nx |> layer |> layer", "dense.weight")]
    public void HasOneSetOfWeights(string body, params string[] expected)
    {
        Assert.Empty(Analyzed.Diagnostics(Text(body)));
        Assert.Equal(expected, Analyzed.Model(Text(body)).Variables
            .Select(v => v.Path).Where(p => p.EndsWith("weight", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("let layer = share (dense 8)\nx |> layer |> dense 4 |> layer", "NL2101")] // of another shape
    [InlineData("x |> named \"a\" (share (dense 8))", "NL2110")]
    [InlineData("x |> named \"a\" (freeze (share (dense 8)))", "NL2110")]
    [InlineData("x |> initialize { bias = zeros } (share (dense 8))", "NL2110")]
    [InlineData("share x", "NL2003")]
    public void IsMadeWhereItStands(string body, string code) => Assert.Equal(code, Analyzed.Error(Text(body)).Code);

    [Theory]
    [InlineData("let layer = dense 8\nx |> layer |> layer")]
    [InlineData("x |> top2 |> top2")]
    [InlineData("let layer = freeze (dense 8)\nx |> layer |> layer")]
    [InlineData("let layer = initialize { bias = zeros } (dense 8)\nx |> layer |> layer")]
    [InlineData("let layer = fun y -> dense 8 y\nx |> layer |> layer")]
    [InlineData("x |> twice (dense 8)")]
    public void ALayerValueThatIsAppliedTwiceIsWarnedAbout(string body) =>
        Assert.Equal("NL2102", Analyzed.Error("let top2 = dense 8\n" + Text(body)).Code);

    [Theory]
    [InlineData("let layer y = dense 8 y\nx |> layer |> layer")]
    [InlineData("x |> wide |> wide")]
    [InlineData("x |> twice wide")]
    [InlineData("x |> repeat 2 (dense 8)")]
    [InlineData("let layer = wide\nx |> layer |> layer")]
    [InlineData("let layer = relu >> dropout 0.5\nx |> layer |> layer")]
    public void ADefinitionWithParametersAndWhatHasNoWeightsAreNot(string body) =>
        Assert.Empty(Analyzed.Diagnostics("let wide x = dense 8 x\n" + Text(body)));

    private static string Text(string body) => $"""
        {Definitions}
        model M (x: f32[N, 8]) =
        {string.Join('\n', body.Split('\n').Select(line => "    " + line))}
        """;
}
