using System.Collections.Immutable;
using NetLang.Compiler.Syntax.Errors;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Building;

/// <summary>What stands between operators: names, literals, brackets, and the fields and indices behind them.</summary>
internal sealed class OperandBuilder(TreeBuilder builder)
{
    public Expression Postfix(PostfixContext context)
    {
        var result = Atom(context.atom());
        foreach (var suffix in context.suffix())
        {
            var span = builder.Span(context.atom()).To(builder.Span(suffix));
            result = suffix switch
            {
                FieldSuffixContext field => new FieldExpression(
                    span, result, builder.Identifier(field.LOWER_NAME().Symbol)),
                IndexSuffixContext index => new IndexExpression(
                    span, result, [.. index.indexItem().Select(IndexItem)]),
                _ => result,
            };
        }

        return result;
    }

    public ImmutableArray<RecordField> Fields(FieldsContext? context) =>
        context is null ? [] : [.. context.field().Select(Field)];

    private Expression Atom(AtomContext context)
    {
        var span = builder.Span(context);
        return context switch
        {
            LiteralAtomContext literal => builder.Literals.Read(literal.literal()),
            NameAtomContext => new NameExpression(span, context.Start.Text),
            UnitAtomContext => new UnitLiteral(span),
            ParenthesizedAtomContext parenthesized => builder.Blocks.Build(parenthesized.lines()),
            ListAtomContext list => new ListExpression(span, [.. list.expression().Select(builder.Expressions.Build)]),
            RecordAtomContext record => new RecordExpression(
                span,
                record.postfix() is { } original ? Postfix(original) : null,
                Fields(record.fields())),
            _ => new MissingExpression(span),
        };
    }

    private RecordField Field(FieldContext context)
    {
        var value = builder.Blocks.Build(context.block());
        // `{ a = 1, b = 2 }` reads as the tuple `1, (b = 2)`; a tuple on purpose stands in parentheses.
        if (value is TupleExpression { Items: [_, BinaryExpression { Operator: BinaryOperator.Equal } next, ..] } tuple
            && context.block().Start.StopIndex < tuple.Span.Start && next.Left is NameExpression
            && builder.Source.Content[tuple.Span.Start - 1] != '(')
        {
            var comma = tuple.Items[0].Span;
            builder.Diagnostics.Report(
                SyntaxErrors.CommaInList,
                next.Span,
                "the fields of a record are separated by `;`",
                $"write `{context.LOWER_NAME().GetText()} = {comma.Text}; {next.Span.Text}`");
        }

        return new(builder.Span(context), builder.Identifier(context.LOWER_NAME().Symbol), value);
    }

    private IndexItem IndexItem(IndexItemContext context)
    {
        var span = builder.Span(context);
        return context switch
        {
            WholeAxisItemContext => new WholeAxisIndex(span),
            OpenRangeItemContext open => open.expression() is { } last
                ? new RangeIndex(span, null, builder.Expressions.Build(last))
                : new RestIndex(span),
            PointOrRangeItemContext item => PointOrRange(item),
            _ => new PointIndex(span, new MissingExpression(span)),
        };
    }

    private IndexItem PointOrRange(PointOrRangeItemContext context)
    {
        var span = builder.Span(context);
        var expressions = context.expression();
        var first = builder.Expressions.Build(expressions[0]);
        if (context.DOT_DOT() is null)
            return new PointIndex(span, first);
        return new RangeIndex(span, first, expressions.Length > 1 ? builder.Expressions.Build(expressions[1]) : null);
    }
}
