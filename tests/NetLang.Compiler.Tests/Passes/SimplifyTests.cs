using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using Xunit;

namespace NetLang.Compiler.Tests.Passes;

/// <summary>Lines of the text form in, lines out; both sides are compared as graphs.</summary>
public sealed class SimplifyTests
{
    [Theory]
    [InlineData("%r = mul(%x, %one)", "%r = %x")]
    [InlineData("%r = mul(%one, %x)", "%r = %x")]
    [InlineData("%r = mul(%x, %minusOne)", "%r = neg(%x)")]
    [InlineData("%r = div(%x, %minusOne)", "%r = neg(%x)")]
    [InlineData("%r = div(%x, %four)", "%q = constant {value = 0.25} : f32[]\n%b = broadcast(%q) {axes = ()} : f32[2, N]\n%r = mul(%x, %b)")]
    [InlineData("%r = add(%x, %minusZero)", "%r = %x")]
    [InlineData("%r = sub(%x, %zero)", "%r = %x")]
    [InlineData("%r = sub(%minusZero, %x)", "%r = neg(%x)")]
    [InlineData("%r = add(%x, %ny)", "%r = sub(%x, %y)")]
    [InlineData("%r = sub(%x, %ny)", "%r = add(%x, %y)")]
    [InlineData("%r = mul(%nx, %ny)", "%r = mul(%x, %y)")]
    [InlineData("%r = pow(%x, %one)", "%r = %x")]
    [InlineData("%r = maximum(%x, %x)", "%r = %x")]
    public void Arithmetic_that_keeps_every_bit(string before, string after) => Becomes(before, after);

    [Theory]
    [InlineData("%r = mul(%x, %zero)")] // NaN, infinities, -0
    [InlineData("%r = add(%x, %zero)")] // -0 + 0 = 0
    [InlineData("%r = sub(%x, %minusZero)")]
    [InlineData("%r = sub(%x, %x)")]
    [InlineData("%r = div(%x, %x)")]
    [InlineData("%r = div(%x, %three)")]
    [InlineData("%i = cast(%x) : i32[2, N]\n%r = cast(%i) : f32[2, N]")]
    [InlineData("%e = eq(%x, %x)\n%r = select(%e, %x, %y)")]
    public void Arithmetic_that_would_not(string text) => Becomes(text, text);

    [Theory]
    [InlineData("%c = lt(%x, %y)\n%n = not(%c)\n%r = select(%n, %x, %y)", "%c = lt(%x, %y)\n%r = select(%c, %y, %x)")]
    [InlineData("%c = lt(%x, %y)\n%r = select(%c, %ny, %ny)", "%r = neg(%y)")]
    [InlineData("%c = lt(%x, %y)\n%d = and(%c, %c)\n%r = select(%d, %x, %y)", "%c = lt(%x, %y)\n%r = select(%c, %x, %y)")]
    [InlineData("%w = cast(%x) : f64[2, N]\n%b = cast(%w) : f32[2, N]\n%r = neg(%b)", "%r = neg(%x)")]
    public void Logic_and_casts(string before, string after) => Becomes(before, after);

    [Theory]
    [InlineData("%a = transpose(%x) {axes = (1, 0)}\n%r = transpose(%a) {axes = (1, 0)}", "%r = %x")]
    [InlineData("%a = reshape(%x) : f32[2 * N]\n%r = reshape(%a) : f32[N, 2]", "%r = reshape(%x) : f32[N, 2]")]
    [InlineData("%a = reverse(%x) {axes = (1)}\n%r = reverse(%a) {axes = (1)}", "%r = %x")]
    [InlineData(
        "%a = slice(%w) {start = [1, 2], step = (1, 2)} : f32[3, 3]\n%r = slice(%a) {start = [1, 1], step = (2, 1)} : f32[1, 2]",
        "%r = slice(%w) {start = [2, 4], step = (2, 2)} : f32[1, 2]")]
    [InlineData(
        "%a = pad(%x) {start = [3, 1]} : f32[9, N + 5]\n%r = slice(%a) {start = [4, 1], step = (1, 1)} : f32[1, N]",
        "%r = slice(%x) {start = [1, 0], step = (1, 1)} : f32[1, N]")]
    [InlineData(
        "%a = pad(%x) {start = [3, 1]} : f32[9, N + 5]\n%r = slice(%a) {start = [5, 1], step = (2, 1)} : f32[2, N]",
        "%z = constant {value = 0.0} : f32[]\n%r = broadcast(%z) {axes = ()} : f32[2, N]")]
    [InlineData(
        "%a = reshape(%w) : f32[4, 2, 9]\n%b = slice(%a) {start = [0, 0, 1], step = (1, 1, 2)} : f32[4, 2, 3]\n%r = reshape(%b) : f32[8, 3]",
        "%r = slice(%w) {start = [0, 1], step = (1, 2)} : f32[8, 3]")]
    [InlineData("%a = sum(%x) {axes = (1)}\n%r = sum(%a) {axes = (0)}", "%r = sum(%x) {axes = (0, 1)}")]
    [InlineData("%a = max(%t) {axes = (0)}\n%r = max(%a) {axes = (1)}", "%r = max(%t) {axes = (0, 2)}")]
    // A reduction that keeps its axis, and the broadcast of that: the unit axis goes.
    [InlineData(
        "%a = sum(%x) {axes = (1)}\n%b = reshape(%a) : f32[2, 1]\n%r = broadcast(%b) {axes = (0, 1)} : f32[2, N]",
        "%a = sum(%x) {axes = (1)}\n%r = broadcast(%a) {axes = (0)} : f32[2, N]")]
    [InlineData(
        "%a = sum(%x) {axes = (1)}\n%b = broadcast(%a) {axes = (1)} : f32[5, 2]\n%r = broadcast(%b) {axes = (0, 2)} : f32[5, 7, 2]",
        "%a = sum(%x) {axes = (1)}\n%r = broadcast(%a) {axes = (2)} : f32[5, 7, 2]")]
    // What is computed by row between a kept axis and its broadcast.
    [InlineData(
        "%a = sum(%x) {axes = (1)}\n%b = reshape(%a) : f32[2, 1]\n%l = log(%b)\n%s = constant {value = 3.0} : f32[]\n"
            + "%o = broadcast(%s) {axes = ()} : f32[2, 1]\n%m = add(%l, %o)\n%r = broadcast(%m) {axes = (0, 1)} : f32[2, N]",
        "%a = sum(%x) {axes = (1)}\n%l = log(%a)\n%s = constant {value = 3.0} : f32[]\n"
            + "%o = broadcast(%s) {axes = ()} : f32[2]\n%m = add(%l, %o)\n%r = broadcast(%m) {axes = (0)} : f32[2, N]")]
    // Other reshapes stay where they are.
    [InlineData("%a = reshape(%x) : f32[2 * N]\n%r = log(%a)", "%a = reshape(%x) : f32[2 * N]\n%r = log(%a)")]
    public void Chains_of_views_and_reductions(string before, string after) => Becomes(before, after);

    private static void Becomes(string before, string after) =>
        Assert.Equal(GraphText.Print(Parse(after)), GraphText.Print(new Simplify().Run(Parse(before), new DiagnosticBag())));

    private static Graph Parse(string lines)
    {
        // "%r = %x" stands for: the result is x itself.
        var result = lines.StartsWith("%r = %", StringComparison.Ordinal) ? lines["%r = ".Length..] : "%r";
        return GraphText.Parse(
            $$"""
            graph "g" {
              %x = input {name = "x"} : f32[2, N]
              %y = input {name = "y"} : f32[2, N]
              %w = input {name = "w"} : f32[8, 9]
              %t = input {name = "t"} : f32[2, N, 3]
              %nx = neg(%x)
              %ny = neg(%y)
              {{Filled("zero", "0.0")}}
              {{Filled("minusZero", "-0.0")}}
              {{Filled("one", "1.0")}}
              {{Filled("minusOne", "-1.0")}}
              {{Filled("three", "3.0")}}
              {{Filled("four", "4.0")}}
              {{(result == "%r" ? lines : "")}}
              output "r" = {{result}}
            }
            """,
            new GraphBuilder());

        static string Filled(string name, string value) =>
            $"%s{name} = constant {{value = {value}}} : f32[]\n%{name} = broadcast(%s{name}) {{axes = ()}} : f32[2, N]";
    }
}
