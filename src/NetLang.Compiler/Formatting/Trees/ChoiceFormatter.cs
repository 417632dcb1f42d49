using Antlr4.Runtime;
using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Formatting.Trees.TreeFormatter;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary><c>if</c> and <c>match</c>: their branches begin in the column of the word.</summary>
internal sealed class ChoiceFormatter(TreeFormatter formatter)
{
    /// <summary>A condition and its block. The last words are those that the block follows.</summary>
    private sealed record Branch(IToken[] Words, ExpressionContext? Condition, IToken? Then, BlockContext Block);

    // All on one line, or a line a branch, or the branches below their conditions.
    public Doc If(IfExpressionContext context)
    {
        var isBroken = false;
        var isBodyBroken = false;
        var branches = new List<(Doc Above, Doc Head, Doc Body)>();
        IToken? last = null;
        foreach (var branch in Branches(context))
        {
            var opener = branch.Then ?? branch.Words[^1];
            var lines = branch.Block.lines();
            isBroken |= last is not null && formatter.IsBroken(last, branch.Words[0]);
            isBodyBroken |= formatter.IsBroken(opener, lines.Start);
            branches.Add((
                last is null ? "" : formatter.NextLine(branch.Words[0]),
                Doc.Of([.. Head(branch)]),
                formatter.Blocks.Lines(lines)));
            last = lines.Stop;
        }

        isBodyBroken |= branches.Any(branch => branch.Head.IsMultiline || branch.Body.IsMultiline);
        var bodiesBelow = Doc.Of([.. branches.Select(b => Doc.Of(b.Above, Indent(b.Head, new LineEnd(null), b.Body)))]);
        if (isBodyBroken)
            return new Aligned(bodiesBelow);
        var lineEach = Doc.Of([.. branches.Select(b => Doc.Of(b.Above, Indent(b.Head, " ", b.Body)))]);
        var broken = new Either(lineEach, bodiesBelow);
        if (isBroken)
            return new Aligned(broken);
        var flat = Doc.Of([.. branches.Select((b, i) => Doc.Of(i > 0 ? " " : "", b.Head, " ", b.Body))]);
        return new Aligned(new Either(flat, broken));
    }

    public Doc Match(MatchExpressionContext context) => new Aligned(Doc.Of(
    [
        Indent(
            formatter.Token(context.MATCH()),
            " ",
            formatter.Expressions.Tuple(context.tuple(), isLine: false),
            " ",
            formatter.Token(context.WITH())),
        .. context.matchCase().Select(c => Doc.Of(formatter.NextLine(c.Start), Indent(Case(c)))),
    ]));

    private Doc Case(MatchCaseContext context) => Doc.Of(
        context.BAR() is { } bar ? formatter.Token(bar) : "|",
        " ",
        formatter.Patterns.Tuple(context.tuplePattern()),
        context.WHEN() is { } when
            ? Doc.Of(" ", formatter.Token(when), " ", formatter.Expressions.Build(context.expression()))
            : "",
        " ",
        formatter.Token(context.ARROW()),
        formatter.Blocks.Body(context.ARROW().Symbol, context.block()));

    private IEnumerable<Doc> Head(Branch branch)
    {
        foreach (var (i, word) in branch.Words.Index())
            yield return i == 0 ? formatter.Token(word) : Doc.Of(" ", formatter.Token(word));
        if (branch.Condition is { } condition)
            yield return Doc.Of(" ", formatter.Expressions.Build(condition), " ", formatter.Token(branch.Then!));
    }

    // `else if` on one line goes on with the branches; below an `else` an `if` is another one.
    private IEnumerable<Branch> Branches(IfExpressionContext context)
    {
        foreach (var (i, condition) in context.expression().Index())
        {
            var word = i == 0 ? context.IF() : context.ELIF(i - 1);
            yield return new([word.Symbol], condition, context.THEN(i).Symbol, context.block(i));
        }

        var otherwise = context.ELSE().Symbol;
        var last = context.block()[^1];
        if (BlockFormatter.OnlyExpression(last.lines()) is not IfExpressionContext next
            || formatter.IsBroken(otherwise, next.Start))
        {
            yield return new([otherwise], null, null, last);
            yield break;
        }

        foreach (var (i, branch) in Branches(next).Index())
            yield return i == 0 ? branch with { Words = [otherwise, .. branch.Words] } : branch;
    }
}
