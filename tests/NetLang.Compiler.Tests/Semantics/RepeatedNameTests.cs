using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>A name that is bound twice at once is an error, whatever binds it.</summary>
public class RepeatedNameTests
{
    [Theory]
    [InlineData("let f x x = x + 1", "x", "`f` binds `x` twice")]
    [InlineData("let f (y, y) = y", "y", "`f` binds `y` twice")]
    [InlineData("let f { a = 1; a = 2 } y = a + y", "a", "`f` binds `a` twice")]
    [InlineData("let f { a = 1 } a = a", "a", "`f` binds `a` twice")]
    [InlineData("let f (x: 't[n]) ((y, x): ('t[n], 't[n])) = x + y", "x", "`f` binds `x` twice")]
    [InlineData("let f = fun x x -> x", "x", "this function binds `x` twice")]
    [InlineData("let f a = map (fun (x, x) -> x + a) [(1, 2)]", "x", "this function binds `x` twice")]
    [InlineData("let f a =\n    let g x x = x\n    g a a", "x", "`g` binds `x` twice")]
    [InlineData("let f a =\n    let (x, x) = (a, 1)\n    x", "x", "this pattern binds `x` twice")]
    [InlineData("let f a =\n    match a with\n    | [x; x] -> x\n    | _ -> 1", "x", "this pattern binds `x` twice")]
    [InlineData("optimizer f { a = 1; a = 2 } (w, g, r, step) = w <- w - a * r * g * step", "a", "`f` binds `a` twice")]
    [InlineData("optimizer f (w, g, g, step) = w <- w - g * step", "g", "`f` binds `g` twice")]
    [InlineData("let (a, a) = (1, 2)", "a", "`a` is defined twice")]
    [InlineData("model M (x: f32[N]) (x: f32[N]) = x", "(x: f32[N])", "two inputs are called `x`")]
    public void It_is_an_error(string text, string place, string message)
    {
        var error = Assert.Single(Programs.Analyze(text).Diagnostics.All);
        Assert.Equal(("NL2006", place, message), (error.Code, error.Span!.Value.Text, error.Message));
        Assert.True(error.Span!.Value.Start > text.IndexOf(place, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("let f _ _ x = x")]
    [InlineData("let f (x: 't[n, n]) (y: 't[n]) = x + y")]
    [InlineData("let f units (x: 't[.., units]) = x")]
    [InlineData("let f x = map (fun x -> x + 1) x")]
    [InlineData("let f x =\n    let g x = x + 1\n    let x = g x\n    x")]
    [InlineData("let f a =\n    match a with\n    | [x; _; _] -> x\n    | x -> x")]
    public void Names_that_are_bound_one_after_the_other_are_none(string text) =>
        Assert.Empty(Programs.Analyze(text).Diagnostics.All);
}
