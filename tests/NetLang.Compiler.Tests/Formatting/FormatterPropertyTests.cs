using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Formatting;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Tests.Syntax;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Formatting;

/// <summary>What holds of the layout of any program, on random ones.</summary>
[Trait("Category", "Slow")]
public class FormatterPropertyTests
{
    private const int Programs = 60;
    private const int Layouts = 3;

    public static TheoryData<int> Portions => [.. Enumerable.Range(0, 4)];

    [Theory]
    [MemberData(nameof(Portions))]
    public void Indentation_blanks_and_comments_mean_nothing(int portion)
    {
        foreach (var (tidy, untidy) in Of(portion))
            Assert.Equal(Parsed.Dump(tidy), Parsed.Dump(untidy));
    }

    [Theory]
    [MemberData(nameof(Portions))]
    public void Formatting_twice_is_formatting_once(int portion)
    {
        foreach (var (_, untidy) in Of(portion))
        {
            var formatted = Formatted(untidy);
            Assert.Equal(formatted, Formatted(formatted));
        }
    }

    [Theory]
    [MemberData(nameof(Portions))]
    public void A_formatted_program_has_the_same_graphs(int portion)
    {
        foreach (var (_, untidy) in Of(portion).Where((_, index) => index % Layouts == 0))
            Assert.Equal(Graphs(untidy), Graphs(Formatted(untidy)));
    }

    private static IEnumerable<(string Tidy, string Untidy)> Of(int portion) =>
        from seed in Enumerable.Range(portion * Programs, Programs)
        from layout in Enumerable.Range(1, Layouts)
        select (
            new RandomProgram(new Random(seed), null).Text(),
            new RandomProgram(new Random(seed), new Random((seed * Layouts) + layout)).Text());

    private static string Formatted(string text)
    {
        var diagnostics = new DiagnosticBag();
        var formatted = Formatter.Format(new SourceText("test.net", text), diagnostics);
        Assert.True(formatted is not null, DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain) + "\n" + text);
        return formatted;
    }

    private static string Graphs(string text)
    {
        var (result, diagnostics) = Testing.Programs.Analyze(text);
        Assert.False(diagnostics.HasErrors, DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain) + "\n" + text);
        var model = Assert.Single(result.Models);
        return string.Concat(
            new[] { model.Initialize, model.Predict, model.Evaluate, model.Train }.OfType<Graph>().Select(GraphText.Print));
    }
}
