using NetLang.Compiler.Diagnostics;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Semantics;

/// <summary>
/// Files of 20,000 lines take as much longer as they are longer: a few seconds, where a pass that looks at all lines for
/// each line takes minutes.
/// </summary>
[Trait("Category", "Slow")]
public class LargeFileTests
{
    private const int Lines = 20_000;

    private const string Typed = "let block (x: 't[n, d]) : 't[n, d] = abs x\nmodel M (x: f32[N, 4]) =\n    let h0 = x";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("", "let f{0} x = name{0} x", "", Lines)]
    [InlineData("", "let f{0} = absent {0}", "", 1)]
    [InlineData("let f x =", "    let a{0} = name{0} x", "    x", Lines)]
    [InlineData("let f x = [", "    name{0}", "    ]", Lines)]
    [InlineData("let f x = [", "    [[[name{0}]]]", "    ]", Lines)]
    public void Unknown_names_are_all_reported(string first, string line, string last, int errors) =>
        Assert.Equal(errors, Report(first, line, last).Count(d => d.Code == "NL2001"));

    [Theory]
    [InlineData("let f x =\n    let a0 = abs x", "    let a{1} = abs a{0}", "    a20000")]
    [InlineData("let f0 x = abs x", "let f{1} x = f{0} x", "")]
    [InlineData(Typed, "    let h{1} = block h{0}", "    h20000")]
    public void Uses_in_a_row_are_no_cycle(string first, string line, string last) =>
        Assert.DoesNotContain(Report(first, line, last), d => d.IsError);

    [Fact]
    public void A_cycle_is_reported_once()
    {
        var error = Assert.Single(Report("let f0 x = f20000 x", "let f{1} x = f{0} x", "let g x = f7 x"), d => d.IsError);
        Assert.Equal(("NL2005", Lines), (error.Code, error.Labels.Length));
    }

    private static IReadOnlyList<Diagnostic> Report(string first, string line, string last)
    {
        var lines = Enumerable.Range(0, Lines).Select(i => string.Format(null, line, i, i + 1));
        var text = string.Join('\n', [first, .. lines, last]);
        IReadOnlyList<Diagnostic> found = [];
        var thread = new Thread(() => found = Programs.Analyze(text).Diagnostics.InOrder, maxStackSize: 16 << 20);
        thread.Start();
        Assert.True(thread.Join(Longest));
        return found;
    }
}
