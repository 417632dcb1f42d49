using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>
/// Ordinals go to call sites in the order of the text, also where the calls happen in another: so what is written
/// behind the existing text renames nothing.
/// </summary>
public class InstanceOrderTests
{
    private const string Block = "let block n x = x |> dense 8 |> dense n\n";

    [Theory]
    // An argument is computed before the call in which it stands.
    [InlineData("dense 2 (dense 4 x)", "dense2[4]", "dense[2]")]
    [InlineData("dense 2 (x |> dense 3 |> dense 4)", "dense2[3]", "dense3[4]", "dense[2]")]
    [InlineData("repeat 2 (dense 8) (dense 8 x)", "dense2[8]", "dense.0[8]", "dense.1[8]")]
    [InlineData("repeat 2 (relu >> dense 8) (dense 8 x)", "dense2[8]", "dense.0[8]", "dense.1[8]")]
    [InlineData("repeat 2 (freeze (dense 8)) (dense 8 x)", "dense2[8]", "dense.0[8]", "dense.1[8]")]
    [InlineData("concat (map (dense 3) [dense 8 x; x])", "dense2[8]", "dense.0[3]", "dense.1[3]")]
    [InlineData("fold (fun h n -> dense n h) (dense 8 x) [4; 2]", "dense2[8]", "dense.0[4]", "dense.1[2]")]
    [InlineData("x + fst (scan (fun s now -> (dense 1 s, now)) (dense 1 x) x)", "dense2[1]", "dense[1]")]
    [InlineData("freeze (dense 2) (dense 4 x)", "dense2[4]", "dense[2]")]
    [InlineData("initialize { bias = zeros } (dense 2) (dense 4 x)", "dense2[4]", "dense[2]")]
    [InlineData("let layer y = dense 8 y\nlayer (layer x)", "layer2.dense[8]", "layer.dense[8]")]
    // A layer value is called where it is applied.
    [InlineData("let late = dense 2\nlate (dense 4 x)", "dense2[4]", "dense[2]")]
    [InlineData("let late = dense 2\nx |> dense 4 |> late", "dense[4]", "dense2[2]")]
    [InlineData("let late = freeze (dense 2)\nlate (dense 4 x)", "dense2[4]", "dense[2]")]
    [InlineData("top (dense 4 x)", "dense2[4]", "dense[2]")]
    // A shared one is made where `share` stands.
    [InlineData("let early = share (dense 2)\nx |> dense 4 |> early", "dense2[4]", "dense[2]")]
    // A name is a scope of its own.
    [InlineData("named \"head\" (dense 2) (dense 4 x)", "dense[4]", "head[2]")]
    [InlineData("x |> named \"body\" (dense 4 >> dense 2) |> dense 3", "body.dense[4]", "body.dense2[2]", "dense[3]")]
    // What is not reached counts as well.
    [InlineData("let y = match 2 with | 1 -> dense 5 x | _ -> dense 4 x\ndense 3 y", "dense2[4]", "dense3[3]")]
    [InlineData("let y = if true then x else repeat 2 (dense 8) x\ndense 3 y", "dense2[3]")]
    // A definition that is used twice has two scopes, each with its own numbers.
    [InlineData("block 2 (block 4 x)", "block2.dense[8]", "block2.dense2[4]", "block.dense[8]", "block.dense2[2]")]
    public void ItIsThatOfTheText(string body, params string[] expected) => Assert.Equal(expected, Weights(body));

    [Theory]
    [InlineData("let late = dense 8\nx |> late |> dense 3 |> late", "dense[8]", "dense2[3]", "dense3[8]")]
    [InlineData("let f = fun y -> dense 8 y\nx |> f |> f", "dense[8]", "dense2[8]")]
    [InlineData("let f = fun y -> dense 8 y\nx |> f |> f |> dense 3", "dense[8]", "dense3[8]", "dense2[3]")]
    [InlineData("let f = dense 8 >> relu\nx |> f |> dense 3 |> f", "dense[8]", "dense2[3]", "dense3[8]")]
    public void ASiteThatIsPassedTwiceIsNumberedBehindAllSites(string body, params string[] expected) =>
        Assert.Equal(expected, Weights(body));

    [Theory]
    [InlineData("x |> twice (dense 8)", "twice.dense[8]", "twice.dense2[8]")]
    [InlineData("x |> twice (dense 8) |> dense 3", "twice.dense[8]", "twice.dense2[8]", "dense[3]")]
    public void AFunctionThatIsPassedInIsNamedWhereItIsApplied(string body, params string[] expected) =>
        Assert.Equal(expected, Weights(body));

    [Theory]
    [InlineData("x |> repeat 2 (dense 8)")]
    [InlineData("let early = share (dense 8)\nx |> early |> early")]
    [InlineData("repeat 2 (dense 8) (dense 8 x)")]
    [InlineData("let f = fun y -> dense 8 y\nf x")]
    [InlineData("x |> top")]
    public void AppendingRenamesNothing(string body)
    {
        var before = Weights(body).ToList();
        var after = Weights($"let y =\n    {body.Replace("\n", "\n    ", StringComparison.Ordinal)}\ny |> dense 5").ToList();
        Assert.Equal(before, after.SkipLast(1));
    }

    /// <summary>The scopes and units of the dense layers, in the order of their calls.</summary>
    private static IEnumerable<string> Weights(string body) => Analyzed.Model($$"""
        let top = dense 2
        let fst (a, b) = a
        let twice f x = x |> f |> f
        {{Block}}
        model M (x: f32[N, 8]) =
        {{string.Join('\n', body.Split('\n').Select(line => "    " + line))}}
        """).Variables
        .Where(v => v.Path.EndsWith(".weight", StringComparison.Ordinal))
        .Select(v => $"{v.Path[..^".weight".Length]}[{v.Type.Shape[0]}]");
}
