using Antlr4.Runtime;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Syntax.Layout;
using NetLang.Compiler.Syntax.Lexing;
using NetLang.Compiler.Text;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Errors;

/// <summary>Says in plain words what the parser tripped over: the first rule that fits gives the message.</summary>
internal sealed class SyntaxErrorTranslator
{
    private readonly SourceText source;
    private readonly IToken found;
    private readonly IToken before;
    private readonly IToken beforeLast;
    private readonly ExpectedTokens expected;
    private readonly RuleContext? context;
    private readonly ForeignForms foreign;
    private readonly IReadOnlyList<IToken> passed;
    private readonly IToken? next;

    public SyntaxErrorTranslator(SourceText source, List<IToken> tokens, RecognitionException error)
    {
        this.source = source;
        found = error.OffendingToken;
        passed = [.. tokens.Take(found.TokenIndex).Where(token => !IsVirtual(token))];
        next = tokens.ElementAtOrDefault(found.TokenIndex + 1);
        before = passed.Count > 0 ? passed[^1] : tokens[0];
        beforeLast = passed.Count > 1 ? passed[^2] : before;
        // A prediction that failed later than at its start says nothing of what could stand here.
        expected = error is NoViableAltException late && late.StartToken != found
            ? ExpectedTokens.Unknown
            : ExpectedTokens.Of(error);
        context = error.Context;
        foreign = new ForeignForms(source, tokens, found, before, context);
    }

    public static Diagnostic TooDeep(SourceSpan span) => new(
        SyntaxErrors.TooDeep,
        span,
        "brackets and blocks lie too deeply within each other here",
        [],
        "name parts of it with `let`");

    public Diagnostic Translate() =>
        foreign.Explain() ?? Brackets() ?? Numbers() ?? Keywords() ?? Operands() ?? Definitions() ?? Unexpected();

    private Diagnostic? Brackets() => (context, found.Type) switch
    {
        (ListAtomContext or ListPatternContext, COMMA) => At(
            SyntaxErrors.CommaInList,
            found,
            "the elements of a list are separated by `;`",
            "replace the `,` by `;`, or put parentheses around a tuple"),
        (RecordAtomContext or FieldsContext or OptionsParameterContext, COMMA) => At(
            SyntaxErrors.CommaInList,
            found,
            "the fields of a record are separated by `;`",
            "replace the `,` by `;`"),
        (_, LBRACKET) when beforeLast.Type == COLON && before.Type is LOWER_NAME or TYPE_VARIABLE => At(
            SyntaxErrors.Unexpected,
            found,
            "the dimensions of a type follow it without a blank",
            $"write `{before.Text}[`"),
        _ => null,
    };

    private Diagnostic? Numbers()
    {
        if (before.Type == DOT && beforeLast.Type == INTEGER)
        {
            return At(
                LexicalErrors.MalformedNumber,
                beforeLast,
                "a float has a digit on both sides of its point",
                $"write `{beforeLast.Text}.0`");
        }

        if (found.Type == DOT && before.Type == INTEGER || (before.Type == DOT && found.Type == INTEGER))
        {
            return At(
                LexicalErrors.MalformedNumber,
                found.Type == DOT ? before : found,
                "a float has a digit on both sides of its point",
                found.Type == DOT ? $"write `{before.Text}.0`" : $"write `0.{found.Text}`");
        }

        return found.Type == DOT
            ? At(
                LexicalErrors.MalformedNumber,
                found,
                "an expression cannot begin with `.`",
                next?.Type == INTEGER ? $"write `0.{next.Text}`" : "a float has a digit on both sides: `0.5`")
            : null;
    }

    private Diagnostic? Keywords()
    {
        if (found.Type is FUN or IF or MATCH && EndsOperand(before))
        {
            return At(
                SyntaxErrors.NeedsParentheses,
                found,
                $"`{found.Text}` as an argument needs parentheses",
                $"write `({found.Text} …)`");
        }

        if (before.Type == IMPORT)
            return After(SyntaxErrors.Unexpected, "an `import` names a file", "write `import \"file.net\"`");
        if (beforeLast.Type == IMPORT && found.Type is LOWER_NAME or UPPER_NAME)
        {
            return At(
                SyntaxErrors.Unexpected,
                found,
                $"`{found.Text}` cannot stand after `{before.Text}`",
                $"a name for the file stands behind `as`: `import {before.Text} as Name`");
        }

        if (found.Type == LET)
        {
            return At(
                SyntaxErrors.Unexpected,
                found,
                "a `let` cannot stand within an expression",
                "put it on a line of its own, before the expression");
        }

        var owner = Owner();
        return owner?.Start switch
        {
            { Type: IF } start when expected.Has(THEN) => After(
                SyntaxErrors.IncompleteIf, "this `if` has no `then`", "write `if condition then a else b`", start),
            { Type: IF } start when expected.Has(ELSE) => After(
                SyntaxErrors.IncompleteIf,
                "this `if` has no `else`",
                AssignedAfter(start) is { } name
                    ? $"an `if` is a value, also of what is assigned: write `{name} <- if … then … else {name}`"
                    : "an `if` is a value: say what it is otherwise, with `else`",
                start),
            { Type: FUN } start when expected.Has(ARROW) => After(
                SyntaxErrors.MissingArrow, "this `fun` has no `->`", "write `fun x -> body`", start),
            { Type: MATCH } start when expected.Has(WITH) => After(
                SyntaxErrors.Unexpected, "this `match` has no `with`", "write `match x with`", start),
            { } start when owner is MatchCaseContext && expected.Has(ARROW) => After(
                SyntaxErrors.MissingArrow, "this case has no `->`", "write `| pattern -> body`", start),
            _ => null,
        };
    }

    /// <summary>The name to which <c>&lt;-</c> behind a token assigns; null where there is none.</summary>
    private string? AssignedAfter(IToken start) => passed.SkipWhile(token => token != start)
        .Zip(passed.SkipWhile(token => token != start).Skip(1))
        .FirstOrDefault(pair => pair.Second.Type == ASSIGN).First?.Text;

    private Diagnostic? Operands()
    {
        var ends = IsVirtual(found) || TokenClasses.IsBlockEnd(found.Type) || TokenClasses.IsInfix(found.Type);
        if (!ends || EndsOperand(before) || TokenClasses.StartsDefinition(before.Type)
            || (!expected.IsUnknown && !expected.HasExpression))
            return null;
        var what = IsVirtual(found) ? "the line ends" : $"`{found.Text}` follows";
        return At(
            SyntaxErrors.MissingOperand,
            before,
            $"an expression is missing after `{before.Text}`: {what}",
            before.Type switch
            {
                not EQUALS when TokenClasses.IsInfix(before.Type) => "write its right operand, or remove it",
                LPAREN when TokenClasses.IsInfix(found.Type) => $"an operator without operands is no function: write `fun a b -> a {found.Text} b`",
                _ => "write an expression there",
            });
    }

    private Diagnostic? Definitions()
    {
        if (Owner()?.Start is not { } start)
            return null;
        if (start.Type is PARAM && expected.Has(COLON))
        {
            return After(
                SyntaxErrors.MissingType,
                $"a `{start.Text}` declares its type",
                $"write `{start.Text} {before.Text} : 't[…] = …`",
                start);
        }

        var isField = context is FieldContext
            || (context is RecordAtomContext && before.Type == LOWER_NAME && beforeLast.Type == LBRACE);
        if (!isField && (!expected.Has(EQUALS) || expected.HasExpression))
            return null;
        var word = isField ? "field" : $"`{DefinitionWord()}`";
        var help = isField
            ? "write `name = value`; braces hold a record, and a block is what is indented"
            : "write `=` between what is defined and its body";
        if (EndOfHeader(start) is { } end)
            return new(SyntaxErrors.MissingEquals, end, $"this {word} has no `=`", [Begun(start)], help);
        return After(
            SyntaxErrors.MissingEquals,
            IsVirtual(found) ? $"this {word} has no `=`" : $"this {word} has no `=` before `{found.Text}`",
            help,
            start);
    }

    /// <summary>
    /// Behind the first line of a definition, where its body was taken for more parameters; else null.
    /// </summary>
    private SourceSpan? EndOfHeader(IToken start)
    {
        var line = source.Position(start.StartIndex).Line;
        var last = passed.LastOrDefault(
            t => t.StartIndex >= start.StartIndex && source.Position(t.StartIndex).Line == line);
        var isHeader = context is BindingContext or ModelDeclarationContext or TrainDeclarationContext
            or OptimizerDeclarationContext;
        return isHeader && last is not null && last != before
            ? new SourceSpan(source, last.StopIndex + 1, 0)
            : null;
    }

    private DiagnosticLabel Begun(IToken start) => new(start.Span(source), "begun here");

    private Diagnostic Unexpected()
    {
        var wanted = expected.Describe();
        if (IsVirtual(found))
        {
            return After(
                SyntaxErrors.Unexpected,
                $"the line ends here after `{before.Text}`" + (wanted is null ? "" : $", but {wanted} should follow"),
                "complete it, or indent the next line to continue it");
        }

        var help = wanted is null || expected.OnlyLineEnd
            ? "remove it, or start a new line before it"
            : $"after `{before.Text}` {wanted} should follow";
        return At(SyntaxErrors.Unexpected, found, $"`{found.Text}` cannot stand after `{before.Text}`", help);
    }

    private string DefinitionWord()
    {
        for (var rule = context; rule is not null; rule = rule.Parent)
        {
            if (rule is ParserRuleContext { Start.Type: LET or MODEL or TRAIN or OPTIMIZER or PARAM or STATE } owner)
                return owner.Start.Text;
        }

        return "definition";
    }

    private ParserRuleContext? Owner() => context as ParserRuleContext;

    private Diagnostic At(DiagnosticDescriptor descriptor, IToken token, string message, string help) =>
        new(descriptor, token.Span(source), message, [], help);

    // At what was found; where a line ended, behind its last word.
    private Diagnostic After(DiagnosticDescriptor descriptor, string message, string help, IToken? start = null)
    {
        var span = IsVirtual(found) ? new SourceSpan(source, before.StopIndex + 1, 0) : found.Span(source);
        var label = start is null || start == found || start == before
            ? []
            : new[] { Begun(start) };
        return new(descriptor, span, message, [.. label], help);
    }

    private static bool IsVirtual(IToken token) => token.StopIndex < token.StartIndex;

    private static bool EndsOperand(IToken token) => TokenClasses.IsClosing(token.Type)
        || token.Type is LOWER_NAME or UPPER_NAME or INTEGER or FLOAT or STRING or TRUE or FALSE or UNDERSCORE
            or TYPE_VARIABLE;
}
