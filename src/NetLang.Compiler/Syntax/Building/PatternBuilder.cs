using Antlr4.Runtime;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Building;

internal sealed class PatternBuilder(TreeBuilder builder)
{
    public Pattern Build(TuplePatternContext context)
    {
        var items = context.patternAtom();
        return items.Length == 1 ? Build(items[0]) : new TuplePattern(builder.Span(context), [.. items.Select(Build)]);
    }

    public Pattern Build(PatternAtomContext context)
    {
        var span = builder.Span(context);
        return context switch
        {
            NamePatternContext => new NamePattern(span, context.Start.Text),
            CasePatternContext => new CasePattern(span, context.Start.Text),
            LiteralPatternContext literal => new LiteralPattern(span, builder.Literals.Read(literal.literal())),
            NegativePatternContext => new LiteralPattern(span, Negative(context)),
            ParenthesizedPatternContext parenthesized => Parenthesized(parenthesized),
            ListPatternContext list => new ListPattern(span, [.. list.patternAtom().Select(Build)]),
            _ => new WildcardPattern(span),
        };
    }

    private Expression Negative(PatternAtomContext context)
    {
        IToken number = context.Stop;
        return builder.Literals.Number(builder.Span(context), number.Type, number.Text, negative: true);
    }

    // `()` is the empty tuple; `(x)` is x.
    private Pattern Parenthesized(ParenthesizedPatternContext context)
    {
        var items = context.typedPattern();
        return items.Length == 1
            ? Typed(items[0])
            : new TuplePattern(builder.Span(context), [.. items.Select(Typed)]);
    }

    private Pattern Typed(TypedPatternContext context)
    {
        var inner = Build(context.patternAtom());
        return context.type() is { } type
            ? new TypedPattern(builder.Span(context), inner, builder.Types.Build(type))
            : inner;
    }
}
