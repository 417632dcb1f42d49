using Antlr4.Runtime.Tree;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>Where the minus signs stand that belong to one operand.</summary>
internal static class Signs
{
    public static IReadOnlySet<int> In(IEnumerable<IParseTree> trees)
    {
        var signs = new HashSet<int>();
        foreach (var tree in trees)
            Add(tree, signs);
        return signs;
    }

    private static void Add(IParseTree tree, HashSet<int> signs)
    {
        if (tree is NegateExpressionContext or NegativeArgumentContext or NegativePatternContext)
            signs.Add(((Antlr4.Runtime.ParserRuleContext)tree).Start.StartIndex);
        for (var i = 0; i < tree.ChildCount; i++)
            Add(tree.GetChild(i), signs);
    }
}
