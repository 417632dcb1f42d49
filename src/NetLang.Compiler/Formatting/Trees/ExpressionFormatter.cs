using System.Diagnostics;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Formatting.Trees.TreeFormatter;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>Operators, applications and functions.</summary>
internal sealed class ExpressionFormatter(TreeFormatter formatter)
{
    /// <param name="isLine">Whether it is a line of a block: what continues it stands below its beginning.</param>
    public Doc Tuple(TupleContext context, bool isLine)
    {
        var items = context.expression();
        if (items.Length == 1)
            return Build(items[0], isLine);
        var parts = new List<Doc>();
        foreach (var (i, item) in items.Index())
        {
            if (i > 0)
                parts.AddRange([formatter.Token(context.COMMA(i - 1)), NextOperand(item.Start, isLine)]);
            var part = Item(item, isLast: i == items.Length - 1);
            parts.Add(isLine || i == 0 ? part : Indent(part));
        }

        return new Group(Doc.Of([.. parts]), formatter.Brackets.AreBroken(items));
    }

    /// <summary>One of several expressions with commas or operators between them.</summary>
    public Doc Item(ExpressionContext item, bool isLast) =>
        !isLast && EndsOpen(item) ? Parenthesized(item) : Build(item);

    /// <param name="isLine">Whether it is a line of a block: operators stand below its beginning.</param>
    public Doc Build(ExpressionContext context, bool isLine = false) => context switch
    {
        ApplicationExpressionContext { } expression => Application(expression.application()),
        NegateExpressionContext negate => Negate(negate),
        BinaryExpressionContext binary => Chain(binary, isLine),
        LambdaExpressionContext lambda => Lambda(lambda),
        IfExpressionContext choice => formatter.Choices.If(choice),
        MatchExpressionContext match => formatter.Choices.Match(match),
        _ => throw new UnreachableException(context.GetType().Name),
    };

    public Doc Lambda(LambdaExpressionContext context) => Doc.Of(
        formatter.Token(context.FUN()),
        Doc.Of([.. context.patternAtom().Select(pattern => Doc.Of(" ", formatter.Patterns.Build(pattern)))]),
        " ",
        formatter.Token(context.ARROW()),
        formatter.Blocks.Body(context.ARROW().Symbol, context.block()));

    private Doc Application(ApplicationContext context)
    {
        var arguments = context.argument();
        var function = formatter.Operands.Build(context.postfix());
        // A function that comes last begins on the line of what it is given to; its body is below that line.
        if (arguments is [.., PlainArgumentContext last] && formatter.Operands.EndsWithFunction(last.postfix()))
            return Doc.Of([function, .. arguments.Select(argument => Doc.Of(" ", Argument(argument)))]);
        // A text that comes last, such as the message of a `require`, may stand alone below the others.
        ParserRuleContext[] parts = [context.postfix(), .. arguments];
        return parts is [.., _, { Start.Type: STRING }]
            ? Applied(Applied(function, parts[..^1]), parts[^2..])
            : Applied(function, parts);
    }

    /// <param name="parts">What is printed already, and the arguments behind it.</param>
    private Group Applied(Doc function, ParserRuleContext[] parts) => new(
        Doc.Of([function, .. parts[1..].Select(a => Doc.Of(formatter.NextLine(a.Start, " "), Indent(Argument(a))))]),
        formatter.Brackets.AreBroken(parts));

    private Doc Argument(ParserRuleContext context) => context switch
    {
        NegativeArgumentContext negative => Doc.Of(
            formatter.Token(negative.PREFIX_MINUS()), formatter.Operands.Build(negative.postfix())),
        PlainArgumentContext plain => formatter.Operands.Build(plain.postfix()),
        _ => throw new UnreachableException(context.GetType().Name),
    };

    // `--` is no operator.
    private Doc Negate(NegateExpressionContext context) => Doc.Of(
        formatter.Token(context.Start),
        context.expression() is NegateExpressionContext operand ? Parenthesized(operand) : Build(context.expression()));

    // Operators of one height, each with what is to its right on a line of its own.
    private Doc Chain(BinaryExpressionContext context, bool isLine)
    {
        var (operands, operators) = Links(context);
        // A line with an operator ends what is above it, a line that goes on does not.
        var isBroken = isLine && EndsOpen(operands[0]);
        var parts = new List<Doc> { Item(operands[0], isLast: isBroken) };
        foreach (var (i, sign) in operators.Index())
        {
            var operand = operands[i + 1];
            isBroken |= formatter.IsBroken(operands[i].Stop, sign) || formatter.IsBroken(sign, operand.Start);
            parts.AddRange([NextOperand(sign, isLine), formatter.Token(sign), " "]);
            var part = Item(operand, isLast: operand == operands[^1]);
            parts.Add(isLine ? part : Indent(part));
        }

        return new Group(Doc.Of([.. parts]), isBroken);
    }

    private Doc NextOperand(IToken first, bool isLine) =>
        isLine ? new Indented(-Step, formatter.NextLine(first, " ")) : formatter.NextLine(first, " ");

    private static (List<ExpressionContext> Operands, List<IToken> Operators) Links(BinaryExpressionContext context)
    {
        var height = Height(Sign(context));
        var operands = new List<ExpressionContext>();
        var operators = new List<IToken>();
        Add(context);
        return (operands, operators);

        void Add(ExpressionContext part)
        {
            if (part is not BinaryExpressionContext binary || Height(Sign(binary)) != height)
            {
                operands.Add(part);
                return;
            }

            Add(binary.expression(0));
            operators.Add(Sign(binary));
            Add(binary.expression(1));
        }
    }

    private static IToken Sign(BinaryExpressionContext context) => ((ITerminalNode)context.GetChild(1)).Symbol;

    private static int Height(IToken sign) => sign.Type switch
    {
        POWER => 6,
        STAR or SLASH or PERCENT or AT => 5,
        PLUS or MINUS => 4,
        AND => 2,
        OR => 1,
        _ => 3,
    };

    /// <summary>Whether its last block has no end but that of its line: what follows on the line is part of it.</summary>
    private static bool EndsOpen(ExpressionContext context) => context switch
    {
        LambdaExpressionContext or IfExpressionContext or MatchExpressionContext => true,
        NegateExpressionContext negate => EndsOpen(negate.expression()),
        BinaryExpressionContext binary => EndsOpen(binary.expression(1)),
        _ => false,
    };

    // Parentheses that layout made unnecessary, where it is another now.
    private Doc Parenthesized(ExpressionContext context) => Doc.Of(
        formatter.CommentsAbove(context.Start), "(", new Aligned(Indent(Build(context, isLine: true))), ")");
}
