using Antlr4.Runtime;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>Forms of other languages that the parser trips over, and how they are written here.</summary>
internal sealed class ForeignForms
{
    private readonly SourceText source;
    private readonly IReadOnlyList<IToken> line;
    private readonly IToken found;
    private readonly IToken before;
    private readonly RuleContext? context;

    /// <param name="tokens">Of the declaration.</param>
    /// <param name="before">The last token of the text before the one that was found.</param>
    public ForeignForms(
        SourceText source, IReadOnlyList<IToken> tokens, IToken found, IToken before, RuleContext? context)
    {
        this.source = source;
        this.found = found;
        this.before = before;
        this.context = context;
        var number = source.Position(before.StartIndex).Line;
        line = [.. tokens.Where(t => t.StopIndex >= t.StartIndex && source.Position(t.StartIndex).Line == number)];
    }

    /// <summary>Null where it is none of them.</summary>
    public Diagnostic? Explain() => Word() ?? Choice() ?? Brackets() ?? Result();

    /// <summary>A word that begins a loop, a function or a result elsewhere.</summary>
    private Diagnostic? Word()
    {
        var word = line.FirstOrDefault(t => t.Type == LOWER_NAME && ForeignWords.Statement(t.Text) is not null);
        return word is null || word.StartIndex > found.StartIndex
            ? null
            : At(SyntaxErrors.ForeignWord, word, $"`{word.Text}` is not NetLang", ForeignWords.Statement(word.Text)!);
    }

    /// <summary><c>a if c else b</c></summary>
    private Diagnostic? Choice() =>
        found.Type == IF && line.Any(t => t.Type == ELSE) && line.All(t => t.Type != THEN)
            ? At(SyntaxErrors.IncompleteIf, found, "this `if` has no `then`", "write `if condition then a else b`")
            : null;

    private Diagnostic? Brackets() => (context, found.Type) switch
    {
        (IndexSuffixContext or IndexItemContext, COLON) => before.Type is INDEX_OPEN or COMMA
            ? At(SyntaxErrors.Unexpected, found, "an index has no `:`", "one whole axis is `_`, and a range `a..b`")
            : At(
                SyntaxErrors.Unexpected,
                found,
                "an index has no `:`",
                $"write `{before.Text}..`, or a range `a..b`, which includes both ends"),
        (ListAtomContext, DOT_DOT) => At(
            SyntaxErrors.Unexpected, found, "a list has no ranges", "`range 10` gives 0 to 9; `a..b` is for indices"),
        (ParenthesizedAtomContext, SEMICOLON) => At(
            SyntaxErrors.Unexpected,
            found,
            "a `;` separates the elements of a list or a record",
            "write `(a, b)` for a tuple, or `[a; b]` for a list"),
        (_, SEMICOLON) when line[^1] == found => At(
            SyntaxErrors.Unexpected,
            found,
            "a line does not end with `;`",
            "remove it: what follows stands on the next line"),
        (_, INDEX_OPEN or LBRACKET) when before.Type == DOT => At(
            SyntaxErrors.Unexpected, before, "an index needs no `.`", "write `x[i]`"),
        (NamedTypeContext or TypedPatternContext or ParenthesizedPatternContext, LPAREN) => At(
            SyntaxErrors.Unexpected,
            found,
            "the dimensions of a type stand in brackets",
            $"write `{before.Text}[…]`"),
        _ => null,
    };

    /// <summary><c>model M (x: f32[N]) -> f32[N] =</c></summary>
    private Diagnostic? Result() =>
        found.Type == ARROW && context is ModelDeclarationContext or BindingContext && line[0].Type is MODEL or LET
            ? At(SyntaxErrors.Unexpected, found, "the type of a result stands behind `:`", "write `: f32[N, 10] =`")
            : null;

    private Diagnostic At(DiagnosticDescriptor descriptor, IToken token, string message, string help) =>
        new(descriptor, token.Span(source), message, [], help);
}
