using System.Diagnostics;
using Antlr4.Runtime.Tree;
using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>What stands between operators: names, literals, brackets, and the fields and indices behind them.</summary>
internal sealed class OperandFormatter(TreeFormatter formatter)
{
    /// <summary>Whether it is a name, a number or something in brackets, maybe with a sign.</summary>
    public static bool IsPlain(ExpressionContext context) => context switch
    {
        ApplicationExpressionContext expression => expression.application().argument().Length == 0,
        NegateExpressionContext negate => IsPlain(negate.expression()),
        _ => false,
    };

    public Doc Build(PostfixContext context) =>
        Doc.Of([Atom(context.atom()), .. context.suffix().Select(Suffix)]);

    /// <summary>
    /// Whether it is a function in parentheses or ends with one, <c>(named "norm" (fun x -> …))</c>, without comments before.
    /// </summary>
    public bool EndsWithFunction(PostfixContext context) => FunctionIn(context) is not null;

    private ExpressionContext? FunctionIn(PostfixContext context) =>
        context.suffix().Length == 0 && context.atom() is ParenthesizedAtomContext atom ? FunctionIn(atom) : null;

    // All that stands in the parentheses, if a function is the last of it.
    private ExpressionContext? FunctionIn(ParenthesizedAtomContext atom)
    {
        var all = BlockFormatter.OnlyExpression(atom.lines());
        var function = all switch
        {
            LambdaExpressionContext => all,
            ApplicationExpressionContext { } expression
                when expression.application().argument() is [.., PlainArgumentContext last] => FunctionIn(last.postfix()),
            _ => null,
        };
        return function is not null && !formatter.Comments.IsBetween(atom.Start, function.Start) ? all : null;
    }

    private Doc Atom(AtomContext context) => context switch
    {
        UnitAtomContext unit => Doc.Of(formatter.Token(unit.LPAREN()), formatter.Close(unit.RPAREN().Symbol)),
        ParenthesizedAtomContext parenthesized => Parenthesized(parenthesized),
        ListAtomContext list => formatter.Collections.List(list),
        RecordAtomContext record => formatter.Collections.Record(record, record.fields(), record),
        _ => formatter.Token(context.Start),
    };

    // The body of a function stands below the line of the parenthesis, everything else behind the parenthesis.
    private Doc Parenthesized(ParenthesizedAtomContext context) => FunctionIn(context) is { } function
        ? Doc.Of(
            formatter.Token(context.LPAREN()),
            formatter.Expressions.Build(function),
            formatter.Close(context.RPAREN().Symbol))
        : formatter.Brackets.Build(
            context.LPAREN().Symbol,
            formatter.Blocks.Lines(context.lines()),
            context.RPAREN().Symbol,
            Padding.None);

    private Doc Suffix(SuffixContext context) => context switch
    {
        FieldSuffixContext field => Doc.Of(formatter.Token(field.DOT()), formatter.Token(field.name().Start)),
        IndexSuffixContext index => Index(index),
        _ => throw new UnreachableException(context.GetType().Name),
    };

    private Doc Index(IndexSuffixContext context)
    {
        var items = context.indexItem();
        return formatter.Brackets.Build(
            context.INDEX_OPEN().Symbol,
            items,
            context.COMMA(),
            context.RBRACKET().Symbol,
            item => Item(item, isLast: item == items[^1]));
    }

    private Doc Item(IndexItemContext context, bool isLast) => context switch
    {
        WholeAxisItemContext => formatter.Token(context.Start),
        OpenRangeItemContext range => Range(null, range.DOT_DOT(), range.expression(), isLast),
        PointOrRangeItemContext item => item.DOT_DOT() is { } dots
            ? Range(item.expression(0), dots, item.expression(1), isLast)
            : formatter.Expressions.Item(item.expression(0), isLast),
        _ => throw new UnreachableException(context.GetType().Name),
    };

    // `a..b`, but `a .. b - 1`.
    private Doc Range(ExpressionContext? first, ITerminalNode dots, ExpressionContext? last, bool isLast)
    {
        var blank = new[] { first, last }.All(end => end is null || IsPlain(end)) ? "" : " ";
        return Doc.Of(
            first is null ? "" : Doc.Of(formatter.Expressions.Item(first, isLast: false), blank),
            formatter.Token(dots),
            last is null ? "" : Doc.Of(blank, formatter.Expressions.Item(last, isLast)));
    }
}
