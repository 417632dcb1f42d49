using System.Text.RegularExpressions;
using Antlr4.Runtime;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Errors;
using NetLang.Compiler.Syntax.Generated;
using NetLang.Compiler.Text;
using static NetLang.Compiler.Syntax.Generated.NetLangLexer;

namespace NetLang.Compiler.Syntax.Lexing;

/// <summary>Text to tokens; what is no word of NetLang is reported and left out or replaced.</summary>
internal sealed partial class Tokenizer(SourceText source, DiagnosticBag diagnostics)
{
    private readonly List<CommonToken> tokens = [];
    private readonly List<CommonToken> documentation = [];
    private readonly List<SourceSpan> comments = [];
    private readonly Stack<CommonToken> openComments = [];
    private bool tabReported;
    private int resume; // what stands before belongs to what has been reported

    public static SourceWords Run(SourceText source, DiagnosticBag diagnostics)
    {
        var tokenizer = new Tokenizer(source, diagnostics);
        tokenizer.Read();
        return new(tokenizer.tokens, tokenizer.documentation, tokenizer.comments);
    }

    private void Read()
    {
        var lexer = new NetLangLexer(new AntlrInputStream(source.Content));
        lexer.RemoveErrorListeners();
        for (var token = (CommonToken)lexer.NextToken(); token.Type != TokenConstants.EOF;
             token = (CommonToken)lexer.NextToken())
        {
            Accept(token);
        }

        if (openComments.TryPeek(out var open))
        {
            diagnostics.Report(
                LexicalErrors.UnclosedComment,
                open.Span(source),
                "the comment that begins here has no end",
                "close it with `*)`");
        }
    }

    private void Accept(CommonToken token)
    {
        if (token.StartIndex < resume && token.Type is not (COMMENT_OPEN or COMMENT_CLOSE))
            return;
        switch (token.Type)
        {
            case TYPE_VARIABLE or UNKNOWN when SingleQuoted(token) is { Length: > 0 } text:
                ReplaceSingleQuoted(token, text);
                break;
            case LINE_COMMENT:
                diagnostics.Note(token.Span(source));
                comments.Add(token.Span(source));
                break;
            case COMMENT_OPEN:
                openComments.Push(token);
                break;
            case COMMENT_CLOSE:
                var open = openComments.Pop();
                if (openComments.Count == 0)
                    comments.Add(open.Span(source).To(token.Span(source)));
                break;
            case DOCUMENTATION_LINE:
                documentation.Add(token);
                comments.Add(token.Span(source));
                break;
            case TAB:
                ReportTab(token);
                break;
            case UNKNOWN:
                ReportUnknown(token);
                break;
            case FOREIGN_OPERATOR:
                ReplaceForeign(token);
                break;
            case UNCLOSED_STRING:
                ReplaceUnclosedString(token);
                break;
            case MALFORMED_NUMBER:
                ReplaceMalformedNumber(token);
                break;
            case LBRACKET when IsIndex(token):
                Add(token, INDEX_OPEN);
                break;
            case MINUS when IsPrefix(token):
                Add(token, PREFIX_MINUS);
                break;
            default:
                tokens.Add(token);
                break;
        }
    }

    private void Add(CommonToken token, int type)
    {
        token.Type = type;
        tokens.Add(token);
    }

    // `x[…]` indexes, `f […]` passes a list.
    private bool IsIndex(CommonToken token) =>
        tokens.Count > 0
        && tokens[^1].StopIndex + 1 == token.StartIndex
        && tokens[^1].Type is LOWER_NAME or UPPER_NAME or TYPE_VARIABLE or RPAREN or RBRACKET or RBRACE or STRING;

    // `f -x`: a blank before and none after.
    private bool IsPrefix(CommonToken token)
    {
        var before = token.StartIndex == 0 || char.IsWhiteSpace(source.Content[token.StartIndex - 1]);
        var next = token.StopIndex + 1;
        return before && next < source.Content.Length && !char.IsWhiteSpace(source.Content[next]);
    }

    // Once a file: a file with tabs is full of them.
    private void ReportTab(CommonToken token)
    {
        if (tabReported)
            return;
        tabReported = true;
        diagnostics.Report(
            LexicalErrors.Tab,
            token.Span(source),
            "tabs are not allowed: layout is significant, and a tab has no fixed width",
            "replace the tabs of this file by spaces");
    }

    private void ReportUnknown(CommonToken token)
    {
        var text = source.Content[token.StartIndex];
        // The second half of a character beyond U+FFFF: reported with its first half.
        if (char.IsLowSurrogate(text))
            return;
        if (text == '#')
        {
            ReportForeignComment(token);
            return;
        }

        var help = text switch
        {
            '\'' => "strings stand between double quotes; `'t` is a type variable",
            '\\' => "a function value is `fun x -> …`",
            '`' => "names are made of letters, digits and `_`",
            '“' or '”' or '„' => "strings stand between straight double quotes",
            '×' => "write `*`",
            '−' or '–' => "write `-`",
            '→' => "write `->`",
            _ => "leave it out",
        };
        var span = char.IsHighSurrogate(text) && token.StopIndex + 1 < source.Content.Length
            ? new SourceSpan(source, token.StartIndex, 2)
            : token.Span(source);
        diagnostics.Report(
            LexicalErrors.UnknownCharacter, span, $"`{span.Text}` has no meaning in NetLang", help);
    }

    // What stands behind it on its line is none of the program's.
    private void ReportForeignComment(CommonToken token)
    {
        resume = source.LineEnd(source.Position(token.StartIndex).Line);
        diagnostics.Report(
            LexicalErrors.UnknownCharacter,
            token.Span(source),
            $"`{token.Text}` has no meaning in NetLang",
            "comments begin with `//`");
    }

    private bool IsFirstOfLine(CommonToken token) =>
        source.Content.AsSpan(token.StartIndex - token.Column, token.Column).IsWhiteSpace();

    private void ReplaceForeign(CommonToken token)
    {
        if (token.Text == "--" && IsFirstOfLine(token))
        {
            ReportForeignComment(token);
            return;
        }

        var (help, replacement) = ForeignOperators.Replacement(token.Text);
        diagnostics.Report(
            LexicalErrors.ForeignOperator,
            token.Span(source),
            $"`{token.Text}` is not an operator of NetLang",
            help ?? "`netlangc explain NL1008` lists the usual replacements");
        if (replacement is { } type)
            Add(token, type);
    }

    private void ReplaceUnclosedString(CommonToken token)
    {
        diagnostics.Report(
            LexicalErrors.UnclosedString,
            token.Span(source),
            "this string has no end",
            "close it with `\"` on the same line");
        Add(token, STRING);
    }

    private void ReplaceMalformedNumber(CommonToken token)
    {
        var text = token.Text;
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or '_').Count();
        var suffix = text[digits..];
        diagnostics.Report(
            LexicalErrors.MalformedNumber,
            token.Span(source),
            $"`{text}` is neither a number nor a name",
            suffix is "f" or "F" or "m" or "M" or "l" or "L" or "u" or "y" or "d" or "lf"
                ? $"leave out the suffix: `{text[..digits]}`; a literal takes the type of the tensor it meets"
                : "names begin with a letter");
        Add(token, FLOAT);
    }

    /// <summary>A text in single quotes that begins at a token; empty where there is none.</summary>
    private string SingleQuoted(CommonToken token) =>
        QuotedText().Match(source.Content, token.StartIndex) is { Success: true } match && match.Index == token.StartIndex
            ? match.Value
            : "";

    private void ReplaceSingleQuoted(CommonToken token, string text)
    {
        token.StopIndex = token.StartIndex + text.Length - 1;
        resume = token.StopIndex + 1;
        diagnostics.Report(
            LexicalErrors.UnknownCharacter,
            token.Span(source),
            "a string stands between double quotes",
            $"write `\"{text[1..^1]}\"`");
        Add(token, STRING);
    }

    // Between two type variables of a signature, 't and 'u, stand other characters too.
    [GeneratedRegex(@"\G'[A-Za-z0-9_./\\ -]*'(?![A-Za-z0-9_])", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedText();
}
