using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Prelude;
using NetLang.Compiler.Semantics;
using NetLang.Compiler.Semantics.Files;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Definitions that no model uses are checked on whatever a call may give them.</summary>
[Trait("Category", "Slow")]
public class DefinitionCheckTests
{
    public static TheoryData<string> PreludeFileNames => [.. PreludeFiles.Units.Select(u => u.Source.Path)];

    /// <summary>What fails whatever the arguments are.</summary>
    [Theory]
    [InlineData("NL3001", "let f (x: 't[b, n]) = x @ transpose (ones [n; n + 1])")]
    [InlineData("NL3001", "let f (x: 't[b, 4]) = x @ ones [5; 3]")]
    [InlineData("NL3002", "let f (x: 't[.., n]) = x + ones [n + 1] * ones [n + 3]")]
    [InlineData("NL3002", "let f units (x: 't[.., n]) : 't[.., units] = ones [units + 2] + ones [units + 3]")]
    [InlineData("NL3003", "let g (x: 't[n, 784]) = x\nlet f (x: 't[n, 28, 28]) = g x")]
    [InlineData("NL3003", "let g (x: 't[2 * n]) = x\nlet f (x: 't[4]) = g (ones [5])")]
    [InlineData("NL3004", "let f (x: 't[.., n]) : 't[.., n + 1] = x")]
    [InlineData("NL3004", "let f (x: 't[..]) : i32[..] = x")]
    [InlineData("NL3004", "let f (x: 't[.., n]) : 't[..] = x")]
    [InlineData("NL3006", "let f (x: 't[n]) (y: i32[n]) = x + y")]
    [InlineData("NL3007", "let f (x: 't[..]) = if x > 0.0 then x else -x")]
    [InlineData("NL3009", "let f (x: 't[b, n]) = sum { axis = 2 } x")]
    [InlineData("NL3010", "let f (x: 't[b, 784]) = reshape [b; 28; 27] x")]
    [InlineData("NL3010", "let f (x: 't[b, n]) = reshape [b; n + 1] x")]
    [InlineData("NL3012", "let f (x: 't[..]) = not x")]
    [InlineData("NL3014", "let f (x: 't[n, c]) = x[_, c]")]
    [InlineData("NL3014", "let f (x: 't[n, c]) = x[0, 0, 0]")]
    [InlineData("NL3016", "let f (x: 't[n]) = concat [x; ones [2; 2]]")]
    [InlineData("NL3016", "let f (x: 't[b, t, n]) = scan (fun c now -> (concat [c; now], now)) (zeros [b; n]) x")]
    [InlineData("NL3017", "let f (x: f16[n]) = x")]
    [InlineData("NL3018", "let f (x: 't[n]) = ones [2000000; 2000000]")]
    [InlineData("NL2002", "let f (x: 't[n]) = relu x x")]
    [InlineData("NL2003", "let f rate (x: 't[n]) = repeat 1.5 relu x")]
    [InlineData("NL2004", "let f (x: 't[n]) = leakyRelu { slpe = 0.1 } x")]
    [InlineData("NL2007", "let f { a = { b = 1 } } (x: 't[n]) = x * a.c")]
    [InlineData("NL2008", "let f { mode = First } (x: 't[n]) =\n    match mode with\n    | Second -> x")]
    [InlineData("NL2009", "let f g (x: 't[n]) = g (x + \"one\")")]
    [InlineData("NL2010", "let f (x: 't[b, n]) = dropout 2.0 x")]
    [InlineData("NL2012", "let f (x: 't[b, n]) = x / (n / (n - n))")]
    [InlineData("NL2101", "let f (x: 't[n]) =\n    param w : 't[n] = zeros\n    param w : 't[n] = zeros\n    x + w")]
    [InlineData("NL2104", "let f (x: 't[b, n]) =\n    param w : 't[n] = zeros [n; n]\n    x + w")]
    [InlineData("NL2105", "let f (x: 't[n]) =\n    x <- x + 1.0\n    x")]
    [InlineData("NL2009", "let width = 1 + \"2\"")]
    [InlineData("NL2008", "let (a, b) = (1, 2, 3)")]
    [InlineData("NL2002", "let f = fun (x: 't[n]) -> relu x x")]
    [InlineData("NL3001", "let f = fun (x: 't[b, 4]) -> x @ ones [5; 3]")]
    [InlineData("NL2002", "let m = { name = \"m\"; sums = fun (a: 't[..]) (b: 't[..]) -> relu a b; result = fun s -> s }")]
    [InlineData("NL4013", "optimizer f (w, g) =\n    w <- w - g")]
    [InlineData("NL4013", "optimizer f (w, g, rate, step) =\n    state m = zeros\n    m <- rate * g / step + w")]
    [InlineData("NL2002", "optimizer f (w, g, rate, step) =\n    w <- relu w g")]
    [InlineData("NL2104", "optimizer f (w, g, rate, step) =\n    w <- concat [w; g]")]
    [InlineData("NL2104", "optimizer f (w, g, rate, step) =\n    state m = zeros [2]\n    state n : i32[3] = ones [2]\n    w <- w - rate * g * m")]
    [InlineData("NL2106", "optimizer f (w, g, rate, step) =\n    w <- dense 3 w")]
    [InlineData("NL2101", "optimizer f (w, g, rate, step) =\n    state m = zeros\n    state m = zeros\n    w <- w - rate * g * m")]
    [InlineData("NL2012", "optimizer f { k = 0 } (w, g, rate, step) =\n    w <- w - g * (1 / k)")]
    public void What_no_call_can_mend_is_an_error(string code, string text)
    {
        var error = Assert.Single(Report(text));
        Assert.Equal(code, error.Code);
        Assert.Contains(error.Labels, label => label.Text.StartsWith("found by checking `", StringComparison.Ordinal));
    }

    /// <summary>What is right for some arguments, here stated, is not reported.</summary>
    [Theory]
    [InlineData("let f (x: 't[n, m]) = x + transpose x", "f (ones [2; 2])")]
    [InlineData("let f (x: 't[n, 3]) = x @ x", "f (ones [3; 3])")]
    [InlineData("let f (x: 't[n, m]) = x @ ones [m + 1 - n; 2]", "f (ones [1; 4])")]
    [InlineData("let f (x: 't[.., n]) = x[.., 4]", "f (ones [5])")]
    [InlineData("let f (x: 't[..]) = x[_, _, _, 0]", "f (ones [1; 2; 3; 4])")]
    [InlineData("let f (x: 't[..a]) (y: 't[..b]) = x[0] + y[_, 0]", "f (ones [2]) (ones [2; 2])")]
    [InlineData("let f (x: 't[..]) = x @ transpose x", "f (ones [2; 2])")]
    [InlineData("let f (x: 't[n]) : f64[..] = x", "f (cast f64 (ones [2]))")]
    [InlineData("let f (x: 't[n]) = if n > 4 then x else x[0]", "f (ones [5])")]
    [InlineData("let f (x: 't[n]) =\n    match n with\n    | 3 -> x\n    | _ -> x + x", "f (ones [3])")]
    [InlineData("let f (x: 't[n]) =\n    match 1, n with\n    | 2, _ -> 0.0\n    | 1, 3 -> sum x", "f (ones [3])")]
    [InlineData("let f depth (x: 't[n]) = repeat depth relu x", "f 3 (ones [2])")]
    [InlineData("let f (depth: int) (x: 't[n]) = x[n - 1 + depth]", "f -1 (ones [3])")]
    [InlineData("let f (x: 't[n]) = repeat n relu x", "f (ones [2])")]
    [InlineData("let f (x: 't[n]) = map (fun i -> x[i]) (range n)", "(f (ones [2]))[0]")]
    [InlineData("let f (x: 't[n]) = repeat (int (sqrt (float n))) relu x", "f (ones [4])")]
    [InlineData("let f (x: 't[n]) = if 1.0 / float n < 0.5 then x else -x", "f (ones [4])")]
    [InlineData("let f heads (x: 't[b, d]) = reshape [b; heads; d / heads] x", "f 2 (ones [3; 4])")]
    [InlineData("let f (x: 't[b, d]) =\n    require (d = 4) \"only 4\"\n    x + ones [4]", "f (ones [3; 4])")]
    [InlineData("let f { heads = 0 } (x: 't[n]) =\n    require (heads > 0) \"give heads\"\n    x", "f { heads = 1 } (ones [4])")]
    [InlineData("let f rate (x: 't[n]) = dropout rate x", "f 0.5 (ones [4])")]
    [InlineData("let f (flag: bool) (x: 't[n]) = if flag then x else -x", "f true (ones [4])")]
    [InlineData("let f mode (x: 't[n]) =\n    match mode, n with\n    | First, _ -> x\n    | _ -> -x", "f First (ones [4])")]
    [InlineData("let f g (x: 't[n]) = g x + 1.0", "f relu (ones [4])")]
    [InlineData("let f p (x: 't[b, n]) = pad [(0, 0); (p, p)] x", "f 1 (ones [3; 4])")]
    [InlineData("let f p (x: 't[n]) : 't[n + 2 * p] = pad [(p, p)] x", "f 1 (ones [4])")]
    [InlineData("let f axis (x: 't[..]) = sum { axis = axis } x", "f 0 (ones [4])")]
    [InlineData("let f k (x: 't[b, n]) : 't[b, k] = x @ ones [n; k]", "f 3 (ones [3; 4])")]
    [InlineData("let f (x: 't[b, t, n]) = scan (fun c now -> (c + now, now)) (zeros [b; 4]) x", "fold (fun a b -> a) 1 [f (ones [2; 3; 4])]")]
    [InlineData("let g (x: 't[2 * n]) : 't[n] = x[0..n - 1]\nlet f (x: 't[k]) = g x", "f (ones [4])")]
    [InlineData("let g (x: 't[n, n]) = x\nlet f (x: 't[a, b]) = g x", "f (ones [4; 4])")]
    [InlineData("let f (x: 't[n]) =\n    state s : 't[4] = zeros\n    s <- x\n    x", "f (ones [4])")]
    [InlineData("let f (x: 't[b, n]) =\n    param w : 't[n] = zeros\n    param v : 't[4] = ones [4]\n    x + w + v", "f (ones [2; 4])")]
    [InlineData("let f i (x: 't[n]) = x |> named \"layer{i}\" (fun y -> y)", "f 1 (ones [4])")]
    [InlineData("let f (x: 't[n]) = x |> named \"layer{n}\" (fun y -> y)", "f (ones [4])")]
    [InlineData("let f (x: 't[n, 1]) = squeeze 0 x", "f (ones [1; 1])")]
    [InlineData("let f (x: 't[n, m]) = broadcastTo [n; 4] x", "f (ones [3; 1])")]
    [InlineData("let f (x: 't[n, m]) = concat { axis = 0 } [x; ones [2; 3]]", "f (ones [3; 3])")]
    [InlineData("let f (x: f32[K, 3]) (y: i32[K]) = sum x", "f (ones [2; 3])")]
    [InlineData("let width = 8\nlet f (x: 't[n, width]) = x + ones [8]", "f (ones [2; 8])")]
    [InlineData("let f { k = 3 } (x: 't[n, k]) = x @ ones [k; 2]", "f { k = 4 } (ones [2; 4])")]
    public void What_some_call_makes_good_is_none(string text, string call)
    {
        Assert.Empty(Report(text));
        Assert.DoesNotContain(Report($"{text}\nmodel M (x: f32[N, 1]) = x * float 1\nlet _call = {call}"), d => d.IsError);
    }

    /// <summary>What is right for some weights is not reported of an optimizer.</summary>
    [Theory]
    [InlineData("w <- w - rate * g @ transpose g @ w")]
    [InlineData("w <- w - rate * g[_, _, _, 0..0]")]
    [InlineData("state m : 't[] = zeros\n    m <- m + 1.0\n    w <- w - rate * g / m")]
    [InlineData("let share = if step % 2.0 = 0.0 then rate else 0.0\n    w <- w - share * g")]
    [InlineData("w <- if size w > 3 then w - rate * g else w")]
    [InlineData("let n = float (size w)\n    w <- w - (if n > 3.0 then rate else 2.0 * rate) * g / n")]
    [InlineData("require (size w > 100) \"large\"\n    w <- w - rate * g")]
    [InlineData("w <- cast f32 (w - rate * g)")]
    public void An_optimizer_that_some_weight_fits_is_good(string body) =>
        Assert.Empty(Report($"optimizer f (w, g, rate, step) =\n    {body}"));

    [Theory]
    [InlineData("if training then relu x x else x", ", with `training` true")]
    [InlineData("if training then x else relu x x", ", with `training` false")]
    [InlineData("relu x x", "")]
    public void It_says_for_which_training(string body, string when) => Assert.Equal(
        "found by checking `f` on its own" + when,
        Assert.Single(Report($"let f (x: 't[n]) = {body}")).Labels.Last().Text);

    [Fact]
    public void A_mistake_that_a_model_met_is_reported_once()
    {
        var error = Assert.Single(Report("let f (x: 't[b, n]) = x @ x\nlet g (x: 't[b, n]) = f x\nmodel M (x: f32[N, 3]) = g x"));
        Assert.Equal("in this call of `f`", error.Labels.First(l => l.Text.StartsWith("in this", StringComparison.Ordinal)).Text);
    }

    [Fact]
    public void A_mistake_of_a_function_is_reported_once_for_all_that_call_it() => Assert.Single(
        Report("let g (x: 't[4]) = x @ ones [5]\nlet f (x: 't[4]) = g x\nlet h (x: 't[4]) = g (g x)"));

    [Theory]
    [InlineData("deep", "200,000 steps", "let deep = range 60000 |> map (fun x -> x)")]
    [InlineData("bomb", "200,000 steps", "let bomb (x: 't[n]) = repeat 1000 (fun y -> repeat 1000 relu y) x")]
    [InlineData("nest", "too deeply", "let nest = repeat 5000 (fun f -> fun y -> f (y + 1)) (fun y -> y) 1")]
    public void A_definition_that_takes_too_long_is_named_and_those_behind_it_are_checked(
        string name, string what, string text)
    {
        var found = Programs.Analyze(text + "\nlet e = 5 % 0").Diagnostics.All;
        Assert.Equal([("NL2035", name), ("NL2012", "5 % 0")], found.Select(d => (d.Code, d.Span!.Value.Text)));
        Assert.Contains(what, found[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_definitions_together_take_no_more_than_a_limit()
    {
        var deep = Enumerable.Range(0, 60).Select(i => $"let deep{i} = range 60000 |> map (fun x -> x)");
        var found = Programs.Analyze(string.Join('\n', deep)).Diagnostics.All;
        Assert.All(found, d => Assert.Equal("NL2035", d.Code));
        Assert.InRange(found.Count, 2, 30);
        Assert.Contains("those behind it", found[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_definitions_are_all_checked() => Assert.Single(Report(
        string.Join('\n', Enumerable.Range(1, 3000).Select(i => $"let f{i} (x: 't[.., n]) = x |> dense {i} |> relu"))
        + "\nlet e = 5 % 0"));

    [Theory]
    [MemberData(nameof(PreludeFileNames))]
    public void The_prelude_is_good_on_its_own(string file)
    {
        var unit = PreludeFiles.Units.Single(u => u.Source.Path == file);
        var bag = new DiagnosticBag();
        var files = ProgramFiles.Read(unit.Source, ImportedFiles.InMemory(), bag);
        Analyzer.Analyze(files, [.. PreludeFiles.Units.Except([unit])], bag);
        Assert.Equal("", DiagnosticRenderer.Render(bag.All, RenderStyle.Plain));
    }

    private static IReadOnlyList<Diagnostic> Report(string text) =>
        [.. Programs.Analyze(text).Diagnostics.All.Where(d => d.IsError)];
}
