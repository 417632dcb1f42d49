using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Formatting.Comments;
using NetLang.Compiler.Formatting.Documents;
using NetLang.Compiler.Formatting.Trees;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Formatting;

/// <summary>Brings files into the layout that LANGUAGE.md describes under "Formatting".</summary>
public static class Formatter
{
    /// <summary>Lines are broken where they would be longer, unless a single word is.</summary>
    public const int Width = 100;

    /// <summary>
    /// The file in canonical layout: the same tree, the same comments, the same ends of lines, without a byte order mark.
    /// Null where it has syntax errors, which are reported.
    /// </summary>
    public static string? Format(SourceText source, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var unit = Parser.Parse(source, diagnostics);
        if (diagnostics.ErrorCount > errors)
            return null;
        var formatted = new SourceText(source.Path, Print(source));
        if (RoundTrip.Difference(unit, formatted) is not { } difference)
            return formatted.Content;
        diagnostics.Report(
            CompilationErrors.InternalError,
            null,
            $"formatting {source.Path} would have changed {difference}",
            "the file is as it was; this is a mistake in netlangc: please report it with your file");
        return null;
    }

    private static string Print(SourceText source)
    {
        var words = Tokenizer.Run(source, new DiagnosticBag());
        var trees = Parser.Trees(source, words).ToList();
        var comments = new CommentMap(words, source, Signs.In(trees));
        var file = new TreeFormatter(comments, new SourceColumns(source)).Declarations.File(trees);
        var text = DocPrinter.Print(file, Width).Trim('\n') + "\n";
        return text == "\n" ? "" : text.ReplaceLineEndings(LineEnd(source));
    }

    // That of the first line.
    private static string LineEnd(SourceText source)
    {
        var first = source.Content.IndexOf('\n', StringComparison.Ordinal);
        return first > 0 && source.Content[first - 1] == '\r' ? "\r\n" : "\n";
    }
}
