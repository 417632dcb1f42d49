using System.Collections.Immutable;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using NetLang.Compiler.Syntax.Errors;
using NetLang.Compiler.Text;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Building;

/// <summary>Operators, applications, and the expressions that begin with a keyword.</summary>
internal sealed class ExpressionBuilder(TreeBuilder builder)
{
    // Every later stage walks the tree recursively.
    private const int MaximalDepth = 400;

    private int depth;
    private bool hasReportedDepth;

    public Expression Build(ExpressionContext context)
    {
        if (depth >= MaximalDepth)
            return TooDeep(builder.Span(context));
        depth++;
        var result = context switch
        {
            ApplicationExpressionContext application => Application(application.application()),
            NegateExpressionContext negate => Negate(negate),
            BinaryExpressionContext binary => Binary(binary),
            LambdaExpressionContext lambda => Lambda(lambda),
            IfExpressionContext choice => If(choice),
            MatchExpressionContext match => Match(match),
            _ => new MissingExpression(builder.Span(context)),
        };
        depth--;
        return result;
    }

    public Expression Tuple(TupleContext context)
    {
        var items = context.expression();
        return items.Length == 1
            ? Build(items[0])
            : new TupleExpression(builder.Span(context), [.. items.Select(Build)]);
    }

    private Expression TooDeep(SourceSpan span)
    {
        if (!hasReportedDepth) // one chain goes too deep in many places
        {
            builder.Diagnostics.Report(
                SyntaxErrors.TooDeep,
                span,
                $"more than {MaximalDepth} expressions lie within each other, or in one chain of operators",
                "name parts of it with `let`");
        }

        hasReportedDepth = true;
        return new MissingExpression(span);
    }

    private Expression Application(ApplicationContext context)
    {
        var result = builder.Operands.Postfix(context.postfix());
        var arguments = context.argument();
        if (depth + arguments.Length > MaximalDepth)
            return TooDeep(builder.Span(context));
        foreach (var argument in arguments)
        {
            if (argument is NegativeArgumentContext && result is IntLiteral or FloatLiteral)
                ReportNumberApplied(result, argument);
            var value = Argument(argument);
            result = new ApplyExpression(result.Span.To(value.Span), result, value);
        }

        return result;
    }

    private Expression Argument(ArgumentContext context) => context switch
    {
        NegativeArgumentContext negative => Negated(builder.Span(context), negative.postfix()),
        PlainArgumentContext plain => builder.Operands.Postfix(plain.postfix()),
        _ => new MissingExpression(builder.Span(context)),
    };

    private void ReportNumberApplied(Expression number, ArgumentContext argument) => builder.Diagnostics.Report(
        SyntaxErrors.NumberApplied,
        builder.Span(argument),
        $"`{number.Span.Text} {builder.Span(argument).Text}` passes `{builder.Span(argument).Text}` to a number",
        "to subtract, put a blank behind the `-` as well");

    // A number and its sign are one literal.
    private Expression Negated(SourceSpan span, PostfixContext operand) =>
        operand.suffix().Length == 0 && operand.atom() is LiteralAtomContext atom
            && atom.Start.Type is INTEGER or FLOAT
            ? builder.Literals.Number(span, atom.Start.Type, atom.Start.Text, negative: true)
            : new NegateExpression(span, builder.Operands.Postfix(operand));

    private Expression Negate(NegateExpressionContext context)
    {
        var span = builder.Span(context);
        return context.expression() is ApplicationExpressionContext operand
            && operand.application() is var application && application.argument().Length == 0
            ? Negated(span, application.postfix())
            : new NegateExpression(span, Build(context.expression()));
    }

    private BinaryExpression Binary(BinaryExpressionContext context)
    {
        var token = ((ITerminalNode)context.GetChild(1)).Symbol;
        return new(
            builder.Span(context),
            Operator(token),
            builder.Span(token),
            Build(context.expression(0)),
            Build(context.expression(1)));
    }

    private static BinaryOperator Operator(IToken token) => token.Type switch
    {
        PIPE => BinaryOperator.Pipe,
        COMPOSE => BinaryOperator.Compose,
        OR => BinaryOperator.Or,
        AND => BinaryOperator.And,
        EQUALS => BinaryOperator.Equal,
        NOT_EQUAL => BinaryOperator.NotEqual,
        LESS => BinaryOperator.Less,
        LESS_OR_EQUAL => BinaryOperator.LessOrEqual,
        GREATER => BinaryOperator.Greater,
        GREATER_OR_EQUAL => BinaryOperator.GreaterOrEqual,
        PLUS => BinaryOperator.Add,
        MINUS => BinaryOperator.Subtract,
        STAR => BinaryOperator.Multiply,
        SLASH => BinaryOperator.Divide,
        PERCENT => BinaryOperator.Remainder,
        AT => BinaryOperator.MatrixProduct,
        _ => BinaryOperator.Power,
    };

    private LambdaExpression Lambda(LambdaExpressionContext context)
    {
        ImmutableArray<Pattern> parameters = [.. context.patternAtom().Select(builder.Patterns.Build)];
        NameCases.CheckBound(parameters, builder.Diagnostics);
        return new(builder.Span(context), parameters, builder.Blocks.Build(context.block()));
    }

    // `elif` nests in the `else` of the branch before it, so the last branch is built first.
    private Expression If(IfExpressionContext context)
    {
        var conditions = context.expression();
        var branches = context.block();
        if (depth + branches.Length > MaximalDepth)
            return TooDeep(builder.Span(context));
        var result = builder.Blocks.Build(branches[^1]);
        var end = result.Span;
        for (var i = conditions.Length - 1; i >= 0; i--)
        {
            var condition = Build(conditions[i]);
            var start = i == 0 ? builder.Span(context.Start) : condition.Span;
            result = new IfExpression(start.To(end), condition, builder.Blocks.Build(branches[i]), result);
        }

        return result;
    }

    private MatchExpression Match(MatchExpressionContext context) => new(
        builder.Span(context),
        Tuple(context.tuple()),
        [.. context.matchCase().Select(Case)]);

    private MatchCase Case(MatchCaseContext context) => new(
        builder.Span(context),
        builder.Patterns.Build(context.tuplePattern()),
        context.expression() is { } guard ? Build(guard) : null,
        builder.Blocks.Build(context.block()));
}
