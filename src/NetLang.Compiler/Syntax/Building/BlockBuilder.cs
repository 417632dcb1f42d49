using NetLang.Compiler.Syntax.Errors;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Building;

/// <summary>Blocks and their lines.</summary>
internal sealed class BlockBuilder(TreeBuilder builder)
{
    /// <summary>A block of one expression is that expression.</summary>
    public Expression Build(BlockContext context) => Build(context.lines());

    public Expression Build(LinesContext context)
    {
        var lines = context.line();
        if (lines is [ExpressionLineContext only])
            return builder.Expressions.Tuple(only.tuple());

        if (lines[^1] is ExpressionLineContext last)
        {
            return new BlockExpression(
                builder.Span(context),
                [.. lines.SkipLast(1).Select(Line)],
                builder.Expressions.Tuple(last.tuple()));
        }

        return new BlockExpression(builder.Span(context), [.. lines.Select(Line)], ResultAfter(lines[^1]));
    }

    // Only what has an effect may be the last line.
    private Expression ResultAfter(LineContext last)
    {
        var span = builder.Span(last);
        if (last is not LetLineContext)
            return new UnitLiteral(new(span.Source, span.End, 0));
        builder.Diagnostics.Report(
            SyntaxErrors.UnfinishedBlock,
            builder.Span(last.Start),
            "this `let` is the last line of its block, so nothing uses what it defines",
            "let an expression follow in the same column");
        return new MissingExpression(span);
    }

    private Statement Line(LineContext context)
    {
        var span = builder.Span(context);
        switch (context)
        {
            case LetLineContext let:
                var binding = builder.Declarations.Binding(let.binding());
                return new LetStatement(span, binding.Target, binding.Parameters, binding.ResultType, binding.Body);
            case ParamLineContext param:
                return new ParamStatement(
                    span,
                    builder.Identifier(param.LOWER_NAME().Symbol),
                    builder.Types.Build(param.type()),
                    Build(param.block()));
            case StateLineContext state:
                return new StateStatement(
                    span,
                    builder.Identifier(state.LOWER_NAME().Symbol),
                    state.type() is { } type ? builder.Types.Build(type) : null,
                    Build(state.block()));
            case AssignLineContext assign:
                return new AssignStatement(span, builder.Identifier(assign.LOWER_NAME().Symbol), Build(assign.block()));
            case ExpressionLineContext expression:
                return new ExpressionStatement(span, builder.Expressions.Tuple(expression.tuple()));
            default:
                return new ExpressionStatement(span, new MissingExpression(span));
        }
    }
}
