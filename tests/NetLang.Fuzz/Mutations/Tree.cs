using NetLang.Compiler.Semantics;
using NetLang.Compiler.Syntax;

namespace NetLang.Fuzz.Mutations;

/// <summary>Syntax trees as lists of nodes.</summary>
internal static class Tree
{
    /// <summary>A node and all below it, in source order.</summary>
    public static IEnumerable<SyntaxNode> All(SyntaxNode node) => SyntaxChildren.Of(node).SelectMany(All).Prepend(node);

    /// <summary>What may stand where a node stands, as far as the grammar goes.</summary>
    public static Type KindOf(SyntaxNode node) => node switch
    {
        Expression => typeof(Expression),
        Pattern => typeof(Pattern),
        Statement => typeof(Statement),
        TypeSyntax => typeof(TypeSyntax),
        DimensionSyntax => typeof(DimensionSyntax),
        IndexItem => typeof(IndexItem),
        Parameter => typeof(Parameter),
        Declaration => typeof(Declaration),
        _ => node.GetType(),
    };
}
