using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Tensors;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Models;

/// <summary>The inputs of a model as its signature states them; everything in it must be settled.</summary>
internal sealed class ModelSignature(Elaborator elaborator, ModelDeclaration model)
{
    /// <summary>The inputs in order; null after reporting.</summary>
    public ImmutableArray<ModelTensor>? Inputs(Environment names)
    {
        var inputs = ImmutableArray.CreateBuilder<ModelTensor>();
        foreach (var parameter in model.Parameters)
        {
            if (parameter is not PositionalParameter positional)
            {
                elaborator.Fail(
                    ShapeErrors.TypeNotConcrete,
                    parameter.Span,
                    "a model takes tensors, and has no options",
                    "make it a `let` at the top of the file");
                return null;
            }

            if (Input(positional.Pattern, names) is not { } input)
                return null;
            if (inputs.Any(other => other.Name == input.Name))
            {
                elaborator.Fail(
                    NameErrors.DefinedTwice,
                    parameter.Span,
                    $"two inputs are called `{input.Name}`",
                    "give one of them another name");
                return null;
            }

            inputs.Add(input);
        }

        if (inputs.Count > 0)
            return inputs.ToImmutable();
        elaborator.Fail(
            ShapeErrors.TypeNotConcrete,
            model.Name.Span,
            $"the model `{model.Name.Text}` has no inputs",
            "give it one: `(x: f32[N, 4])`");
        return null;
    }

    private ModelTensor? Input(Pattern pattern, Environment names)
    {
        if (pattern is TuplePattern { Items.Length: > 1 } tuple)
        {
            elaborator.Fail(
                ShapeErrors.TypeNotConcrete,
                pattern.Span,
                "the inputs of a model stand behind each other, each in parentheses of its own",
                $"write `{string.Join(" ", tuple.Items.Select(item => $"({item.Span.Text})"))}`");
            return null;
        }

        if (pattern is not TypedPattern { Inner: NamePattern name } typed)
        {
            elaborator.Fail(
                ShapeErrors.TypeNotConcrete,
                pattern.Span,
                $"the input `{pattern.Span.Text}` of a model needs a name and a type",
                $"write `({PatternBinder.NameOf(pattern) ?? "x"}: f32[N, 4])`");
            return null;
        }

        if (Vague(typed.Type) is { } vague)
        {
            elaborator.Fail(
                ShapeErrors.TypeNotConcrete,
                vague,
                $"`{vague.Text}` leaves the type of the input `{name.Name}` open",
                "a model's inputs have an element type such as `f32`, and each dimension is a number or an "
                + "upper-case name");
            return null;
        }

        if (LowerCaseSymbol(typed.Type, names) is { } symbol)
        {
            elaborator.Fail(
                NameErrors.UnknownName,
                symbol.Span,
                $"nothing here is called `{symbol.Name}`, and a dimension that is chosen at run time is upper-case",
                $"write `{char.ToUpperInvariant(symbol.Name[0])}{symbol.Name[1..]}`, or define a number: "
                + $"`let {symbol.Name} = …`");
            return null;
        }

        var type = elaborator.Types.Resolve(typed.Type, new Signature(null, names) { IsInBody = true });
        if (type is not null && TensorSize.IsExcessive(type.Shape))
        {
            elaborator.TooLarge(typed.Type.Span, $"the input `{name.Name}`");
            return null;
        }

        return type is null ? null : new ModelTensor(name.Name, type, name.Span);
    }

    /// <summary>A dimension that is a lower-case name without a meaning.</summary>
    private static NameExpression? LowerCaseSymbol(TypeSyntax type, Environment names) =>
        DimensionNames.In(type).FirstOrDefault(name => !char.IsUpper(name.Name[0]) && names.Find(name.Name) is null);

    /// <summary>The part of a type that is not settled.</summary>
    private static SourceSpan? Vague(TypeSyntax type) => type switch
    {
        NamedTypeSyntax named when named.Element.Text.StartsWith('\'') => named.Element.Span,
        NamedTypeSyntax { Dimensions: { } dims } => dims.FirstOrDefault(d => d is not ExpressionDimension)?.Span,
        _ => null,
    };
}
