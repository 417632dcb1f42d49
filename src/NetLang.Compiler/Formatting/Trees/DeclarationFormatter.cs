using System.Diagnostics;
using Antlr4.Runtime;
using Antlr4.Runtime.Tree;
using NetLang.Compiler.Formatting.Documents;
using static NetLang.Compiler.Formatting.Trees.TreeFormatter;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Formatting.Trees;

/// <summary>Declarations, and the bindings that a <c>let</c> makes wherever it stands.</summary>
internal sealed class DeclarationFormatter(TreeFormatter formatter)
{
    /// <summary>The declarations of a file, one below the other.</summary>
    public Doc File(IReadOnlyList<DeclarationContext> declarations)
    {
        var parts = new List<Doc>();
        foreach (var declaration in declarations)
        {
            parts.Add(parts.Count == 0 ? formatter.CommentsAbove(declaration.Start) : formatter.NextLine(declaration.Start));
            parts.Add(Indent(Declaration(declaration.GetChild(0))));
        }

        parts.Add(Below(formatter.Comments.TakeAtEnd()));
        return Doc.Of([.. parts]);
    }

    /// <summary>What stands behind <c>let</c>.</summary>
    public Doc Binding(BindingContext context) => Definition(
        context.tuplePattern(),
        context.parameter(),
        context.COLON(),
        context.type(),
        context.EQUALS(),
        context.block());

    private Doc Declaration(IParseTree context) => context switch
    {
        ImportDeclarationContext import => Import(import),
        LetDeclarationContext let => Doc.Of(formatter.Token(let.LET()), " ", Binding(let.binding())),
        ModelDeclarationContext model => Doc.Of(
            formatter.Token(model.MODEL()),
            " ",
            Definition(
                model.name(),
                model.parameter(),
                model.COLON(),
                model.type(),
                model.EQUALS(),
                model.block())),
        TrainDeclarationContext train => Doc.Of(
            formatter.Token(train.TRAIN()),
            " ",
            Model(train),
            " ",
            formatter.Token(train.EQUALS()),
            formatter.Blocks.Body(train.EQUALS().Symbol, train.block())),
        OptimizerDeclarationContext optimizer => Doc.Of(
            formatter.Token(optimizer.OPTIMIZER()),
            " ",
            Definition(
                optimizer.name(),
                optimizer.parameter(),
                null,
                null,
                optimizer.EQUALS(),
                optimizer.block())),
        _ => throw new UnreachableException(context.GetType().Name),
    };

    private Doc Import(ImportDeclarationContext context)
    {
        var file = Doc.Of(formatter.Token(context.IMPORT()), " ", formatter.Token(context.STRING()));
        return context.AS() is { } word
            ? Doc.Of(file, " ", formatter.Token(word), " ", formatter.Token(context.name().Start))
            : file;
    }

    private Doc Model(TrainDeclarationContext context)
    {
        var names = context.name().Select(name => formatter.Token(name.Start)).ToList();
        return names.Count == 1 ? names[0] : Doc.Of(names[0], formatter.Token(context.DOT()), names[1]);
    }

    // The parameters on the line of the name, or below it and further right than the body.
    private Doc Definition(
        ParserRuleContext name,
        ParameterContext[] parameters,
        ITerminalNode? colon,
        TypeContext? type,
        ITerminalNode equal,
        BlockContext block)
    {
        ParserRuleContext[] named = [name, .. parameters];
        var parts = new List<Doc>();
        foreach (var parameter in parameters)
            parts.Add(Doc.Of(formatter.NextLine(parameter.Start, " "), Indent(Parameter(parameter))));
        if (colon is not null && type is not null)
        {
            parts.Add(formatter.NextLine(colon.Symbol, " "));
            parts.Add(Indent(formatter.Token(colon), " ", formatter.Types.Build(type)));
        }

        return Doc.Of(
            new Group(
                Doc.Of(Name(name), Indent([.. parts])),
                formatter.Brackets.AreBroken(named)
                    || (colon is not null && formatter.IsBroken(named[^1].Stop, colon.Symbol))),
            " ",
            formatter.Token(equal),
            formatter.Blocks.Body(equal.Symbol, block));
    }

    private Doc Name(ParserRuleContext context) => context is TuplePatternContext pattern
        ? formatter.Patterns.Tuple(pattern)
        : formatter.Token(context.Start);

    private Doc Parameter(ParameterContext context) => context switch
    {
        OptionsParameterContext options => formatter.Collections.Record(options, options.fields()),
        PositionalParameterContext positional => formatter.Patterns.Build(positional.patternAtom()),
        _ => throw new UnreachableException(context.GetType().Name),
    };
}
