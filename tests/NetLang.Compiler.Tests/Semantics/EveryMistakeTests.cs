using NetLang.Compiler.Diagnostics;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>Each diagnostic of semantics is made by a program.</summary>
public class EveryMistakeTests
{
    private static readonly Dictionary<string, string> Programs = new()
    {
        ["NL2001"] = "model M (x: f32[N, 3]) = undefined x",
        ["NL2002"] = "model M (x: f32[N, 3]) = dense 3 x x",
        ["NL2003"] = "model M (x: f32[N, 3]) = repeat x relu x",
        ["NL2004"] = "model M (x: f32[N, 3]) = center { speed = 1.0 } x",
        ["NL2005"] = "let f x = g x\nlet g x = f x\nmodel M (x: f32[N, 3]) = f x",
        ["NL2006"] = "let a = 1\nlet a = 2\nmodel M (x: f32[N, 3]) = x",
        ["NL2007"] = "model M (x: f32[N, 3]) = x + { a = 1 }.b",
        ["NL2008"] = "model M (x: f32[N, 3]) =\n    match 3 with\n    | 4 -> x",
        ["NL2009"] = "model M (x: f32[N, 3]) = x + [1]",
        ["NL2010"] = "model M (x: f32[N, 3]) = dropout 2.0 x",
        ["NL2011"] = "model M (x: f32[N, 3]) = repeat 1000000 relu x",
        ["NL2012"] = "model M (x: f32[N, 3]) = x * (1 / 0)",
        ["NL2013"] = "import \"other.net\"\nmodel M (x: f32[N, 3]) = x",
        ["NL2014"] = "model M (x: f32[N, 3]) = if \"yes\" then x else x",
        ["NL2015"] = "model M (x: f32[N, 3]) = x * [1; 2][-1]",
        ["NL2016"] = "model M (x: f32[N, 3]) = x |> named \"a.b\" (dense 3)",
        ["NL2017"] = "model M (x: f32[N, 3]) =\n    x\n    -x",
        ["NL2101"] = "model M (x: f32[N, 3]) =\n    param w : f32[3] = zeros\n    param w : f32[3] = zeros\n    x + w",
        ["NL2102"] = "model M (x: f32[N, 3]) =\n    let f = dense 3\n    f (f x)",
        ["NL2103"] = "model M (x: f32[N, T]) = dense 3 x",
        ["NL2104"] = "model M (x: f32[N, 3]) =\n    param w : f32[3] = sum { axis = 0 } x\n    x + w",
        ["NL2105"] = "model M (x: f32[N, 3]) =\n    param w : f32[3] = zeros\n    w <- w + 1.0\n    x + w",
        ["NL2107"] = "model M (x: f32[N, 3]) = if training then x else dense 3 x",
        ["NL2108"] = "model M (x: f32[N, 3, 2]) =\n    let last, all = scan (fun s now -> (s, center now)) 0.0 x\n    all",
        ["NL3001"] = "model M (x: f32[N, 3]) = x @ x",
        ["NL3002"] = "model M (x: f32[N, 3]) = x + tensor [1.0; 2.0]",
        ["NL3003"] = "let f (x: 't[n]) = x\nmodel M (x: f32[N, 3]) = f x",
        ["NL3004"] = "model M (x: f32[N, 3]) : f32[N] = x",
        ["NL3005"] = "model M (x: i32[N, 3]) = x + 0.5",
        ["NL3006"] = "model M (x: i32[N, 3]) = x + cast i64 x",
        ["NL3007"] = "model M (x: f32[N, 3]) = if x > 0.0 then x else x",
        ["NL3008"] = "model M (x: f32[N, 3]) = if N = 3 then x else x",
        ["NL3009"] = "model M (x: f32[N, 3]) = squeeze 2 x",
        ["NL3010"] = "model M (x: f32[N, 3]) = reshape [N; 4] x",
        ["NL3011"] = "model M (x: 't[N, 3]) = x",
        ["NL3012"] = "model M (x: f32[N, 3]) = not x",
        ["NL3013"] = "model M (x: u8[N, 3]) = x + 256",
        ["NL3014"] = "model M (x: f32[N, 3]) = x[.., 3]",
        ["NL3015"] = "model M (x: float32[N, 3]) = x",
        ["NL3016"] = "model M (x: f32[N, 3]) = x + tensor [[1.0]; [2.0; 3.0]]",
        ["NL3017"] = "model M (x: f16[N, 3]) = x",
        ["NL3018"] = "model M (x: f32[N, 3]) = dense 1000000000000 x",
    };

    /// <summary>Only a loss or a schedule can reach it: the tests of training do.</summary>
    private static readonly string[] Elsewhere = ["NL2106"];

    public static TheoryData<string> Codes => [.. DiagnosticCatalog.All
        .Select(d => d.Code)
        .Where(c => c.StartsWith("NL2", StringComparison.Ordinal) || c.StartsWith("NL3", StringComparison.Ordinal))
        .Except(Elsewhere)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void AProgramMakesIt(string code) => Assert.Equal(code, Analyzed.Error(Programs[code]).Code);
}
