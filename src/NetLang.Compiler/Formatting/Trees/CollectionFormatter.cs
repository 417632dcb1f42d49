using Antlr4.Runtime;
using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Formatting.Trees.TreeFormatter;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>Lists and records.</summary>
internal sealed class CollectionFormatter(TreeFormatter formatter)
{
    public Doc List(ListAtomContext context)
    {
        var (open, close) = (context.LBRACKET().Symbol, context.RBRACKET().Symbol);
        var items = context.expression();
        if (items.Length == 0)
            return Doc.Of(formatter.Token(open), formatter.Close(close));
        var inner = items.All(IsNumber)
            ? Numbers(items)
            : formatter.Brackets.Elements(items, null, item => formatter.Expressions.Build(item));
        return formatter.Brackets.Build(open, inner, close, Padding.WhereBroken, formatter.Brackets.AreBroken(items));
    }

    /// <summary>The fields of a record, or of options with their defaults, between the braces of a node.</summary>
    /// <param name="record">The node, if it may be a changed copy.</param>
    public Doc Record(ParserRuleContext context, FieldsContext? fields, RecordAtomContext? record = null)
    {
        var all = fields?.field() ?? [];
        if (record?.postfix() is not null)
            return ChangedCopy(record, all);
        return all.Length == 0
            ? Doc.Of(formatter.Token(context.Start), formatter.Close(context.Stop))
            : formatter.Brackets.Build(
                context.Start, Fields(all), context.Stop, Padding.Always, formatter.Brackets.AreBroken(all));
    }

    // `{ r with a = 1; b = 2 }`
    private Doc ChangedCopy(RecordAtomContext context, FieldContext[] fields)
    {
        var with = context.WITH().Symbol;
        var isBroken = fields.Length > 0
            && (formatter.IsBroken(with, fields[0].Start) || formatter.Brackets.AreBroken(fields));
        var inner = Doc.Of(
            formatter.CommentsAbove(context.postfix().Start),
            Indent(formatter.Operands.Build(context.postfix()), " ", formatter.Token(with)),
            new Indented(Step / 2, Fields(fields, " ")));
        return formatter.Brackets.Build(context.Start, inner, context.Stop, Padding.Always, isBroken);
    }

    private Doc Fields(FieldContext[] fields, string? beforeFirst = null)
    {
        var width = fields.Select(field => field.Start.Text.Length).DefaultIfEmpty().Max();
        return formatter.Brackets.Elements(fields, null, field => Field(field, width), beforeFirst);
    }

    // On lines of their own, fields have their `=` in one column.
    private Doc Field(FieldContext field, int width) => Doc.Of(
        formatter.Token(field.LOWER_NAME()),
        new IfBroken("", new string(' ', width - field.Start.Text.Length)),
        " ",
        formatter.Token(field.EQUALS()),
        formatter.Blocks.Body(field.EQUALS().Symbol, field.block()));

    // As many numbers on a line as fit, in the rows in which they were written.
    private Doc Numbers(ExpressionContext[] items) => Doc.Of([.. items.Select((item, i) => i == 0
        ? Doc.Of(formatter.CommentsAbove(item.Start), Number(item))
        : new Group(
            Doc.Of(formatter.NextLine(item.Start, "; "), Number(item)),
            formatter.IsBroken(items[i - 1].Stop, item.Start)))]);

    private Doc Number(ExpressionContext item) => Indent(formatter.Expressions.Build(item));

    private static bool IsNumber(ExpressionContext context) =>
        OperandFormatter.IsPlain(context) && context.Stop.Type is INTEGER or FLOAT;
}
