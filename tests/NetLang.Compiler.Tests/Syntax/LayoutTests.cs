using NetLang.Compiler.Syntax;
using Xunit;

namespace NetLang.Compiler.Tests.Syntax;

public class LayoutTests
{
    [Theory]
    [InlineData("let f x = x + 1")]
    [InlineData("let f x =\n    x + 1")]
    [InlineData("let f x =\n  x +\n  1")]
    [InlineData("let f x = x\n        + 1")]
    [InlineData("let f x =\n    x\n    + 1")]
    [InlineData("let f x =\n    x\n  + 1")]
    [InlineData("let f x = x\n  + 1")]
    [InlineData("let f x = x\n+ 1")]
    [InlineData("let f\n    x\n    = x + 1")]
    [InlineData("let f x =\n\n    // comment\n    x (* inner *) + // trailing\n\n        1\n\n")]
    [InlineData("(* before *) \nlet f x =\n(* at the margin *)\n    x\n// at the margin\n    + 1")]
    [InlineData("\uFEFFlet f x =\n    (x\n     + 1)")]
    [InlineData("let f x = (\n    x + 1\n)")]
    public void An_expression_may_be_broken_in_many_ways(string text) =>
        Assert.Equal("(let f x\n  (+ x 1))\n", Parsed.Dump(text));

    [Theory]
    [InlineData("[a; b; c]")]
    [InlineData("[ a\n           b\n           c ]")]
    [InlineData("[\n    a\n    b\n    c\n]")]
    [InlineData("[\n    a;\n    b;\n    c\n]")]
    [InlineData("[ a; b\n           c ]")]
    public void Elements_stand_on_lines_of_their_own_or_between_semicolons(string list) =>
        Assert.Equal("[a b c]", Parsed.Expression(list));

    [Theory]
    [InlineData("[ a\n              b ]", "[(a b)]")]
    [InlineData("[ a\n           -b ]", "[a (neg b)]")]
    [InlineData("[ a\n           - b ]", "[(- a b)]")]
    [InlineData("[ a\n           |> b\n           c ]", "[(|> a b) c]")]
    [InlineData("[ a\n           [b] ]", "[a [b]]")]
    public void A_line_further_right_or_with_an_operator_continues_an_element(string list, string expected) =>
        Assert.Equal(expected, Parsed.Expression(list));

    [Theory]
    [InlineData("{ a = f x\n        |> g\n        b = 2 }")]
    [InlineData("{ a = f x\n            |> g\n        b = 2 }")]
    [InlineData("{ a = f\n              x |> g\n        b = 2 }")]
    [InlineData("{ a =\n            f x\n            |> g\n        b = 2 }")]
    [InlineData("{\n    a = f x |> g\n    b = 2\n}")]
    [InlineData("{ a = f x |> g; b = 2 }")]
    public void Fields_may_go_over_lines(string record)
    {
        // The text stands behind `let it = `, so `{` is in column 9: its fields are put in column 11.
        var shifted = record.Replace("\n        ", "\n           ", StringComparison.Ordinal);
        Assert.Equal("{a=(|> (f x) g); b=2}", Parsed.Expression(shifted));
    }

    [Theory]
    [InlineData("xs |> map (fun x -> x + 1)")]
    [InlineData("xs |> map (fun x ->\n    x + 1)")]
    [InlineData("xs |> map (fun x ->\n    x + 1\n)")]
    [InlineData("xs\n  |> map (fun x -> x\n                   + 1)")]
    [InlineData("xs\n  |> map (fun x ->\n          x + 1)")]
    public void The_body_of_a_function_is_indented_under_its_line(string text) =>
        Assert.Equal("(|> xs (map (fun x -> (+ x 1))))", Parsed.Expression(text));

    [Theory]
    [InlineData("(fun x ->\n     let y = x\n     y)")]
    [InlineData("(fun x ->\n          let y = x\n          y)")]
    [InlineData("(fun x -> let y = x\n          y)")]
    [InlineData("(\n    fun x ->\n    let y = x\n    y)")]
    public void A_function_body_is_a_block(string text) => Assert.Equal(
        "(let it\n  (fun x -> \n    (let y = x)\n    y))\n",
        Parsed.Dump("let it =\n    " + text.Replace("\n", "\n    ", StringComparison.Ordinal)));

    [Theory]
    [InlineData("if a then b else c")]
    [InlineData("if a\n    then b\n    else c")]
    [InlineData("if a then\n        b\n    else\n        c")]
    [InlineData("if a then b\n    else c")]
    [InlineData("if a\n       then b\n       else c")]
    public void Branches(string text) => Assert.Equal("(let f\n  (if a b c))\n", Parsed.Dump("let f =\n    " + text));

    [Fact]
    public void An_operator_at_the_column_of_an_if_or_a_match_takes_its_value()
    {
        Assert.Equal(
            "(let f\n  (|> (if a b c) g))\n",
            Parsed.Dump("let f =\n    if a then b\n    else c\n    |> g"));
        Assert.Equal(
            "(let f\n  (if a b (|> c g)))\n",
            Parsed.Dump("let f =\n    if a then b\n    else c\n         |> g"));
        Assert.Equal(
            "(let f\n  (|> (match x\n    | 0 -> a\n    | _ -> b) g))\n",
            Parsed.Dump("let f =\n    match x with\n    | 0 -> a\n    | _ -> b\n    |> g"));
        Assert.Equal(
            "(let f\n  (|> (|> xs (map (fun x -> x))) g))\n",
            Parsed.Dump("let f =\n    xs\n    |> map (fun x -> x)\n    |> g"));
    }

    [Theory]
    [InlineData("    a\n    |> g")]
    [InlineData(" a\n|> g")]
    [InlineData("   a\n|> g")]
    [InlineData("   a\n          |> g")]
    public void An_operator_may_stand_in_the_margin_of_its_operands(string text) =>
        Assert.Equal("(let f\n  (|> a g))\n", Parsed.Dump("let f =\n" + text));

    [Fact]
    public void Else_belongs_to_the_if_of_its_column()
    {
        const string nested = "let f =\n    if a then\n        if b then c\n        else d\n    else\n        e";
        Assert.Equal("(let f\n  (if a (if b c d) e))\n", Parsed.Dump(nested));
        Assert.Equal("(let f\n  (if a b (if c d e)))\n", Parsed.Dump(
            "let f =\n    if a then\n        b\n    else if c then\n        d\n    else\n        e"));
        Assert.Equal("(let f\n  (if a b (if c d e)))\n", Parsed.Dump("let f = if a then b elif c then d else e"));
    }

    [Fact]
    public void Cases_belong_to_the_match_of_their_column() => Assert.Equal(
        "(let f\n  (match a\n    | 0 -> (match b\n      | 1 -> x\n      | _ -> y)\n    | _ -> z))\n",
        Parsed.Dump("""
            let f =
                match a with
                | 0 ->
                    match b with
                    | 1 -> x
                    | _ -> y
                | _ -> z
            """));

    [Fact]
    public void Cases_may_stand_on_one_line() => Assert.Equal(
        "(let f\n  (match a\n    | 0 -> b\n    | _ -> c))\n",
        Parsed.Dump("let f = match a with 0 -> b | _ -> c"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_width_of_indentation_does_not_matter(int width)
    {
        foreach (var example in new[] { DesignExamples.Fashion, DesignExamples.Layers, DesignExamples.Breadth })
            Assert.Equal(Parsed.Dump(example), Parsed.Dump(Reindent(example, width)));
    }

    [Fact]
    public void Comments_and_line_ends_do_not_matter()
    {
        foreach (var example in new[] { DesignExamples.Fashion, DesignExamples.Layers, DesignExamples.Breadth })
        {
            var lines = example.Split('\n').Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal));
            var plain = string.Join('\n', lines);
            var commented = plain.Replace("\n", " // comment\n\n(* a\n  comment *)\n", StringComparison.Ordinal);
            Assert.Equal(Parsed.Dump(plain), Parsed.Dump(commented));
            Assert.Equal(Parsed.Dump(plain), Parsed.Dump(plain + "\n\n   \n"));
        }
    }

    [Fact]
    public void Carriage_returns_do_not_matter()
    {
        var diagnostics = new NetLang.Compiler.Diagnostics.DiagnosticBag();
        var unit = NetLang.Compiler.Syntax.Parser.Parse(
            new("test.net", DesignExamples.Layers.Replace("\n", "\r\n", StringComparison.Ordinal)), diagnostics);
        Assert.Empty(diagnostics.All);
        Assert.Equal(Parsed.Dump(DesignExamples.Layers), SyntaxDump.Of(unit));
    }

    [Fact]
    public void Words_for_declarations_are_names_elsewhere() => Assert.Equal(
        "(let f model state\n  (let param = (state model))\n  (|> param (fun train optimizer -> import.model)))\n",
        Parsed.Dump("let f model state =\n    let param = state model\n    param |> fun train optimizer -> import.model"));

    // Blocks are indented by four in the examples; columns within a line, of brackets, keep their offset.
    private static string Reindent(string text, int width) => string.Join('\n', text.Split('\n').Select(line =>
    {
        var blanks = line.Length - line.TrimStart().Length;
        return new string(' ', blanks / 4 * width + blanks % 4) + line.TrimStart();
    }));
}
