using NetLang.Compiler.Diagnostics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>A signature states a result for all calls: NL3032 where the body gives it for some numbers only.</summary>
public class ResultPromiseTests
{
    [Theory]
    [InlineData("a = b", "let f (x: 't[a, b]) : 't[a, b] = transpose x")]
    [InlineData("n = m", "let f (x: 't[n, d]) (y: 't[m, d]) : 't[n, m] = y @ transpose x")]
    [InlineData("a = c and b = a and c = b", "let f (x: 't[a, b, c]) : 't[a, b, c] = permute [2; 0; 1] x")]
    [InlineData("b + 1 = 2 * b", "let f (x: 't[a, b]) : 't[a, b + 1] = concat { axis = 1 } [x; x]")]
    [InlineData("b = 3", "let f (x: 't[a, b]) : 't[a, 3] = x")]
    [InlineData("n = k", "let f k (x: 't[b, n]) : 't[b, n] =\n    let y : 't[b, k] = x @ ones [n; k]\n    y")]
    [InlineData("..a1 = ..b1", "let f (x: 't[..a]) (y: 't[..b]) : 't[..a] = y + sum x")]
    [InlineData("b = _0", "let f (x: 't[_, b]) : 't[b, b] = x")]
    [InlineData("a = b", "let f (x: 't[a, b]) : ('t[n, b], 't[n, a]) = x, transpose x")]
    [InlineData("a = b", "let f { flip = true } (x: 't[a, b]) : 't[a, b] = if flip then transpose x else x")]
    [InlineData("a = b", "let f (x: 't[a, b]) : 't[a, b] =\n    require (a >= b) \"high\"\n    transpose x")]
    [InlineData("a = b", "let f (x: 't[a, b]) : 't[a, b] = transpose x\nmodel M (x: f32[N, N]) : f32[N, N] = f x")]
    public void A_result_that_fits_some_dimensions_only(string condition, string text)
    {
        var warning = Assert.Single(Report(text));
        Assert.Equal(("NL3032", false), (warning.Code, warning.IsError));
        Assert.Contains($"only where {condition}\n", warning.Message, StringComparison.Ordinal);
        Assert.Contains(warning.Labels, label => label.Text == "found by checking `f` on its own");
    }

    [Theory]
    [InlineData("let f (x: 't[a, b]) : 't[b, a] = transpose x")]
    [InlineData("let f (x: 't[a, a]) : 't[a, a] = transpose x")]
    [InlineData("let f (x: 't[a, b]) : 't[n, m] = transpose x")]
    [InlineData("let f (x: 't[a, b]) : 't[_, _] = transpose x")]
    [InlineData("let f (x: 't[a, b]) = transpose x")]
    [InlineData("let f (x: 't[a, b]) : 't[a, b] =\n    require (a = b) \"square\"\n    transpose x")]
    [InlineData("let f (x: 't[a, b]) : 't[a, b] =\n    require (b = a) \"square\"\n    transpose x")]
    [InlineData("let g (x: 't[n, m]) =\n    require (n = m) \"square\"\n    x\nlet f (x: 't[a, b]) : 't[a, b] = transpose (g x)")]
    [InlineData("let f (x: 't[n, a]) (y: 't[n, b]) : 't[n, 2 * b] =\n    require (a = b) \"equal\"\n    concat { axis = 1 } [x; x + mean y]")]
    [InlineData("let f k (x: 't[a, n]) : 't[a, k * (n / k)] =\n    require (n % k = 0) \"whole\"\n    x")]
    [InlineData("let f (x: 't[a, n]) : 't[a, n] = concat { axis = 1 } [x[_, 0..n / 2 - 1]; x[_, 0..(n + 1) / 2 - 1]]")]
    [InlineData("let f units (x: 't[b, n]) : 't[b, n] = dense units x")]
    [InlineData("let f axes (x: 't[a, b]) : 't[a, b] = permute axes x")]
    [InlineData("let g (x: 't[a, b]) : 't[b, a] = transpose x\nlet f (x: 't[n, n]) : 't[n, n] = g x")]
    [InlineData("let f (x: 't[a, b]) : 't[a, b] = transpose x // allow NL3032: for squares")]
    public void A_result_that_fits_all_or_of_which_that_is_not_known(string text) => Assert.Empty(Report(text));

    /// <summary>What one axis leaves open does not hide that another fits never.</summary>
    [Fact]
    public void An_error_stays_one() => Assert.Equal(
        "NL3004", Assert.Single(Report("let f (x: 't[a, b, 4]) : 't[b, a, 3] = x")).Code);

    [Theory]
    [InlineData("`'t[b, a]`", "let f (x: 't[a, b]) : 't[a, b] = transpose x")]
    [InlineData("`f64[b, _, a]`", "let f (x: f64[a, 3, b]) : f64[a, _, b] = permute [2; 1; 0] x")]
    [InlineData("`'t[.., b, a]`", "let f (x: 't[.., a, b]) : 't[.., a, b] = transpose x")]
    [InlineData("`'t[a, 2 * b]`", "let f (x: 't[a, b]) : 't[a, b + 1] = concat { axis = 1 } [x; x]")]
    [InlineData("give them one name in the parameters, or begin with `require (a = b) \"…\"`",
        "let f (x: 't[a, b]) : 't[a, b] = transpose x")]
    [InlineData("write `3` for `n` in the parameters, or begin with `require (n = 3) \"…\"`", "let f (x: 't[n]) : 't[3] = x")]
    [InlineData("calls are meant, begin with `require (units = 8) \"…\"`", "let f units (x: 't[n]) : 't[n, units] = expandDims 1 x * ones [n; 8]")]
    [InlineData("say so in the parameters", "let f (x: 't[_]) : 't[3] = x")]
    public void The_help_says_what_to_write(string help, string text) =>
        Assert.Contains(help, Assert.Single(Report(text)).Help!, StringComparison.Ordinal);

    private static IReadOnlyList<Diagnostic> Report(string text) => Programs.Analyze(text).Diagnostics.All;
}
