using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>What is evaluated at compile time.</summary>
public class StaticValueTests
{
    [Theory]
    [InlineData("2 + 3 * 4", "14")]
    [InlineData("-7 / 2", "-4")]
    [InlineData("-7 % 3", "2")]
    [InlineData("7 / 2.0", "3.5")]
    [InlineData("2 ** 10", "1024")]
    [InlineData("2.0 ** -1.0", "0.5")]
    [InlineData("1 + 1.0", "2.0")]
    [InlineData("sqrt 16", "4.0")]
    [InlineData("maximum 3 5", "5")]
    [InlineData("int 2.7", "2")]
    [InlineData("float 2", "2.0")]
    [InlineData("1 < 2 && not (2 < 1)", "true")]
    [InlineData("[1; 2] = [1; 2]", "true")]
    [InlineData("Same = Valid", "false")]
    [InlineData("if 1 < 2 then \"yes\" else \"no\"", "yes")]
    [InlineData("{ a = 1; b = 2 }.b", "2")]
    [InlineData("{ { a = 1; b = 2 } with a = 5 }.a", "5")]
    [InlineData("[10; 20; 30][1]", "20")]
    [InlineData("[10; 20; 30][1..2]", "[20; 30]")]
    [InlineData("map (fun i -> i * i) (range 4)", "[0; 1; 4; 9]")]
    [InlineData("fold (fun a b -> a + b) 0 [1; 2; 3]", "6")]
    [InlineData("zip [1; 2] [3; 4]", "[(1, 3); (2, 4)]")]
    [InlineData("append [1] [2]", "[1; 2]")]
    [InlineData("length [1; 2; 3]", "3")]
    [InlineData("repeat 3 (fun n -> n * 2) 1", "8")]
    [InlineData("((fun a -> a + 1) >> (fun a -> a * 2)) 3", "8")]
    [InlineData("1 |> (fun a -> a + 1)", "2")]
    [InlineData("(fun (a, b) -> a - b) (5, 3)", "2")]
    [InlineData("(fun () -> 3) ()", "3")]
    [InlineData("shape x", "[N; 3]")]
    [InlineData("(shape x)[0] * 2 - N", "N")]
    [InlineData("N + 1 > N", "true")]
    [InlineData("6 * N / (2 * N)", "3")]
    [InlineData("rank x", "2")]
    public void Values(string expression, string expected) => Assert.Equal(expected, Analyzed.Static(expression));

    [Fact]
    public void MatchTakesTheFirstCaseThatFits() => Assert.Equal("3", Analyzed.Error("""
        let kind mode n =
            match mode with
            | Same when n > 5 -> 1
            | Valid -> 2
            | other -> n
        model M (x: f32[N, 3]) =
            let value = kind Same 3
            require false "{value}"
            x
        """).Message);

    [Fact]
    public void ClosuresKeepTheNamesThatTheySaw() => Assert.Equal("11", Analyzed.Error("""
        model M (x: f32[N, 3]) =
            let n = 1
            let add m = n + m
            let n = 100
            let value = add 10
            require false "{value}"
            x
        """).Message);

    [Theory]
    [InlineData("1 / 0", "NL2012")]
    [InlineData("9223372036854775807 + 1", "NL2012")]
    [InlineData("[1; 2][2]", "NL2015")]
    [InlineData("{ a = 1 }.b", "NL2007")]
    [InlineData("1 + \"a\"", "NL2009")]
    [InlineData("if 1 then 2 else 3", "NL2014")]
    [InlineData("1 2", "NL2002")]
    [InlineData("repeat 2.5 (fun a -> a) 1", "NL2003")]
    [InlineData("repeat N (fun a -> a) 1", "NL3008")]
    [InlineData("if N > 2 then 1 else 2", "NL3008")]
    [InlineData("(fun f -> f f) (fun f -> f f)", "NL2011")]
    [InlineData("zeros [9000000000; 9000000000] |> reshape [3]", "NL3018")]
    [InlineData("fold (fun d i -> (d * d + N) / 2) N (range 100)", "NL2012")]
    [InlineData("repeat 100000000 (fun a -> a) 1", "NL2011")]
    public void Mistakes(string expression, string code) => Assert.Equal(
        code, Analyzed.Error($"model M (x: f32[N, 3]) =\n    let value = {expression}\n    x").Code);
}
