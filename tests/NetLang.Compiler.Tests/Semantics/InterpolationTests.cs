using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Values that stand in strings for their names.</summary>
public class InterpolationTests
{
    [Theory]
    [InlineData("\"{a}\"", "3")]
    [InlineData("\"{a} and {b}, {N}\"", "3 and 2.5, N")]
    [InlineData("\"{r.units} {r.inner.name}\"", "4 x")]
    [InlineData("\"{xs} {pair}\"", "[1; 2] (3, true)")]
    [InlineData("\"{x}: {mode}\"", "f32[N, 3]: Same")]
    [InlineData("\"{top}\"", "seven 7")]
    [InlineData("(fun a -> \"{a}\") 5", "5")]
    [InlineData("let a = 1\n        let text = \"{a}\"\n        let a = 2\n        text", "1")]
    // What is no name that is known stays.
    [InlineData("\"{nothing} {a\"", "{nothing} {a")]
    [InlineData("\"{r.none} {a.b} {} {1} { a }\"", "{r.none} {a.b} {} {1} { a }")]
    public void AreShownAsAUserWouldWriteThem(string text, string expected) =>
        Assert.Equal(expected, Analyzed.Error(Program(text)).Message);

    [Fact]
    public void NameLayers() => Assert.Equal(
        ["layer.block0.weight", "layer.block0.bias", "layer2.block1.weight", "layer2.block1.bias"],
        Analyzed.Model("""
            let layer i x = x |> named "block{i}" (dense 3)
            model M (x: f32[N, 3]) = x |> layer 0 |> layer 1
            """).Variables.Select(v => v.Path));

    [Theory]
    // 2^40 characters.
    [InlineData("fold (fun text i -> \"{text}{text}\") \"ab\" (range 40)", "NL2011")]
    [InlineData("let many = map (fun i -> \"some characters\") (range 1000)\n        \"{many}\"", "NL2011")]
    [InlineData("undefined", "NL2001")]
    public void AreNotTooLong(string text, string code) => Assert.Equal(code, Analyzed.Error(Program(text)).Code);

    [Theory]
    [InlineData("let a = \"{b}\"\nlet b = \"{a}\"\nlet text = a")]
    [InlineData("let a = f 1\nlet f x = \"{a}{x}\"\nlet text = a")]
    [InlineData("let text = \"{text}\"")]
    public void AreNoWayAroundTheBanOfRecursion(string definitions) => Assert.Equal(
        "NL2005", Analyzed.Error($"{definitions}\nmodel M (x: f32[N, 3]) =\n    require false text\n    x").Code);

    private static string Program(string text) => $$"""
        let top = "seven {seven}"
        let seven = 7
        model M (x: f32[N, 3]) =
            let a = 3
            let b = 2.5
            let mode = Same
            let r = { units = 4; inner = { name = "x" } }
            let xs = [1; 2]
            let pair = (a, true)
            let message =
                {{text}}
            require false message
            x
        """;
}
