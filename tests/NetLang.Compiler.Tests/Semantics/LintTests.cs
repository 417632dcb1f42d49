using NetLang.Compiler.Diagnostics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Warnings of names, cases and broadcasts: where there are some, and where there are none.</summary>
public class LintTests
{
    private const string Uses = "\nmodel M (x: f32[N, 1]) : f32[N, 1] = f x";

    [Theory]
    [InlineData("let f x =\n    let y = 1\n    x", "y")]
    [InlineData("let f x =\n    let y, z = (x, 2)\n    y", "z")]
    [InlineData("let f x =\n    let g a = a\n    x", "g")]
    [InlineData("let f x =\n    let g a b = a\n    g x 1", "b")]
    [InlineData("let g x y = x\nlet f x = g x 1", "y")]
    [InlineData("let g { a = 1 } x = x\nlet f x = g x", "a")]
    [InlineData("let f x =\n    match 3 with\n    | 1 -> x\n    | k -> x", "k")]
    [InlineData("let f x =\n    state s : f32[1] = zeros\n    x", "s")]
    [InlineData("let width = 3\nlet f x = x", "width")]
    [InlineData("let g x = x\nlet f x = x", "g")]
    [InlineData("optimizer o (w, g, rate, step) = w <- w - rate * g\nlet f x = x", "o")]
    public void What_nothing_uses(string text, string name) => Assert.Equal(("NL2031", name), Only(text + Uses));

    [Theory]
    [InlineData("let f x =\n    let _y = 1\n    x")]
    [InlineData("let f x =\n    let y, _ = (x, 2)\n    y")]
    [InlineData("let f x = fold (fun a b -> a) x [1]")]
    [InlineData("let f x =\n    let k = 1\n    require (k = 1) \"{k}\"\n    x")]
    [InlineData("let width = 1\nlet f x =\n    require true \"{width}\"\n    x")]
    [InlineData("let f x =\n    state s : f32[1] = zeros\n    s <- s + 1.0\n    x")]
    [InlineData("let units = 1\nlet f x = dense units x")]
    [InlineData("let units = 1\nlet f (x: 't[.., units]) = x")]
    [InlineData("let f x =\n    let n = 1\n    param w : f32[n] = zeros\n    x + w")]
    [InlineData("let f (x: 't[.., n]) = x")]
    [InlineData("let _later x = x\nlet f x = x")]
    [InlineData("let f x =\n    param w : f32[1] = zeros\n    x")]
    public void What_something_uses_or_need_not(string text) => Assert.Empty(Report(text + Uses));

    [Fact]
    public void A_library_is_there_for_others() => Assert.Empty(Report("let width = 3\nlet double x = x + x"));

    [Fact]
    public void Inputs_of_models_may_be_for_the_loss() => Assert.Empty(Report("""
        model M (x: f32[N, 1]) (weight: f32[N, 1]) : f32[N, 1] = dense 1 x
        train M = { loss = fun output (target: f32[N, 1], weight: f32[N, 1]) -> mean (weight * square (output - target)) }
        """));

    [Fact]
    public void What_is_unused_is_not_said_where_there_are_errors() => Assert.Equal(
        ["NL2001"], Report("let f x =\n    let wdith = 3\n    dense width x").Select(d => d.Code));

    [Theory]
    [InlineData("let f x =\n    let y = 1\n    let y = 2\n    x + y")]
    [InlineData("let f y =\n    let g = y\n    let y = 2.0\n    g * y")]
    [InlineData("let f y =\n    let g = relu\n    let x = match 1 with | g -> g\n    y + x + g 1.0")]
    [InlineData("let f (x: 't[n, 1]) =\n    let n = 3.0\n    x * n")]
    public void What_hides_another(string text) => Assert.Contains(Report(text + Uses), d => d.Code == "NL2032");

    [Theory]
    [InlineData("let f x =\n    let x = relu x\n    let x = x |> tanh\n    x")]
    [InlineData("let f x = [x] |> map (fun x -> relu x) |> fold (fun x y -> x + y) 0.0")]
    [InlineData("let f x =\n    let g x = relu x\n    g x")]
    [InlineData("let f x =\n    let size = 3.0\n    x * size")]
    [InlineData("let f x =\n    let g = 2.0\n    let h = match 1 with | 1 -> g | _ -> 1.0\n    x * h")]
    public void What_hides_nothing_of_its_function(string text) => Assert.Empty(Report(text + Uses));

    [Fact]
    public void A_name_of_the_prelude_is_hidden()
    {
        var warning = Assert.Single(Report("let relu x = x\nlet f x = relu x" + Uses));
        Assert.Equal("NL2032", warning.Code);
        Assert.Equal("prelude/activations.net", warning.Labels[0].Span.Source.Path);
        Assert.Equal(("NL2032", "sum"), Only("let sum x = x\nlet f x = sum x" + Uses));
    }

    [Theory]
    [InlineData("| _ -> 1\n    | 2 -> 2", "2")]
    [InlineData("| k -> k\n    | _ -> 2", "_")]
    [InlineData("| 1 -> 1\n    | 1 -> 2\n    | _ -> 3", "1")]
    public void A_case_that_no_value_comes_to(string cases, string place) => Assert.Equal(
        ("NL2033", place), Only($"let f x =\n    x + match 1 with\n    {cases}" + Uses));

    [Theory]
    [InlineData("| (1, _) -> 1\n    | (1, 2) -> 2\n    | _ -> 3", true)]
    [InlineData("| (1, _) -> 1\n    | (_, 2) -> 2\n    | _ -> 3", false)]
    [InlineData("| [_; A] -> 1\n    | [1; A] -> 2\n    | _ -> 3", true)]
    [InlineData("| A -> 1\n    | B -> 2\n    | A -> 3\n    | _ -> 4", true)]
    [InlineData("| k when k = 1 -> 1\n    | 1 -> 2\n    | _ -> 3", false)]
    [InlineData("| 1 -> 1\n    | 1.0 -> 2\n    | \"1\" -> 3\n    | true -> 4\n    | _ -> 5", false)]
    public void Cases_of_several_parts(string cases, bool isReported) => Assert.Equal(
        isReported, Report($"let f x =\n    x + match 7 with\n    {cases}" + Uses).Any(d => d.Code == "NL2033"));

    [Theory]
    [InlineData("a - b", "model M (a: f32[N, 1]) (b: f32[N]) = ")]
    [InlineData("b - a", "model M (a: f32[N, 1]) (b: f32[N]) = ")]
    [InlineData("a < b", "model M (a: f32[7, 1]) (b: f32[7]) = ")]
    [InlineData("where (a > 0.0) b 0.0", "model M (a: f32[N, 1]) (b: f32[N]) = ")]
    [InlineData("a * b", "let f (a: 't[n, 1]) (b: 't[n]) = ")]
    [InlineData("mean (a - b)", "let f (a: 't[n, n, 1]) (b: 't[n, n]) = ")]
    [InlineData("mean (b - a)", "let f (a: 't[n, n, 1]) (b: 't[n, n]) = ")]
    public void A_vector_meets_a_column(string expression, string head) => Assert.Equal("NL3031", Only(head + expression).Code);

    [Theory]
    [InlineData("expandDims 1 b - b", "model M (a: f32[N, 1]) (b: f32[N]) = ")]
    [InlineData("a + a", "model M (a: f32[N, 1]) (b: f32[N]) = ")]
    [InlineData("a + b", "let f (a: 't[n, 1, 1]) (b: 't[n, n]) = ")]
    [InlineData("a + b", "model M (a: f32[1, 1]) (b: f32[1]) = ")]
    [InlineData("a + b", "model M (a: f32[N, 1]) (b: f32[4]) = ")]
    [InlineData("a + b", "model M (a: f32[N, 4]) (b: f32[4]) = ")]
    [InlineData("a + b", "let f (a: 't[n, 1]) (b: 't[m]) = ")]
    public void Other_shapes_meet(string expression, string head) => Assert.DoesNotContain(
        Report(head + expression), d => d.Code == "NL3031");

    private static (string Code, string Place) Only(string text)
    {
        var warning = Assert.Single(Report(text));
        Assert.False(warning.IsError, warning.Message);
        return (warning.Code, warning.Span!.Value.Text);
    }

    private static IReadOnlyList<Diagnostic> Report(string text) => Programs.Analyze(text).Diagnostics.All;
}
