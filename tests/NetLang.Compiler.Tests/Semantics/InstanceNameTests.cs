using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Names of params and states, which are those of weight files.</summary>
public class InstanceNameTests
{
    private static IEnumerable<string> Paths(string body, string definitions = "") => Analyzed.Model($$"""
        {{definitions}}
        model M (x: f32[N, 8]) =
        {{string.Join('\n', body.Split('\n').Select(line => "    " + line))}}
        """).Variables.Select(v => v.Path);

    private static IEnumerable<string> Weights(string body, string definitions = "") =>
        Paths(body, definitions).Where(p => p.EndsWith("weight", StringComparison.Ordinal));

    [Fact]
    public void SiblingsAreNumberedFromTheSecond() => Assert.Equal(
        ["dense.weight", "dense.bias", "dense2.weight", "dense2.bias"], Paths("x |> dense 4 |> relu |> dense 2"));

    [Fact]
    public void OrdinalsAreThoseOfTheTextNotOfTheCalls() => Assert.Equal(
        ["dense2.weight"], Weights("let y = if 1 > 2 then dense 5 x else x\ny |> dense 3"));

    [Fact]
    public void NestedDefinitionsAreScopes() => Assert.Equal(
        ["block.dense.weight", "block.dense2.weight", "block2.dense.weight", "block2.dense2.weight"],
        Weights("x |> block 4 |> block 2", "let block n x = x |> dense 8 |> dense n"));

    [Fact]
    public void FunctionsWithoutVariablesAreNoScopes() =>
        Assert.Equal(["relu6"], Paths("param relu6 : f32[8] = zeros\nrelu (x + relu6)"));

    [Fact]
    public void RepetitionsAreCounted() => Assert.Equal(
        ["dense.0.weight", "dense.1.weight", "dense2.weight"], Weights("x |> repeat 2 (dense 8) |> dense 3"));

    [Fact]
    public void LambdasOpenNoScope() => Assert.Equal(
        ["dense.0.weight", "dense2.0.weight", "dense.1.weight", "dense2.1.weight"],
        Weights("x |> repeat 2 (fun h -> h |> dense 4 |> dense 8)"));

    [Fact]
    public void FoldCountsToo() => Assert.Equal(
        ["dense.0.weight", "dense.1.weight"], Weights("fold (fun h n -> dense n h) x [4; 2]"));

    [Fact]
    public void NamedReplacesTheScope() => Assert.Equal(
        ["head.weight", "dense.weight"], Weights("x |> named \"head\" (dense 4) |> dense 2"));

    [Fact]
    public void NamedOpensAScopeForAComposition() => Assert.Equal(
        ["body.dense.weight", "body.dense2.weight", "dense.weight"],
        Weights("x |> named \"body\" (dense 4 >> relu >> dense 2) |> dense 3"));

    [Fact]
    public void ASuffixEndsNamesOfParamsAndOfLayersButNotOfWhatIsInThese() => Assert.Equal(
        ["gain_a", "dense_a.weight", "block_a.dense.weight", "dense2.weight"],
        Paths(
            """
            let layer = fun x ->
                param gain : f32[8] = ones
                x * gain |> dense 8 |> block
            x |> suffixed "_a" layer |> dense 2
            """,
            "let block x = dense 4 x").Where(p => !p.EndsWith("bias", StringComparison.Ordinal)));

    [Fact]
    public void SuffixesStandBehindEachOtherAndBeforeNumbers() => Assert.Equal(
        ["dense_a_b.0.weight", "dense_a_b.1.weight"],
        Weights("x |> repeat 2 (suffixed \"_a\" (fun h -> suffixed \"_b\" (dense 8) h))"));

    [Fact]
    public void ASuffixWithAValueInItNumbersByItself() => Assert.Equal(
        ["dense_l0.weight", "dense_l1.weight"],
        Weights("fold (fun h i -> suffixed \"_l{i}\" (dense 8) h) x [0; 1]"));

    [Theory]
    [InlineData("suffixed \"_a\" (dense 4) x |> suffixed \"_a\" (dense 4)", "dense_a.weight", "dense2_a.weight")]
    [InlineData("x |> named \"head\" (suffixed \"_a\" (dense 4))", "head_a.weight")]
    [InlineData("x |> suffixed \"_a\" (named \"head\" (dense 4))", "head_a.weight")]
    [InlineData("let layer = share (suffixed \"_a\" (dense 8))\nx |> layer |> layer", "dense_a.weight")]
    public void ASuffixGoesWithOtherNames(string body, params string[] paths) => Assert.Equal(paths, Weights(body));

    [Fact]
    public void SharedLayersAreOneInstance() => Assert.Equal(
        ["dense.weight"], Weights("let layer = share (dense 8)\nx |> layer |> layer"));

    [Fact]
    public void LayerValuesAppliedTwiceAreTwoInstancesAndWarnedAbout()
    {
        const string body = "let layer = dense 8\n    x |> layer |> layer";
        Assert.Equal(["dense.weight", "dense2.weight"], Weights(body.Replace("    ", "", StringComparison.Ordinal)));
        var warning = Assert.Single(Analyzed.Diagnostics($"model M (x: f32[N, 8]) =\n    {body}"));
        Assert.Equal("NL2102", warning.Code);
    }

    [Theory]
    [InlineData("repeat 2 layer x")]
    [InlineData("fold (fun h i -> named \"l{i}\" layer h) x [0; 1]")]
    [InlineData("fold (fun h i -> suffixed \"_{i}\" layer h) x [0; 1]")]
    public void ALayerValueMayBeRepeated(string body) =>
        Assert.Empty(Analyzed.Diagnostics($"model M (x: f32[N, 8]) =\n    let layer = dense 8\n    {body}"));

    [Fact]
    public void ACompositionAppliedTwiceIsWarnedAboutOnce() => Assert.Equal("NL2102", Assert.Single(Analyzed.Diagnostics("""
        model M (x: f32[N, 8]) =
            let net = dense 8 >> relu >> dense 8
            x |> net |> net
        """)).Code);

    [Fact]
    public void DefinitionsWithParametersAreNotWarnedAbout() => Assert.Empty(Analyzed.Diagnostics("""
        let layer x = dense 8 x
        model M (x: f32[N, 8]) = x |> layer |> layer
        """));

    [Fact]
    public void AppendingRenamesNothing() => Assert.Equal(
        Weights("x |> apply (dense 8) |> dense 3", "let apply f x = f x").ToList(),
        Weights("x |> apply (dense 8) |> dense 3 |> dense 1", "let apply f x = f x").SkipLast(1).ToList());

    [Fact]
    public void OneParamMayBeUsedManyTimes() => Assert.Equal(
        ["table: f32[8, 8]"], Analyzed.Variables("model M (x: f32[N, 8]) =\n    param table : f32[8, 8] = zeros\n    x @ table @ transpose table"));

    [Fact]
    public void TwoVariablesOfOneNameAreAnError() => Assert.Equal(
        "NL2101", Analyzed.Error("model M (x: f32[N, 8]) = x |> named \"a\" (dense 8) |> named \"a\" (dense 8)").Code);

    [Fact]
    public void LayersAreListedOuterOnesFirst() => Assert.Equal(
        ["block block f32[N, 2]", "block.dense dense f32[N, 8]", "block.dense2 dense f32[N, 2]"],
        Analyzed.Model("""
            let block n x = x |> dense 8 |> relu |> dense n
            model M (x: f32[N, 8]) = block 2 x
            """).Layers.Select(l => $"{l.Path} {l.Definition} {l.Output}"));
}
