using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Diagnostics;

/// <summary>Warnings that a comment or an option leaves out.</summary>
public class SilencingTests
{
    [Theory]
    [InlineData("let y = 1 // allow NL2031")]
    [InlineData("let y = 1 //allow NL2031")]
    [InlineData("let y = 1 // allow NL2031: kept for later, NL9999")]
    [InlineData("// allow NL2031\n    let y = 1")]
    [InlineData("let y = 1 // allow NL2031, NL2032\n    let x = ones [3] // allow NL2032 NL2031", "NL2034", "NL2034")]
    [InlineData("let y =\n        1 // allow NL2032\n    let _ = y", "NL2034")]
    [InlineData("let y = 1 // allow NL2031 // allow NL2032")]
    [InlineData("let y = 1 // we allow NL2031 here", "NL2031")]
    [InlineData("let y = 1 // allow nothing", "NL2031")]
    [InlineData("let y = 1 (* allow NL2031 *)", "NL2031")]
    [InlineData("let y = \"// allow NL2031\"", "NL2031")]
    [InlineData("// allow NL2031\n\n    let y = 1", "NL2031", "NL2034")]
    [InlineData("let y = 1 // allow NL2032", "NL2031", "NL2034")]
    [InlineData("let _ = 1 // allow NL2031", "NL2034")]
    [InlineData("let _ = 1 // allow NL3001", "NL2034")]
    [InlineData("let _ = 1 // allow NL9999", "NL2034")]
    public void A_comment_silences_its_line(string line, params string[] expected)
    {
        var found = Codes($"model M (x: f32[N, 3]) =\n    {line}\n    x + 0.0", new());
        Assert.Equal(expected.Order(), found.Where(code => code != "NL2032").Order());
    }

    [Fact]
    public void An_option_silences_all() => Assert.Equal(
        ["NL2032"],
        Codes(
            "let relu x = x\nmodel M (x: f32[N, 3]) =\n    let y = 1 // allow NL2031\n    relu x",
            new() { Allow = ["NL2031", "NL2034"] }));

    [Fact]
    public void Errors_are_not_silenced() => Assert.Equal(
        ["NL2001"], Codes("model M (x: f32[N, 3]) = rleu x // allow NL2001", new() { Allow = ["NL2001"] }));

    [Fact]
    public void What_passes_find_is_silenced_too() => Assert.Empty(Codes(
        """
        model M (x: f32[N, 3]) : f32[N, 3] =
            param w : f32[3] = zeros // allow NL4102
            param v : f32[3] = zeros
            if training then x + v else x + w
        train M = { loss = mse }
        """,
        new()));

    private static IEnumerable<string> Codes(string text, CompilerOptions options) =>
        Compilation.Create(new SourceText("test.net", text), options).Diagnostics.Select(d => d.Code);
}
