using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Syntax;

public class RecoveryTests
{
    [Fact]
    public void Every_broken_declaration_is_reported_and_the_others_are_kept()
    {
        const string text = """
            import "a.net
            let good x = x + 1
            let broken x = x +
            model Broken (x: f32[N, 2]) : f32[N] =
                x |> (dense 1
            let sizes = [1, 2]
            train Broken = { data = idx "a" "b" }
            let f x = if x then 1
            let last = good 2
            """;
        var unit = Parsed.Unit(text, out var diagnostics);
        Assert.Equal(
            ["NL1002", "NL1204", "NL1103", "NL1206", "NL1203"],
            diagnostics.All.Select(diagnostic => diagnostic.Code));
        Snapshot.Match(SyntaxDump.Of(unit), "recovery");
    }

    [Theory]
    // Words
    [InlineData("let a = 1 € 2", "NL1001")]
    [InlineData("let a = 1 '😀'", "NL1001 NL1001 NL1001")]
    [InlineData("let a = \"abc", "NL1002")]
    [InlineData("let a = \"\\d\"", "NL1003")]
    [InlineData("let a = \"\\u12\"", "NL1003")]
    [InlineData("let a = 1 (* (* *)", "NL1004")]
    [InlineData("let a = 9223372036854775808", "NL1005")]
    [InlineData("let a = 0xFFFFFFFFFFFFFFFFF", "NL1005")]
    [InlineData("let a = 1.0f", "NL1006")]
    [InlineData("let a = 1.", "NL1006")]
    [InlineData("let a = f .5", "NL1006")]
    [InlineData("let a = 1e999", "NL1006")]
    [InlineData("let a =\n\t1\nlet b =\n\t2", "NL1007")]
    [InlineData("let f = fun x => x", "NL1008")]
    [InlineData("let a = b == c && !d", "NL1008 NL1008")]
    // Layout
    [InlineData("let f x =\n    let y = x\n  y", "NL1101")]
    [InlineData("let f x =\n    x\n      let y = x\n    y", "NL1201")]
    [InlineData("let f = [ 1\n    2 ]", "NL1101")]
    [InlineData("let f x =\n    x\n + 1", "NL1101")]
    [InlineData("let f x =\n    x\n|> g", "NL1101")]
    [InlineData("let f x =\n    let y =\n        x\n    + 1\n    y", "NL1101")]
    [InlineData("   let f = 1\n   let g = 2", "NL1101")]
    [InlineData("let f x =\nlet g = 1", "NL1102")]
    [InlineData("let f x =\nx", "NL1102")]
    [InlineData("let f x = (if x then else 2)", "NL1102")]
    [InlineData("let f x = g (x\nlet h = 2", "NL1103")]
    [InlineData("let f x = [g (x]", "NL1103")]
    [InlineData("let f x = x)", "NL1104")]
    [InlineData("def f x = x", "NL1105")]
    [InlineData("let f = 1\nf 2\nlet g = 1)", "NL1105 NL1104")]
    // Order of words
    [InlineData("let f x = x x.[0]", "NL1201")]
    [InlineData("let f x = 1 + let y = 2", "NL1201")]
    [InlineData("let f x = [1..2]", "NL1201")]
    [InlineData("let f (x: f32 [n]) = x", "NL1201")]
    [InlineData("let f (x: ) = x", "NL1201")]
    [InlineData("let f x = match x 1 -> 2", "NL1201")]
    [InlineData("let f x\n    x |> relu", "NL1202")]
    [InlineData("model M (x: f32[N]) : f32[N]\n    x", "NL1202")]
    [InlineData("train M", "NL1202")]
    [InlineData("let f x = { a; b = 1 }", "NL1202")]
    [InlineData("let f x = if x 1 else 2", "NL1203")]
    [InlineData("let f x = if x then 1", "NL1203")]
    [InlineData("let f x = x *", "NL1204")]
    [InlineData("let f x = (x + )", "NL1204")]
    [InlineData("let f x = x + * 2", "NL1204")]
    [InlineData("let f x = fun x x", "NL1205")]
    [InlineData("let f x =\n    match x with\n    | 1 = 2", "NL1205")]
    [InlineData("let f x = [1, 2]", "NL1206")]
    [InlineData("let f x = { a = 1, b = 2 }", "NL1206")]
    [InlineData("let f =\n    param w = zeros\n    w", "NL1208")]
    [InlineData("let rec f x = x", "NL1209")]
    [InlineData("let f =\n    let a = 1 in a", "NL1209")]
    [InlineData("let f = map fun x -> x", "NL1210")]
    [InlineData("let f x =\n    let y = x", "NL1211")]
    [InlineData("let f x = 1.0 -x", "NL1212")]
    // First letters of names
    [InlineData("let Block x = x", "NL1213")]
    [InlineData("let f X = 1", "NL1213")]
    [InlineData("let (A, [_; B]) = 1", "NL1213 NL1213")]
    [InlineData("let f x =\n    let Width = 4\n    x", "NL1213")]
    [InlineData("let f = fun (X: f32[N]) -> 1", "NL1213")]
    [InlineData("model M (X: f32[N]) = 1", "NL1213")]
    [InlineData("model digits (x: f32[N]) = x", "NL1213")]
    [InlineData("import \"blocks.net\" as blocks", "NL1213")]
    [InlineData("import \"blocks.net\" as", "NL1201")]
    [InlineData("import \"blocks.net\" Blocks", "NL1201")]
    public void Mistakes_have_their_codes(string text, string codes) => Assert.Equal(codes, Parsed.Codes(text));

    [Fact]
    public void Messages_are_plain_words()
    {
        string[] mistakes =
        [
            "let f x\n    x |> relu", "let f x = if x then 1", "let f x = if x 1 else 2", "let f x = x *",
            "let f = fun x => x", "let f x = [1, 2]", "let f x = { a = 1, b = 2 }", "let f = map fun x -> x",
            "let f x =\n    let y = x * 2\n  y", "let f x = g (x\n", "let f x =\nx", "def f x = x",
            "let f x = 1.0 -x", "let rec f x = x", "let f (x: f32 [n]) = x", "let f x = x ; y",
            "let f x =\n    x\n      let y = x\n    y", "let f =\n    param w = zeros\n    w", "let f x = match x 1 -> 2",
            "model (x: f32) = x", "import blocks", "let f x = x )", "let a = 1.0f", "let a = f .5",
            "import \"a.net\" as", "import \"a.net\" as a", "import \"a.net\" a",
            "let = 3", "let f x = (a, )", "let f x = x[", "let f x = x[]", "train M = { data = }", "let f : = 2",
        ];
        Snapshot.Match(
            string.Join("\n----\n", mistakes.Select(text => text + "\n\n" + Parsed.Errors(text))), "messages");
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("-(", ")")]
    [InlineData("fun x -> ", "")]
    [InlineData("if a then b else ", "")]
    [InlineData("f (fun x -> ", ")")]
    [InlineData("x + ", "")]
    [InlineData("x ** ", "")]
    [InlineData("{ a = ", " }")]
    [InlineData("x[", "]")]
    [InlineData("match a with | _ -> ", "")]
    [InlineData("let x = ", "")]
    public void Deep_nesting_is_refused(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 5_000)) + "x"
            + string.Concat(Enumerable.Repeat(close, 5_000));
        Parsed.Unit("let f = " + text + "\nlet g = (", out var diagnostics);
        Assert.Contains(diagnostics.All, diagnostic => diagnostic.Code is "NL1207" or "NL1211");
        Assert.Contains(diagnostics.All, diagnostic => diagnostic.Code is "NL1103");
    }

    [Fact]
    public void Ordinary_nesting_is_accepted()
    {
        var brackets = string.Concat(Enumerable.Repeat("(", 100)) + "x" + string.Concat(Enumerable.Repeat(")", 100));
        Assert.Equal("x", Parsed.Expression(brackets));
        var pipeline = "x" + string.Concat(Enumerable.Repeat(" |> f", 300));
        Assert.NotEmpty(Parsed.Expression(pipeline));
    }

    [Fact]
    public void Deep_comments_do_no_harm()
    {
        var text = string.Concat(Enumerable.Repeat("(*", 20_000));
        Assert.Equal("NL1004", Parsed.Codes(text));
    }

    [Fact]
    public void Positions_are_those_of_the_text()
    {
        Parsed.Unit("let a = 1\r\nlet bé = 2", out var diagnostics);
        var error = diagnostics.All[0];
        Assert.Equal("é", error.Span!.Value.Text);
        Assert.Equal("test.net(2,6)", error.Span.Value.ToString());
        Assert.Equal(Severity.Error, error.Descriptor.Severity);
    }
}
