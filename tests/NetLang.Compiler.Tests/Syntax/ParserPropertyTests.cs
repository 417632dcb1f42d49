using FsCheck;
using FsCheck.Fluent;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;
using Xunit;

namespace NetLang.Compiler.Tests.Syntax;

public class ParserPropertyTests
{
    private static readonly string[] Words =
    [
        "let", "fun", "if", "then", "elif", "else", "match", "with", "when", "true", "param", "state", "model", "train",
        "optimizer", "import", "in", "rec", "x", "f", "N", "'t", "_", "1", "2.5", "\"s\"", "->", "<-", "|>", ">>", "||",
        "&&", "=", "<>", "+", "-", "**", "*", "@", "|", "..", ".", ",", ";", ":", "(", ")", "[", "]", "{", "}", "=>",
        "!", "\"", "(*", "*)", "//", "///", "1f", "#", "\t", "\n", "\n    ", "\n        ", "\nlet f =", " ", "é", "\0",
    ];

    private static readonly string[] Examples =
        [DesignExamples.Fashion, DesignExamples.Layers, DesignExamples.Breadth];

    [Fact]
    public void Any_sequence_of_words_parses() => Check(
        Gen.Elements(Words).ArrayOf().Select(words => string.Join(' ', words)), 500, seed: 1);

    [Fact]
    public void Any_sequence_of_characters_parses() => Check(
        Gen.Elements(Words.SelectMany(word => word)).ArrayOf().Select(characters => new string(characters)), 500, seed: 2);

    [Fact]
    public void Any_example_with_a_piece_replaced_parses() => Check(
        from example in Gen.Elements(Examples)
        from start in Gen.Choose(0, example.Length - 1)
        from length in Gen.Choose(0, Math.Min(20, example.Length - start))
        from word in Gen.Elements(Words)
        select example[..start] + word + example[(start + length)..],
        300,
        seed: 3);

    [Fact]
    public void Any_beginning_of_an_example_parses() => Check(
        from example in Gen.Elements(Examples)
        from length in Gen.Choose(0, example.Length)
        select example[..length],
        200,
        seed: 4);

    // Never throws; every span lies in the text; text without errors has no missing expressions; both renderers work.
    private static void Check(Gen<string> texts, int count, ulong seed) => Prop
        .ForAll(texts.ToArbitrary(), text =>
        {
            var diagnostics = new DiagnosticBag();
            var unit = Parser.Parse(new SourceText("soup.net", text), diagnostics);
            var dump = SyntaxDump.Of(unit);
            var placed = diagnostics.All.All(diagnostic => diagnostic.Labels.Select(label => label.Span)
                .Append(diagnostic.Span!.Value)
                .All(span => span.Start >= 0 && span.Length >= 0 && span.End <= text.Length));
            return placed
                && (diagnostics.HasErrors || !dump.Contains("<missing>", StringComparison.Ordinal))
                && DiagnosticRenderer.Render(diagnostics.All, RenderStyle.Plain) is not null
                && JsonRenderer.Render(diagnostics.All) is not null;
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(seed, 1));
}
