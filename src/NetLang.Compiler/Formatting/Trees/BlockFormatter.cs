using System.Diagnostics;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Formatting.Trees.TreeFormatter;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>Blocks and their lines.</summary>
internal sealed class BlockFormatter(TreeFormatter formatter)
{
    /// <summary>The expression that is all of some lines; null where there is more.</summary>
    public static ExpressionContext? OnlyExpression(LinesContext lines) =>
        lines.line() is [ExpressionLineContext line] && line.tuple().expression() is [var only] ? only : null;

    /// <summary>What stands behind an opener: on its line where it fits, else below.</summary>
    public Doc Body(IToken opener, BlockContext block)
    {
        var lines = block.lines();
        var isBroken = formatter.IsBroken(opener, lines.Start);
        return !isBroken && OnlyExpression(lines) is LambdaExpressionContext lambda
            ? Doc.Of(" ", formatter.Expressions.Lambda(lambda)) // what is broken then is its own body
            : new Group(Doc.Of(new LineEnd(" "), Lines(lines)), isBroken);
    }

    /// <summary>Lines below each other, and the comments below them that are indented as they are.</summary>
    public Doc Lines(LinesContext context)
    {
        var lines = context.line();
        var parts = new List<Doc>();
        for (var i = 0; i < lines.Length;)
        {
            var run = DeclaredLine.Run(lines[i..], formatter.Comments);
            if (run.Count > 0)
                parts.AddRange(new DeclaredLines(formatter).Build(run, Above));
            else
                parts.Add(Doc.Of(Above(lines[i]), Indent(Line(lines[i]))));
            i += Math.Max(run.Count, 1);
        }

        parts.Add(Below(formatter.Comments.TakeBelow(context.Stop, formatter.Column(context.Start))));
        return Doc.Of([.. parts]);

        Doc Above(LineContext line) =>
            line == lines[0] ? formatter.CommentsAbove(line.Start) : formatter.NextLine(line.Start);
    }

    private Doc Line(LineContext line) => line switch
    {
        LetLineContext let => Doc.Of(formatter.Token(let.LET()), " ", formatter.Declarations.Binding(let.binding())),
        StateLineContext state => Doc.Of(
            formatter.Token(state.STATE()), " ", Named(state.LOWER_NAME(), state.EQUALS(), state.block())),
        AssignLineContext assign => Named(assign.LOWER_NAME(), assign.ASSIGN(), assign.block()),
        ExpressionLineContext expression => formatter.Expressions.Tuple(expression.tuple(), isLine: true),
        _ => throw new UnreachableException(line.GetType().Name),
    };

    private Doc Named(ITerminalNode name, ITerminalNode sign, BlockContext block) =>
        Doc.Of(formatter.Token(name), " ", formatter.Token(sign), Body(sign.Symbol, block));
}
