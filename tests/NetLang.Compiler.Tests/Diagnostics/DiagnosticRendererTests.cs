using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Diagnostics;

public class DiagnosticRendererTests
{
    private static readonly DiagnosticDescriptor Mismatch = new("NL3001", Severity.Error, "Shapes differ", "");
    private static readonly DiagnosticDescriptor Unused = new("NL2009", Severity.Warning, "Unused", "");

    private static readonly SourceText Model = new(
        "examples/net.net",
        """
        model Net (image: f32[N, 784]) : f32[N, 10] =
            image
            |> dense 256

            |> dense 10
            |> f
            |> g
        	let y = a @ b + c   // tab
        last
        """);

    private static readonly SourceText Layers = new("prelude/layers.net", "\n\nlet dense units (x: 't[.., n]) =\n    x @ w\n");

    private static Diagnostic Example => new(
        Mismatch,
        Span(Model, "dense 10"),
        "`x` is f32[N, 256], but `w` is f32[10, 784]: 256 and 784 differ",
        [
            new(Span(Model, "784"), "784 came from here"),
            new(Span(Model, "256"), "256 came from here"),
            new(Span(Layers, "x @ w"), "in this product"),
        ],
        "give `dense` an input of 784\nor change the model");

    [Fact]
    public void Labels_on_several_lines_and_files() => Match(Example, "several-lines-and-files");

    [Fact]
    public void Colours() => Snapshot.Match(
        DiagnosticRenderer.Render([Example], RenderStyle.Ansi).Replace("\x1b", "<ESC>", StringComparison.Ordinal),
        "colours");

    [Fact]
    public void Several_labels_on_one_line() => Match(
        new Diagnostic(
            Mismatch,
            Span(Model, "@"),
            "cannot multiply",
            [new(Span(Model, "a @"), "first"), new(Span(Model, "b +"), "second"), new(Span(Model, "c   "), "third")],
            null),
        "one-line");

    [Fact]
    public void A_span_over_lines_is_underlined_on_its_first() => Match(
        new Diagnostic(Unused, Span(Model, "image\n    |> dense 256\n"), "not used", [], null),
        "span-over-lines");

    [Fact]
    public void A_diagnostic_without_a_place() => Match(
        new Diagnostic(Mismatch, null, "the file a.csv does not exist", [], "give its path with --data"),
        "without-place");

    [Fact]
    public void The_end_of_a_file_can_be_pointed_at() => Match(
        new Diagnostic(Mismatch, new(Model, Model.Content.Length, 0), "too short", [], null),
        "end-of-file");

    [Fact]
    public void Commands_to_the_terminal_are_not_passed_on()
    {
        var source = new SourceText("a.net", "let a = \"\x1b[2J\"");
        var text = DiagnosticRenderer.Render(
            new Diagnostic(Mismatch, new(source, 8, 6), "bad \x1b[2J", [], "help \x1b"), RenderStyle.Plain);
        Assert.DoesNotContain('\x1b', text);
    }

    [Fact]
    public void Json() => Snapshot.Match(
        JsonRenderer.Render([Example, new Diagnostic(Unused, null, "not \"used\"", [], null)]), "diagnostics", "json");

    [Fact]
    public void Json_of_nothing_is_an_empty_array() => Assert.Equal("[]", JsonRenderer.Render([]));

    private static void Match(Diagnostic diagnostic, string name) =>
        Snapshot.Match(DiagnosticRenderer.Render([diagnostic], RenderStyle.Plain), name);

    // Blanks and operators behind a name only say which of its occurrences is meant.
    private static SourceSpan Span(SourceText source, string text)
    {
        var name = text.TrimEnd(' ', '+', '@');
        return new(
            source,
            source.Content.IndexOf(text, StringComparison.Ordinal),
            name.Length > 0 ? name.Length : text.Length);
    }
}
