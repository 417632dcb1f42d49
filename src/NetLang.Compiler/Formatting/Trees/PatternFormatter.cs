using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

internal sealed class PatternFormatter(TreeFormatter formatter)
{
    public Doc Tuple(TuplePatternContext context) =>
        new Group(formatter.Brackets.Elements(context.patternAtom(), context.COMMA(), Build));

    public Doc Build(PatternAtomContext context) => context switch
    {
        NegativePatternContext => Doc.Of(formatter.Token(context.Start), formatter.Token(context.Stop)),
        ParenthesizedPatternContext tuple => formatter.Brackets.Build(
            tuple.LPAREN().Symbol, tuple.typedPattern(), tuple.COMMA(), tuple.RPAREN().Symbol, Typed),
        ListPatternContext list => formatter.Brackets.Build(
            list.LBRACKET().Symbol,
            formatter.Brackets.Elements(list.patternAtom(), null, Build),
            list.RBRACKET().Symbol,
            Padding.WhereBroken,
            formatter.Brackets.AreBroken(list.patternAtom())),
        _ => formatter.Token(context.Start),
    };

    private Doc Typed(TypedPatternContext context) => context.type() is { } type
        ? Doc.Of(
            Build(context.patternAtom()), formatter.Token(context.COLON()), " ", formatter.Types.Build(type))
        : Build(context.patternAtom());
}
