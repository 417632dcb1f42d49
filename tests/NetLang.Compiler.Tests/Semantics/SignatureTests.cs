using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Types of functions, and the names in them.</summary>
public class SignatureTests
{
    private static string TypeOf(string definition, string call, string inputs = "(x: f32[N, 3])") =>
        Analyzed.Model($"{definition}\nmodel M {inputs} =\n    {call}").Outputs[0].Type.ToString();

    private static string CodeOf(string definition, string call, string inputs = "(x: f32[N, 3])") =>
        Analyzed.Error($"{definition}\nmodel M {inputs} =\n    {call}").Code;

    [Theory]
    [InlineData("let f (x: 't[.., n]) = zeros [n; n]", "f x", "f32[3, 3]")]
    [InlineData("let f (x: 't[a, b]) (y: 't[b, a]) : 't[a, a] = x @ y", "f x (transpose x)", "f32[N, N]")]
    [InlineData("let f (x: 't[a, ..]) (y: 't[.., a]) : 't[a] = sum { axis = 1 } x", "f x (transpose x)", "f32[N]")]
    [InlineData("let f (x: f32[_, 3]) = x", "f x", "f32[N, 3]")]
    [InlineData("let f n (x: 't[.., n]) = x", "f 3 x", "f32[N, 3]")]
    [InlineData("let f (x: 't[.., n]) = g x\nlet g (x: 't[..]) = x", "f x", "f32[N, 3]")]
    [InlineData("let f (x: 't[b, ..rest]) : 't[b, ..rest] = x + 1", "f x", "f32[N, 3]")]
    [InlineData("let f (x: 't[]) = x", "f 2.0", "f32[]")]
    [InlineData("let f (x: int) = zeros [x]", "f 4", "f32[4]")]
    [InlineData("let f { keep = 2 } (x: 't[..]) = zeros [keep]", "f x", "f32[2]")]
    [InlineData("let f { keep = 2 } (x: 't[..]) = zeros [keep]", "f { keep = 5 } x", "f32[5]")]
    [InlineData("let f n { keep = 2 } (x: 't[..]) = zeros [n; keep]", "x |> f 4 { keep = 5 }", "f32[4, 5]")]
    [InlineData("let f n { keep = 2 } (x: 't[..]) = zeros [n; keep]", "x |> f { keep = 5 } 4", "f32[4, 5]")]
    [InlineData("let f n { keep = 2 } (x: 't[..]) : 't[n, _] = zeros [n; keep]\nlet given = { keep = 5 }", "f 4 given x", "f32[4, 5]")]
    [InlineData("let f (x: 't[2 * n + 1, ..]) = zeros [n]", "f (transpose x)", "f32[1]")]
    [InlineData("let f (x: 't[b, 2 * n]) = zeros [b; n]", "f x", "f32[N, H]", "(x: f32[N, 2 * H])")]
    [InlineData("let f (x: 't[b, 2 * n + 1]) = zeros [n + b]", "f x", "f32[H + N]", "(x: f32[N, 2 * H + 1])")]
    [InlineData("let f (y: 't[m]) (x: 't[b, n * m]) = zeros [n]", "f (zeros [3]) x", "f32[4]", "(x: f32[N, 12])")]
    [InlineData("let f (x: 't[n * m, m]) = zeros [n]", "f x", "f32[4]", "(x: f32[12, 3])")]
    [InlineData("let m = 3\nlet f (x: 't[b, n * m]) = zeros [n]", "f x", "f32[4]", "(x: f32[N, 12])")]
    [InlineData("let f (x: 't[b, n / 2, n]) = zeros [n]", "f x", "f32[5]", "(x: f32[N, 2, 5])")]
    [InlineData("let f (a, b) = a + b", "f (x, x)", "f32[N, 3]")]
    [InlineData("let f (x: 't[..]) = zeros [2]", "f x", "f64[2]", "(x: f64[N, 3])")]
    [InlineData("let f a b = a + b\nlet g = f 1.0", "g x", "f32[N, 3]")]
    [InlineData("let f (i: i32[n]) : f64[n] = zeros [n]", "f i", "f64[N]", "(i: i32[N])")]
    [InlineData("let f (i: i32[n]) : (f64[n], i32[n]) = (ones [n], i)", "fold (fun a b -> a) (f i) []", "f64[N]", "(i: i32[N])")]
    [InlineData("let f (x: 't[b, .., n]) : 't[n, b] = zeros [n; b]", "f x", "f32[4, N]", "(x: f32[N, 2, 3, 4])")]
    [InlineData("let f (x: 't[b, ..]) (y: 't[.., n]) = zeros [b; n]", "f x (y)", "f32[N, 4]", "(x: f32[N, 2]) (y: f32[2, 4])")]
    [InlineData("let f (x: 't[..a, n]) (y: 't[..c, n]) : 't[..c, ..a] = x + y", "sum (f x y) + 1", "f32[]", "(x: f32[N]) (y: f32[N])")]
    [InlineData("let f (x: 't[_, n, _]) = zeros [n]", "f x", "f32[2]", "(x: f32[N, 2, T])")]
    [InlineData("let f (x: 't[n / 2, n]) = zeros [n]", "f x", "f32[T]", "(x: f32[T / 2, T])")]
    [InlineData("let f (x: 't[b, n - 3]) = zeros [n]", "f x", "f32[T + 3]", "(x: f32[N, T])")]
    [InlineData("let f (x: 't[n * n, n]) = zeros [n]", "f x", "f32[3]", "(x: f32[9, 3])")]
    [InlineData("let f k (x: 't[b, k * n]) = zeros [n]", "f 4 x", "f32[3]", "(x: f32[N, 12])")]
    [InlineData("let f (x: 't[(n + 1) / 2 + m, n, m]) = zeros [m]", "f x", "f32[2]", "(x: f32[5, 6, 2])")]
    public void Fits(string definition, string call, string type, string inputs = "(x: f32[N, 3])") =>
        Assert.Equal(type, TypeOf(definition, call, inputs));

    [Theory]
    [InlineData("let f (x: 't[.., 4]) = x", "f x", "NL3003")]
    [InlineData("let f (x: 't[n]) = x", "f x", "NL3003")]
    [InlineData("let f (x: 't[n, n]) = x", "f x", "NL3003")]
    [InlineData("let f (x: i32[..]) = x", "f x", "NL3003")]
    [InlineData("let f (x: 't[..]) (y: 't[..]) = x", "f x (sum x)", "NL3003")]
    [InlineData("let f (x: 't[..]) : 't[.., 1] = x", "f x", "NL3004")]
    [InlineData("let f (x: int) = x", "f x", "NL3003")]
    [InlineData("let f (x: 't[..]) = x", "f (cast i32 x)", "NL3003")]
    [InlineData("let f (a, b) = a", "f x", "NL2008")]
    [InlineData("let f { keep = 2 } x = x", "f { kep = 2 } x", "NL2004")]
    [InlineData("let f x = f x", "f x", "NL2005")]
    [InlineData("let f x = g x\nlet g x = f x", "f x", "NL2005")]
    [InlineData("let f x = undefined x", "x", "NL2001")]
    [InlineData("let f x = x\nlet f x = x", "f x", "NL2006")]
    [InlineData("let f (x: 't[b, ..]) (y: 't[.., n]) = x", "f x x", "NL3003")]
    [InlineData("let f (x: 't[_]) = x", "f x", "NL3003")]
    [InlineData("let f (x: 't[n, n + 1]) = x", "f x", "NL3003")]
    [InlineData("let f (x: 't[..a, n]) : 't[..a] = x", "f x", "NL3004")]
    public void Mistakes(string definition, string call, string code) => Assert.Equal(code, CodeOf(definition, call));

    [Theory]
    [InlineData("'t[b, 2 * n]", "f32[N, 7]", "dimension 1 is 7, and `2 * n` is that for no whole number `n`", "7 must be divisible by 2")]
    [InlineData("'t[b, n + 9]", "f32[N, 7]", "dimension 1 is 7, and `n + 9` is that for no whole number `n`", "it must be at least 9")]
    [InlineData("'t[b, 2 * n]", "f32[N, T]", "dimension 1 is T, which is not proven to be `2 * n`", "state it before, `require (T % 2 = 0)")]
    [InlineData("'t[b, n * m]", "f32[N, 6]", "from which `n` and `m` of `n * m` cannot all be found", "let an earlier parameter")]
    [InlineData("'t[b, n * n]", "f32[N, 9]", "from which `n` of `n * n` cannot be found", "let `n` alone be another dimension")]
    [InlineData("'t[n, n + 2]", "f32[4, 7]", "dimension 1 is 7, not `n + 2` = 6", null)]
    public void ADimensionThatAnExpressionCannotBeSaysWhy(string type, string given, string message, string? help)
    {
        var error = Analyzed.Error($"let f (x: {type}) = x\nmodel M (x: {given}) = f x");
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        if (help is not null)
            Assert.StartsWith(help, error.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void AnExpressionSaysWhereItsNamesCameFrom() => Assert.Contains(
        Analyzed.Error("""
            let f (y: 't[n]) (x: 't[b, 2 * n]) = x
            model M (y: f32[3]) (x: f32[N, 7]) = f y x
            """).Labels,
        l => l.Text == "`n` = 3 came from here" && l.Span.Text == "3");

    [Fact]
    public void ATopLevelTensorHasOneTypeWhereverItIsUsedFirst() => Assert.Equal(
        "f32[N, 3]", TypeOf("let w = zeros [3]\nlet f (y: 't[..]) : 't[..] = y + cast f64 w", "cast f32 (f (cast f64 x)) + w"));

    [Fact]
    public void ALocalFunctionMayNotUseItself() => Assert.Equal(
        "NL2005", CodeOf("", "let f x = f x\n    f x"));

    [Fact]
    public void AMismatchShowsBothShapesAndWhereADimensionComesFrom()
    {
        var error = Analyzed.Error("""
            let join (a: 't[.., n]) (b: 't[.., n]) = a + b
            model M (x: f32[N, 784]) (y: f32[N, 780]) = join x y
            """);
        Assert.Contains("dimension 1 is 780, not `n` = 784", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.Labels, l => l.Text == "`n` = 784 came from here" && l.Span.Text == "784");
    }

    [Fact]
    public void AMistakeInALayerOfThePreludeIsShownAtTheCall()
    {
        var error = Analyzed.Error("model M (x: i32[N, 3]) = x |> dense 4");
        Assert.Equal("test.net", error.Span!.Value.Source.Path);
    }

    [Fact]
    public void OneMistakeIsOneMessage() => Assert.Equal("NL3002", CodeOf(
        "", "let z = x + tensor [1.0; 2.0]\n    z |> dense 4 |> relu |> dense 2", "(x: f32[N, 3])"));
}
