using System.Text.RegularExpressions;
using NetLang.Compiler.Diagnostics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>A definition whose calls are all good has no mistake, whatever the program: its check finds none.</summary>
[Trait("Category", "Slow")]
public class NoFalseAlarmTests
{
    private const string Program = """
        let norm (x: 't[n, d]) : 't[n, d] =
            let middle = sum { axis = -1; keepDims = true } x / d
            (x - middle) / sqrt (float d)
        let mix heads (x: 't[n, d]) : 't[n, d] =
            require (d % heads = 0) "heads = {heads} must divide {d}"
            let parts = reshape [n; heads; d / heads] x
            let weights = softmax (parts @ permute [0; 2; 1] parts)
            reshape [n; d] (weights @ parts)
        let gate units (x: 't[.., n]) : 't[.., units] =
            param weight : 't[units, n] = uniformFanIn n
            let scores = x @ transpose weight
            scores * sigmoid scores + units
        let last (x: 't[.., n]) = x[.., n - 1]
        let halves (x: 't[b, 2 * n]) = (x[_, 0..n - 1], x[_, n..2 * n - 1])
        let both (a: 't[n, d], b: 't[n, d]) = concat [a * b; norm a] + 1.0
        let running (x: 't[b, t, n]) : 't[b, t, n] =
            let _, all = scan (fun carry now -> (carry + now, carry * now)) (zeros [b; n]) x
            all
        model M (x: f32[N, 8]) (y: f32[N, 5, 8]) : f32[N] =
            let h = x |> norm |> mix 2 |> gate 8 |> halves |> both
            last (h[_, 0..4] + last y - last (running y))
        """;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Fact]
    public void TheProgramItselfIsGood() => Assert.Equal("", Render(Programs.Analyze(Program).Diagnostics.All));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void WhatAModelUsesWithoutErrorHasNone(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var text = Mutation.Of(Program, random);
            var (result, diagnostics) = Programs.Analyze(text);
            if (result.Models.IsEmpty || !diagnostics.HasErrors)
                continue;
            var alarms = diagnostics.All.Where(d => d.IsError && IsUsed(d, text)).ToList();
            Assert.True(alarms.Count == 0, Render(alarms) + text);
        }
    }

    /// <summary>Whether the error was found in a definition on its own that the model reaches.</summary>
    private static bool IsUsed(Diagnostic error, string text)
    {
        var found = Regex.Match(error.Labels.LastOrDefault()?.Text ?? "", "found by checking `(.*)` on its own");
        var lines = text.Split('\n').TakeWhile(line => !line.StartsWith("model", StringComparison.Ordinal)).Count();
        var reached = string.Join('\n', text.Split('\n').Skip(lines));
        return found.Success && Regex.IsMatch(reached, $@"(\|> |\(|^\s*|= |- ){found.Groups[1].Value}\b [\d(|xhy]");
    }

    private static string Render(IEnumerable<Diagnostic> diagnostics) => DiagnosticRenderer.Render(diagnostics, RenderStyle.Plain);
}
