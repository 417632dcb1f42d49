using Antlr4.Runtime;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Errors;
using NetLang.Compiler.Syntax.Layout;
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

    public IReadOnlyList<DeclarationTokens> Split(SourceWords words)
    {
        var (tokens, documentation, _) = words;
        var result = new List<DeclarationTokens>();
        var nextDocumentation = 0;
        var previousLine = -1;
        var margin = 0;
        var brackets = 0;
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
                brackets = 0;
            }
            else if (result.Count == 0
                || (startsLine && column <= margin && brackets <= 0 && BeginsAnew(token, result[^1].Tokens[^1])))
            {
                result.Add(new(null, [token]) { IsForeign = true });
            }
            else
            {
                var declaration = result[^1].Tokens;
                if (token is { Type: LOWER_NAME, Text: "as" } && declaration is [{ Type: IMPORT }, { Type: STRING }])
                    token.Type = AS;
                declaration.Add(token);
                brackets += token.Type switch
                {
                    LPAREN or LBRACKET or LBRACE or INDEX_OPEN => 1,
                    RPAREN or RBRACKET or RBRACE => -1,
                    _ => 0,
                };
            }
        }

        return result;
    }

    /// <summary>
    /// Whether a token at the left margin, which begins no declaration, does not belong to what stands above it either. What
    /// an opener there lacks is reported with the opener.
    /// </summary>
    private static bool BeginsAnew(CommonToken token, CommonToken before) =>
        !TokenClasses.IsInfix(token.Type) && !TokenClasses.IsContinuation(token.Type) && !TokenClasses.IsClosing(token.Type)
        && before.Type is not (EQUALS or ARROW or ASSIGN or THEN or ELSE);

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
