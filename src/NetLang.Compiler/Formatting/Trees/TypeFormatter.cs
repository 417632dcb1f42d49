using System.Diagnostics;
using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

internal sealed class TypeFormatter(TreeFormatter formatter)
{
    public Doc Build(TypeContext context) => context.type() is { } result
        ? Doc.Of(Atom(context.typeAtom()), " ", formatter.Token(context.ARROW()), " ", Build(result))
        : Atom(context.typeAtom());

    private Doc Atom(TypeAtomContext context) => context switch
    {
        TupleTypeContext tuple => formatter.Brackets.Build(
            tuple.LPAREN().Symbol, tuple.type(), tuple.COMMA(), tuple.RPAREN().Symbol, Build),
        NamedTypeContext named when named.INDEX_OPEN() is not null => Tensor(named),
        _ => formatter.Token(context.Start),
    };

    private Doc Tensor(NamedTypeContext context)
    {
        var dimensions = context.dimension();
        return Doc.Of(
            formatter.Token(context.Start),
            formatter.Brackets.Build(
                context.INDEX_OPEN().Symbol,
                dimensions,
                context.COMMA(),
                context.RBRACKET().Symbol,
                dimension => Dimension(dimension, isLast: dimension == dimensions[^1])));
    }

    private Doc Dimension(DimensionContext context, bool isLast) => context switch
    {
        AnyDimensionContext => formatter.Token(context.Start),
        RestDimensionContext rest => Doc.Of(
            formatter.Token(rest.DOT_DOT()), rest.name() is { } name ? formatter.Token(name.Start) : ""),
        ExpressionDimensionContext expression => formatter.Expressions.Item(expression.expression(), isLast),
        _ => throw new UnreachableException(context.GetType().Name),
    };
}
