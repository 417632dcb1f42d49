using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Formatting;

/// <summary>Whether a formatted file says what it said before.</summary>
internal static class RoundTrip
{
    /// <summary>What became another; null where nothing did.</summary>
    public static string? Difference(CompilationUnit original, SourceText formatted)
    {
        var diagnostics = new DiagnosticBag();
        var again = Parser.Parse(formatted, diagnostics);
        if (diagnostics.HasErrors || SyntaxDump.Of(original) != SyntaxDump.Of(again))
            return "its meaning";
        return Comments(original.Source).SequenceEqual(Comments(formatted)) ? null : "its comments";
    }

    private static IEnumerable<string> Comments(SourceText source) =>
        Tokenizer.Run(source, new DiagnosticBag()).Comments.Select(c => c.Text.ReplaceLineEndings("\n").TrimEnd());
}
