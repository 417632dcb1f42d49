using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Where params may stand, and how many sets of weights that makes.</summary>
public class WeightTyingTests
{
    [Theory]
    [InlineData("param table : f32[8, 8] = zeros\nx @ table @ transpose table", "table")]
    [InlineData("let scaled y =\n    param gain : f32[] = ones\n    gain * y\nscaled (scaled x)", "scaled2.gain", "scaled.gain")]
    [InlineData("let y =\n    param inner : f32[8] = ones\n    x * inner\ny + y", "inner")]
    [InlineData("let f = fun y ->\n    param inner : f32[8] = ones\n    y * inner\nf x", "inner")]
    [InlineData("x |> repeat 2 (fun y ->\n    param inner : f32[8] = ones\n    y * inner)", "inner.0", "inner.1")]
    [InlineData("if training then x else x\n|> fun y ->\n    param inner : f32[8] = ones\n    y * inner", "inner")]
    [InlineData("if true then\n    param here : f32[8] = ones\n    x * here\nelse x", "here")]
    public void AParamMayStandInAnyBlock(string body, params string[] expected) => Assert.Equal(expected, Paths(body));

    [Fact]
    public void AllStepsOfAScanShareItsParams() => Assert.Equal(
        ["gain", "dense.weight", "dense.bias"],
        Paths("""
            param gain : f32[] = ones
            let last, all = scan (fun s now -> (dense 1 s, now)) (zeros [N; 1] + gain) x
            last
            """));

    [Fact]
    public void TheModelIsNoScope() => Assert.Equal(["inner", "dense.weight", "dense.bias"], Paths("""
        param inner : f32[8] = ones
        dense 3 (x * inner)
        """));

    [Theory]
    [InlineData("x |> named \"\" (dense 8)")]
    [InlineData("x |> named \"a b\" (dense 8)")]
    [InlineData("x |> named \"1st\" (dense 8)")]
    [InlineData("x |> named \"größe\" (dense 8)")]
    public void ANameIsMadeOfLettersDigitsAndUnderscores(string body) =>
        Assert.Equal("NL2016", Analyzed.Error(Text(body)).Code);

    [Theory]
    [InlineData("x |> named \"a\" (named \"b\" (dense 8))", "b.weight", "b.bias")]
    [InlineData("x |> named \"a\" (fun y -> y |> named \"b\" (dense 8))", "a.b.weight", "a.b.bias")]
    [InlineData("x |> named \"a\" (repeat 2 (dense 8))", "a.0.weight", "a.0.bias", "a.1.weight", "a.1.bias")]
    [InlineData("x |> repeat 2 (named \"a\" (dense 8))", "a.0.weight", "a.0.bias", "a.1.weight", "a.1.bias")]
    [InlineData("named \"a\" dense 8 x", "a.weight", "a.bias")]
    public void NamedReplacesTheNameOfOneScope(string body, params string[] expected) =>
        Assert.Equal(expected, Paths(body));

    private static IEnumerable<string> Paths(string body) => Analyzed.Model(Text(body)).Variables.Select(v => v.Path);

    private static string Text(string body) => $"""
        model M (x: f32[N, 8]) =
        {string.Join('\n', body.Split('\n').Select(line => "    " + line))}
        """;
}
