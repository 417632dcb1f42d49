using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Programs over values that are known at compile time: their results, and their mistakes.</summary>
public class StaticProgramTests
{
    /// <summary>Lines, the last of which is the value.</summary>
    [Theory]
    // lists
    [InlineData("[]", "[]")]
    [InlineData("[1; 2.5; \"a\"; Same; (1, true)]", "[1; 2.5; a; Same; (1, true)]")]
    [InlineData("[[1; 2]; [3]][1][0]", "3")]
    [InlineData("let xs = range 5\nxs[1..] = [1; 2; 3; 4] && xs[..2] = [0; 1; 2] && xs[2..1] = []", "true")]
    [InlineData("append [1] (append [] [2; 3])", "[1; 2; 3]")]
    [InlineData("length (range 0)", "0")]
    [InlineData("[1; 2] = [1; 3]", "false")]
    [InlineData("[1; 2] = [1]", "false")]
    // records
    [InlineData("let r = { a = 1; b = { c = 2 } }\nr.a + r.b.c", "3")]
    [InlineData("let r = { a = 1; b = 2 }\nlet s = { r with b = r.b + 10 }\n(r.b, s.a, s.b)", "(2, 1, 12)")]
    [InlineData("let r = { f = fun x -> x + 1 }\nr.f 2", "3")]
    [InlineData("let g { a = 1; b = a * 2 } x = a + b + x\n(g 0, g { a = 5 } 0, g { b = 0 } 0)", "(3, 15, 1)")]
    [InlineData("let defaults = { a = 1; b = 2 }\nlet g { a = 0; b = 0 } x = a + b + x\ng { defaults with a = 7 } 1", "10")]
    // tuples
    [InlineData("let a, (b, c) = (1, (2, 3))\na + b * c", "7")]
    [InlineData("(1, 2) = (1, 2)", "true")]
    [InlineData("let swap (a, b) = (b, a)\nswap (swap (1, 2))", "(1, 2)")]
    [InlineData("let [a; b] = [1; 2]\na - b", "-1")]
    // match
    [InlineData("match -1 with\n| 0 -> \"zero\"\n| -1 -> \"minus\"\n| _ -> \"other\"", "minus")]
    [InlineData("match 2.0 with\n| 2 -> \"two\"\n| _ -> \"other\"", "two")]
    [InlineData("match \"b\" with\n| \"a\" -> 1\n| \"b\" -> 2\n| _ -> 3", "2")]
    [InlineData("match true with\n| false -> 1\n| true -> 2", "2")]
    [InlineData("match Valid, 3 with\n| Same, _ -> 1\n| Valid, k when k > 5 -> 2\n| Valid, k -> k * 10\n| _ -> 4", "30")]
    [InlineData("match [1; 2] with\n| [] -> 0\n| [a] -> a\n| [a; b] -> a + b\n| _ -> 99", "3")]
    [InlineData("match (1, [Same; (2, 3)]) with\n| (1, [Same; (a, 3)]) -> a\n| _ -> 0", "2")]
    [InlineData("match 5 with\n| k when k < 3 -> \"few\"\n| k when k < 6 -> \"some {k}\"\n| _ -> \"many\"", "some 5")]
    [InlineData("match Same with\n| 1 -> 1\n| \"Same\" -> 2\n| Same -> 3\n| _ -> 4", "3")]
    [InlineData("match () with\n| () -> 1", "1")]
    [InlineData("match N + 1 with\n| 0 -> 1\n| _ -> 2", "2")]
    [InlineData("match (N, 1) with\n| (0, 2) -> 1\n| (_, 1) -> 2\n| _ -> 3", "2")]
    // if
    [InlineData("let kind k = if k < 0 then \"neg\" elif k = 0 then \"zero\" elif k < 3 then \"few\" else \"many\"\n"
        + "map kind [-1; 0; 2; 3]", "[neg; zero; few; many]")]
    [InlineData("if false && 1 / 0 = 1 then 1 else 2", "2")]
    [InlineData("if true || 1 / 0 = 1 then 1 else 2", "1")]
    // repetition
    [InlineData("repeat 0 (fun a -> a / 0) 7", "7")]
    [InlineData("repeat 5 (fun (a, b) -> (b, a + b)) (0, 1)", "(5, 8)")]
    [InlineData("map (fun a -> a + 1) []", "[]")]
    [InlineData("[1; 2; 3] |> map (fun a -> a * a) |> fold (fun a b -> a + b) 0", "14")]
    [InlineData("fold (fun text i -> \"{text}{i}\") \"\" (range 4)", "0123")]
    [InlineData("fold (fun xs i -> append [i] xs) [] (range 3)", "[2; 1; 0]")]
    [InlineData("zip [1; 2] [Same; Valid] |> map (fun (a, b) -> (b, a))", "[(Same, 1); (Valid, 2)]")]
    [InlineData("map (fun f -> f 3) [(fun a -> a + 1); (fun a -> a * 2)]", "[4; 6]")]
    // functions
    [InlineData("let add a b = a + b\nlet inc = add 1\n(inc >> inc >> add 10) 0", "12")]
    [InlineData("let twice f = f >> f\ntwice (twice (fun a -> a * 2)) 1", "16")]
    [InlineData("let outer a =\n    let inner b = a + b\n    inner\nouter 3 4", "7")]
    [InlineData("3 |> (fun a b -> a - b) 10", "7")]
    [InlineData("let compose f g a = g (f a)\ncompose (fun a -> a + 1) (fun a -> a * 2) 3", "8")]
    // strings
    [InlineData("let r = { n = 3; f = 0.5 }\n\"{r.n} and {r.f}, {nothing}, {r.no}, {}\"", "3 and 0.5, {nothing}, {r.no}, {}")]
    [InlineData("let s = \"a\"\nlet t = \"{s}{s}\"\nt = \"aa\"", "true")]
    [InlineData("\"{x} {N}\"", "f32[N, 3] N")]
    public void Values(string lines, string expected) => Assert.Equal(expected, Analyzed.Error(Program(lines)).Message);

    [Theory]
    [InlineData("match 3 with\n| 1 -> 1\n| 2 -> 2", "NL2008", "no case of this `match` fits the number 3")]
    [InlineData("match Sme with\n| Same -> 1\n| Valid -> 2", "NL2008", "no case of this `match` fits the case `Sme`")]
    [InlineData("match [1; 2] with\n| [a] -> a", "NL2008", "a list of 2 items")]
    [InlineData("match N with\n| 3 -> 1\n| _ -> 2", "NL3008", "depends on a dimension")]
    [InlineData("match 1, N with\n| 1, 3 -> 1\n| _ -> 2", "NL3008", "depends on a dimension")]
    [InlineData("match N > 3 with\n| true -> 1\n| _ -> 2", "NL3008", "depends on a dimension")]
    [InlineData("match x with\n| 1 -> 1\n| _ -> 2", "NL3007", "a tensor f32[N, 3]")]
    [InlineData("match [x] with\n| [1] -> 1\n| _ -> 2", "NL3007", "a tensor f32[N, 3]")]
    [InlineData("match 1 with\n| k when k -> 1\n| _ -> 2", "NL2014", "a condition is `true` or `false`")]
    [InlineData("let (a, b) = (1, 2, 3)\na + b", "NL2008", "a tuple of 3 does not fit the pattern `(a, b)`")]
    [InlineData("let [a; b] = [1]\na + b", "NL2008", "a list of 1 item does not fit")]
    [InlineData("let (1, a) = (2, 3)\na", "NL2008", "does not fit the pattern")]
    [InlineData("{ { a = 1 } with b = 2 }", "NL2007", "the record has no field `b`")]
    [InlineData("{ 3 with b = 2 }", "NL2003", "`with` changes a record, and this is the number 3")]
    [InlineData("{ a = 1; a = 2 }", "NL2006", "the field `a` is given twice")]
    [InlineData("(1).a", "NL2007", "only records have fields")]
    [InlineData("[1; 2][0..2]", "NL2015", "the range leaves a list of 2")]
    [InlineData("[1; 2][N]", "NL2015", "the index of a list is a whole number that is known at compile time")]
    [InlineData("zip [1] [1; 2]", "NL2003", "these have 1 and 2 items")]
    [InlineData("map 3 [1]", "NL2003", "takes a function")]
    [InlineData("fold (fun a b -> a) 0 3", "NL2003", "takes a list")]
    [InlineData("range -1", "NL2011", "takes a count from 0")]
    [InlineData("true && 3", "NL2009", "`&&` has no meaning for the number 3")]
    [InlineData("3 || false", "NL2009", "`||` has no meaning for the number 3")]
    [InlineData("3 + true", "NL2009", "`+` has no meaning for `true`")]
    [InlineData("int 1e300", "NL2012", "the number 1E+300 does not fit an int of 64 bits")]
    [InlineData("relu = [1]", "NL2009", "`=` cannot compare the function `relu` with a list of 1 item")]
    [InlineData("ones [N] <> \"a\"", "NL2009", "`<>` cannot compare a tensor f32[N] with the string")]
    [InlineData("range N", "NL3008", "N is chosen at run time")]
    [InlineData("1 >> relu", "NL2009", "`>>` joins functions")]
    [InlineData("1 |> 2", "NL2002", "a function must stand after `|>`")]
    [InlineData("[1] + [2]", "NL2009", "is for numbers and tensors")]
    [InlineData("named \"a b\" relu", "NL2016", "cannot name a layer")]
    [InlineData("named 3 relu", "NL2003", "takes a string")]
    public void Mistakes(string lines, string code, string message)
    {
        var error = Analyzed.Diagnostics(Program(lines))[0];
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_a_part_is_the_only_one() => Assert.Equal("NL2012", Analyzed.Error(Program(
        "let pair = (1 / 0, [2])\nmatch pair with\n| (1, _) -> 1\n| _ -> length (append [3] [pair])")).Code);

    [Fact]
    public void Recursion_is_refused_with_a_reason()
    {
        var error = Analyzed.Error(Program("let rec f n = if n = 0 then 1 else f (n - 1)\nf 3"));
        Assert.Equal("`let rec` is not NetLang", error.Message);
        Assert.Contains("there is no recursion: use `repeat`, `map` or `fold`", error.Help, StringComparison.Ordinal);
        Assert.Equal("NL2005", Analyzed.Error(Program("let f n = if n = 0 then 1 else f (n - 1)\nf 3")).Code);
    }

    [Theory]
    [InlineData("fold (+) 0 [1; 2]", "an operator without operands is no function: write `fun a b -> a + b`")]
    [InlineData("map (/ 2) [1; 2]", "write `fun a b -> a / b`")]
    [InlineData("named $\"block{i}\" relu", "leave it out: `{name}` stands for a value in every string")]
    public void What_other_languages_have_is_refused_with_what_to_write(string expression, string help) => Assert.Contains(
        help, Analyzed.Diagnostics($"let i = 1\nmodel M (x: f32[N, 3]) = {expression}")[0].Help, StringComparison.Ordinal);

    [Fact]
    public void Layers_are_named_by_numbers() => Assert.Equal(
        ["block0.weight: f32[3, 3]", "block0.bias: f32[3]", "block1.weight: f32[3, 3]", "block1.bias: f32[3]"],
        Analyzed.Variables("""
            model M (x: f32[N, 3]) = fold (fun y i -> y |> named "block{i}" (dense 3)) x (range 2)
            """));

    [Fact]
    public void Layers_of_one_name_are_told_apart_by_their_place_in_a_list() => Assert.Equal(
        ["block.0.weight: f32[3, 3]", "block.0.bias: f32[3]", "block.1.weight: f32[3, 3]", "block.1.bias: f32[3]"],
        Analyzed.Variables("""
            model M (x: f32[N, 3]) = fold (fun y i -> y |> named "block" (dense 3)) x (range 2)
            """));

    [Fact]
    public void A_number_must_make_names_differ() => Assert.Equal("NL2101", Analyzed.Diagnostics("""
        model M (x: f32[N, 3]) =
            let k = 1
            fold (fun y _ -> y |> named "block{k}" (dense 3)) x (range 2)
        """)[0].Code);

    private static string Program(string lines)
    {
        var all = lines.Split('\n');
        var last = Array.FindLastIndex(all, line => !line.StartsWith('|') && !line.StartsWith(' '));
        var block = all[..last].Append($"let value =").Concat(all[last..].Select(line => "    " + line));
        return $$"""
            model M (x: f32[N, 3]) =
            {{string.Join('\n', block.Select(line => "    " + line))}}
                require false "{value}"
                x
            """;
    }
}
