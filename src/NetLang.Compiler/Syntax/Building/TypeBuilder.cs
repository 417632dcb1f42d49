using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Building;

internal sealed class TypeBuilder(TreeBuilder builder)
{
    public TypeSyntax Build(TypeContext context)
    {
        var argument = Atom(context.typeAtom());
        return context.type() is { } result
            ? new FunctionTypeSyntax(builder.Span(context), argument, Build(result))
            : argument;
    }

    private TypeSyntax Atom(TypeAtomContext context)
    {
        if (context is not TupleTypeContext tuple)
            return Named((NamedTypeContext)context);
        var items = tuple.type();
        return items.Length == 1
            ? Build(items[0])
            : new TupleTypeSyntax(builder.Span(context), [.. items.Select(Build)]);
    }

    private NamedTypeSyntax Named(NamedTypeContext context) => new(
        builder.Span(context),
        builder.Identifier(context.elementType()),
        context.INDEX_OPEN() is null ? null : [.. context.dimension().Select(Dimension)]);

    private DimensionSyntax Dimension(DimensionContext context)
    {
        var span = builder.Span(context);
        return context switch
        {
            RestDimensionContext rest => new RestDimension(span, rest.name()?.Start.Text),
            ExpressionDimensionContext expression => new ExpressionDimension(
                span, builder.Expressions.Build(expression.expression())),
            _ => new AnyDimension(span),
        };
    }
}
