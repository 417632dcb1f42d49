using Xunit;

namespace NetLang.Compiler.Tests.Syntax;

public class PrecedenceTests
{
    [Theory]
    // `@` is a product like `*`.
    [InlineData("x @ w + b", "(+ (@ x w) b)")]
    [InlineData("a * b @ c", "(@ (* a b) c)")]
    [InlineData("a @ b * c % d / e", "(/ (% (* (@ a b) c) d) e)")]
    [InlineData("a + b @ c", "(+ a (@ b c))")]
    [InlineData("a - b - c + d", "(+ (- (- a b) c) d)")]
    // Powers bind from the right and tighter than products; a sign binds tighter still, as in F#.
    [InlineData("a ** b ** c", "(** a (** b c))")]
    [InlineData("a * b ** c * d", "(* (* a (** b c)) d)")]
    [InlineData("-x ** 2", "(** (neg x) 2)")]
    [InlineData("2 ** -x", "(** 2 (neg x))")]
    [InlineData("-f x", "(neg (f x))")]
    [InlineData("-x * y", "(* (neg x) y)")]
    [InlineData("1.0 - beta1 ** step", "(- 1.0 (** beta1 step))")]
    // Application is tighter than every operator.
    [InlineData("f a + g b c", "(+ (f a) (g b c))")]
    [InlineData("f x.a b[0]", "(f x.a b[0])")]
    [InlineData("f (a b) { c = 1 } [d; e]", "(f (a b) {c=1} [d e])")]
    // Comparisons, pipes and compositions are of one height, from the left.
    [InlineData("a + b < c * d", "(< (+ a b) (* c d))")]
    [InlineData("x |> f |> g", "(|> (|> x f) g)")]
    [InlineData("x |> f = y", "(= (|> x f) y)")]
    [InlineData("f >> g >> h", "(>> (>> f g) h)")]
    [InlineData("x + y |> f", "(|> (+ x y) f)")]
    [InlineData("x |> f >> g", "(>> (|> x f) g)")]
    // `&&` and `||` are the lowest.
    [InlineData("a && b || c && d", "(|| (&& a b) (&& c d))")]
    [InlineData("a = b && c <> d", "(&& (= a b) (<> c d))")]
    [InlineData("a || b |> f", "(|| a (|> b f))")]
    [InlineData("not a && b", "(&& (not a) b)")]
    // Keywords reach as far to the right as they can; commas are the loosest of all.
    [InlineData("fun x -> x + 1 |> f", "(fun x -> (|> (+ x 1) f))")]
    [InlineData("x |> fun y -> y", "(|> x (fun y -> y))")]
    [InlineData("if a then b else c + d", "(if a b (+ c d))")]
    [InlineData("(if a then b else c) + d", "(+ (if a b c) d)")]
    [InlineData("a + b, c |> d", "(tuple (+ a b) (|> c d))")]
    public void Operators(string text, string expected) => Assert.Equal(expected, Parsed.Expression(text));

    [Theory]
    [InlineData("f -x", "(f (neg x))")]
    [InlineData("f -1", "(f -1)")]
    [InlineData("f - x", "(- f x)")]
    [InlineData("f-x", "(- f x)")]
    [InlineData("f -x.a - 2", "(- (f (neg x.a)) 2)")]
    [InlineData("f (-x)", "(f (neg x))")]
    [InlineData("a * -x", "(* a (neg x))")]
    [InlineData("[-1; - 2]", "[-1 -2]")]
    [InlineData("(a - b, -c)", "(tuple (- a b) (neg c))")]
    public void A_minus_is_a_sign_or_an_operator_by_its_blanks(string text, string expected) =>
        Assert.Equal(expected, Parsed.Expression(text));

    [Theory]
    [InlineData("x[0]", "x[0]")]
    [InlineData("f [0]", "(f [0])")]
    [InlineData("f x[0] [1]", "(f x[0] [1])")]
    [InlineData("(f x)[i + 1, .., _]", "(f x)[(+ i 1), .., _]")]
    [InlineData("x[a..b, ..b, a..]", "x[a..b, ..b, a..]")]
    [InlineData("x[0][1].f[2]", "x[0][1].f[2]")]
    [InlineData("x[1..3]", "x[1..3]")]
    public void A_bracket_is_an_index_or_a_list_by_its_blank(string text, string expected) =>
        Assert.Equal(expected, Parsed.Expression(text));

    [Theory]
    [InlineData("1_000", "1000")]
    [InlineData("0xFF", "255")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("1e-3", "0.001")]
    [InlineData("2.50", "2.5")]
    [InlineData("\"a\\tb\\u0041\\\\{n}\"", "\"a\tbA\\\\{n}\"")]
    [InlineData("()", "()")]
    [InlineData("[]", "[]")]
    [InlineData("{ }", "{}")]
    public void Literals(string text, string expected) => Assert.Equal(expected, Parsed.Expression(text));
}
