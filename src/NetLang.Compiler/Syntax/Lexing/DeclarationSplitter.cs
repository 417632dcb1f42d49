using Antlr4.Runtime;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Errors;
using static NetLang.Compiler.Syntax.Generated.NetLangLexer;

namespace NetLang.Compiler.Syntax.Lexing;

/// <summary>
/// Cuts the tokens of a file into declarations. A declaration begins with its keyword at the left margin, whatever is
/// open above it: that is where parsing recovers from errors.
/// </summary>
internal sealed class DeclarationSplitter(SourceColumns columns, DiagnosticBag diagnostics)
{
    private const string Declarations = "`import`, `let`, `model`, `train` or `optimizer`";
    private static readonly string[] Keywords = ["import", "let", "model", "train", "optimizer"];

    public IReadOnlyList<DeclarationTokens> Split(List<CommonToken> tokens, List<CommonToken> documentation)
    {
        var result = new List<DeclarationTokens>();
        var nextDocumentation = 0;
        var previousLine = -1;
        var margin = 0;
        foreach (var token in tokens)
        {
            var line = columns.Line(token.StartIndex);
            var startsLine = line != previousLine;
            previousLine = line;
            var column = columns.Column(token.StartIndex);
            if (startsLine && (column <= margin || result.Count == 0) && Keyword(token) is { } keyword)
            {
                if (column > margin)
                    ReportIndented(token);
                // A file that is indented as a whole has this one error.
                margin = column;
                token.Type = keyword;
                var above = DocumentationAbove(token, line, documentation, ref nextDocumentation);
                result.Add(new(above, [token]));
            }
            else if (result.Count > 0)
            {
                result[^1].Tokens.Add(token);
            }
            else if (token == tokens[0])
            {
                ReportNotADeclaration(token);
            }
        }

        return result;
    }

    public void ReportNotADeclaration(CommonToken token)
    {
        var text = token.Text;
        var help = text switch
        {
            "def" or "fn" or "func" or "function" or "fun" or "var" or "const" or "val" or "layer" or "loss" =>
                "a definition begins with `let`",
            "open" or "include" or "from" or "using" or "require" =>
                "another file is brought in by `import \"file.net\"`",
            "class" or "network" or "module" or "type" =>
                "a network is declared by `model Name (input: f32[N, 4]) = …`",
            "param" or "state" => $"a `{text}` stands in the body of a `let` or a `model`: indent it",
            _ => Suggestion.DidYouMean(text, Keywords) ?? "indent it to continue the declaration above",
        };
        diagnostics.Report(
            LayoutErrors.NotADeclaration,
            token.Span(columns.Source),
            $"`{text}` cannot stand at the left margin: a declaration begins with {Declarations}",
            help);
    }

    private void ReportIndented(CommonToken token) => diagnostics.Report(
        LayoutErrors.Offside,
        token.Span(columns.Source),
        $"`{token.Text}` begins a declaration, and declarations start at the left margin",
        "remove the blanks before it");

    private static int? Keyword(CommonToken token) => (token.Type, token.Text) switch
    {
        (LET, _) => LET,
        (LOWER_NAME, "import") => IMPORT,
        (LOWER_NAME, "model") => MODEL,
        (LOWER_NAME, "train") => TRAIN,
        (LOWER_NAME, "optimizer") => OPTIMIZER,
        _ => null,
    };

    // The `///` lines that stand directly above, without a line between.
    private string? DocumentationAbove(
        CommonToken token,
        int line,
        List<CommonToken> documentation,
        ref int next)
    {
        var lines = new List<string>();
        var expected = -1;
        for (; next < documentation.Count && documentation[next].StartIndex < token.StartIndex; next++)
        {
            var comment = documentation[next];
            var commentLine = columns.Line(comment.StartIndex);
            if (commentLine != expected)
                lines.Clear();
            lines.Add(comment.Text["///".Length..].Trim());
            expected = commentLine + 1;
        }

        return lines.Count > 0 && expected == line ? string.Join('\n', lines) : null;
    }
}
