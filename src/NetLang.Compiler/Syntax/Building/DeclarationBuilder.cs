using System.Collections.Immutable;
using NetLang.Compiler.Syntax.Errors;
using static NetLang.Compiler.Syntax.Generated.NetLangParser;

namespace NetLang.Compiler.Syntax.Building;

/// <summary>Declarations, and the bindings that a <c>let</c> makes wherever it stands.</summary>
internal sealed class DeclarationBuilder(TreeBuilder builder)
{
    /// <summary>What stands behind <c>let</c>.</summary>
    public sealed record BindingParts(
        Pattern Target,
        ImmutableArray<Parameter> Parameters,
        TypeSyntax? ResultType,
        Expression Body);

    public Declaration Build(DeclarationContext context, string? documentation)
    {
        if (context.importDeclaration() is { } import)
            return Import(import, documentation);
        if (context.modelDeclaration() is { } model)
            return Model(model, documentation);
        if (context.trainDeclaration() is { } train)
            return Train(train, documentation);
        return context.optimizerDeclaration() is { } optimizer
            ? Optimizer(optimizer, documentation)
            : Let(context.letDeclaration(), documentation);
    }

    public BindingParts Binding(BindingContext context)
    {
        var target = builder.Patterns.Build(context.tuplePattern());
        var parameters = Parameters(context.parameter());
        if (target is NamePattern { Name: "rec" or "mutable" or "inline" } word
            && parameters is [PositionalParameter { Pattern: NamePattern name }, ..])
        {
            ReportForeignWord(word);
            target = name;
            parameters = parameters.RemoveAt(0);
        }

        NameCases.CheckBound(target, builder.Diagnostics);
        return new(target, parameters, ResultType(context.type()), builder.Blocks.Build(context.block()));
    }

    private void ReportForeignWord(NamePattern word) => builder.Diagnostics.Report(
        SyntaxErrors.ForeignWord,
        word.Span,
        $"`let {word.Name}` is not NetLang",
        word.Name switch
        {
            "rec" => "there is no recursion: use `repeat`, `map` or `fold`, and `scan` over an axis of a tensor",
            "mutable" => "a name is bound once: use a new name, or a `state` where the value lives from step to step",
            _ => "leave the word out: the compiler inlines every call",
        });

    private ImportDeclaration Import(ImportDeclarationContext context, string? documentation)
    {
        var path = builder.Span(context.STRING().Symbol);
        var qualifier = context.name() is { } name ? builder.Identifier(name) : null;
        if (qualifier is not null)
            NameCases.CheckQualifier(qualifier, builder.Diagnostics);
        return new(builder.Span(context), documentation, builder.Literals.Text(path), path, qualifier);
    }

    private LetDeclaration Let(LetDeclarationContext context, string? documentation)
    {
        var binding = Binding(context.binding());
        return new(
            builder.Span(context),
            documentation,
            binding.Target,
            binding.Parameters,
            binding.ResultType,
            binding.Body);
    }

    private ModelDeclaration Model(ModelDeclarationContext context, string? documentation)
    {
        var name = builder.Identifier(context.name());
        NameCases.CheckModel(name, builder.Diagnostics);
        return new(
            builder.Span(context),
            documentation,
            name,
            Parameters(context.parameter()),
            ResultType(context.type()),
            builder.Blocks.Build(context.block()));
    }

    private TrainDeclaration Train(TrainDeclarationContext context, string? documentation)
    {
        var names = context.name();
        Expression model = new NameExpression(builder.Span(names[0]), names[0].Start.Text);
        if (names.Length > 1)
            model = new FieldExpression(model.Span.To(builder.Span(names[1])), model, builder.Identifier(names[1]));
        return new(builder.Span(context), documentation, model, builder.Blocks.Build(context.block()));
    }

    private OptimizerDeclaration Optimizer(OptimizerDeclarationContext context, string? documentation) => new(
        builder.Span(context),
        documentation,
        builder.Identifier(context.name()),
        Parameters(context.parameter()),
        builder.Blocks.Build(context.block()));

    private TypeSyntax? ResultType(TypeContext? context) => context is null ? null : builder.Types.Build(context);

    private ImmutableArray<Parameter> Parameters(ParameterContext[] contexts)
    {
        ImmutableArray<Parameter> parameters = [.. contexts.Select(Parameter)];
        NameCases.CheckBound(
            parameters.OfType<PositionalParameter>().Select(p => p.Pattern), builder.Diagnostics);
        return parameters;
    }

    private Parameter Parameter(ParameterContext context) => context switch
    {
        OptionsParameterContext options => new OptionsParameter(
            builder.Span(context), builder.Operands.Fields(options.fields())),
        PositionalParameterContext positional => new PositionalParameter(
            builder.Span(context), builder.Patterns.Build(positional.patternAtom())),
        _ => new PositionalParameter(builder.Span(context), new WildcardPattern(builder.Span(context))),
    };
}
