using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Formatting.Trees.TreeFormatter;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>Brackets of all kinds: their elements on one line, or each on a line of its own, below the first.</summary>
internal sealed class BracketFormatter(TreeFormatter formatter)
{
    /// <summary>Elements between brackets that follow directly: <c>x[a, b]</c>, <c>(a, b)</c>.</summary>
    public Doc Build<T>(IToken open, T[] elements, ITerminalNode[] commas, IToken close, Func<T, Doc> format)
        where T : ParserRuleContext =>
        Build(open, Elements(elements, commas, format), close, Padding.None, AreBroken(elements));

    /// <summary>What stands between brackets, aligned behind the first of them.</summary>
    /// <param name="padding">What is put inside, next to the brackets.</param>
    public Doc Build(IToken open, Doc inner, IToken close, IfBroken padding, bool isBroken = false)
    {
        var behindOpen = formatter.CommentsBehind(open).SelectMany(comment => (Doc[])[comment, new LineEnd(null)]);
        var aboveClose = formatter.Comments.TakeAbove(close);
        var end = aboveClose.Count == 0 ? (Doc)padding : new Indented(-Step, new LineEnd(null));
        return new Group(
            Doc.Of(
                formatter.Token(open),
                padding,
                new Aligned(Doc.Of([.. behindOpen, inner, Below(aboveClose)])),
                end,
                formatter.Close(close)),
            isBroken);
    }

    /// <summary>Elements with commas between them, or with semicolons, which ends of lines replace.</summary>
    /// <param name="commas">Null for semicolons.</param>
    /// <param name="beforeFirst">Null where the first follows what is before it.</param>
    public Doc Elements<T>(T[] elements, ITerminalNode[]? commas, Func<T, Doc> format, string? beforeFirst = null)
        where T : ParserRuleContext =>
        Doc.Of([.. elements.SelectMany((element, i) => (Doc[])
        [
            i > 0 && commas is not null ? formatter.Token(commas[i - 1]) : "",
            i > 0 ? formatter.NextLine(element.Start, commas is null ? "; " : " ")
                : beforeFirst is not null ? formatter.NextLine(element.Start, beforeFirst)
                : formatter.CommentsAbove(element.Start),
            Indent(format(element)),
        ])]);

    /// <summary>Whether lines ended between elements.</summary>
    public bool AreBroken<T>(IReadOnlyList<T> elements)
        where T : ParserRuleContext =>
        elements.Skip(1).Where((element, i) => formatter.IsBroken(elements[i].Stop, element.Start)).Any();
}
