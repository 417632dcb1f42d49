using System.Collections.Immutable;
using System.Globalization;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Signatures;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Definitions;

/// <summary>
/// Arguments that fit the signature of a function, for one trial of it. Tensors are inputs; an int that is a dimension
/// of a tensor somewhere is a symbol of that name; of other parameters nothing is known.
/// </summary>
internal sealed class SampleArguments(Elaborator elaborator, FunctionValue function, Sample sample)
{
    private readonly HashSet<string> dimensions = [.. DimensionNames.Of(function)];

    private readonly DimensionMatcher matcher = new(elaborator);

    private int made;

    /// <summary>An argument for each positional parameter; <see cref="ErrorValue"/> where nothing is known of it.</summary>
    public ImmutableArray<Argument> All()
    {
        var signature = new Signature(function.Name, function.Closure);
        if (function.Options is { } options)
            elaborator.Application.BindOptions(options, RecordValue.Empty, signature);
        var arguments = ImmutableArray.CreateBuilder<Argument>();
        foreach (var parameter in function.Positional)
        {
            var value = Of(parameter.Pattern, signature.Names);
            if (PatternBinder.NameOf(parameter.Pattern) is { } name)
                signature.Names = signature.Names.With(name, value);
            arguments.Add(new Argument(value, parameter.Span));
        }

        return arguments.ToImmutable();
    }

    private Value Of(Pattern pattern, Environment names) => pattern switch
    {
        TypedPattern typed => Of(typed.Type, typed.Inner, names),
        TuplePattern { Items.IsEmpty: true } => UnitValue.Instance,
        TuplePattern tuple => new TupleValue([.. tuple.Items.Select(item => Of(item, names))]),
        NamePattern name => Number(name),
        _ => ErrorValue.Instance,
    };

    private Value Of(TypeSyntax type, Pattern pattern, Environment names) => type switch
    {
        NamedTypeSyntax { Element.Text: "int", Dimensions: null } when pattern is NamePattern name => Number(name),
        NamedTypeSyntax { Element.Text: "bool", Dimensions: null } => ErrorValue.Instance,
        NamedTypeSyntax named when !ElementNames.IsStatic(named) => Tensor(named, names),
        TupleTypeSyntax tuple => new TupleValue(
            [.. tuple.Items.Select(item => Of(item, new WildcardPattern(item.Span), names))]),
        _ => ErrorValue.Instance,
    };

    /// <summary>A number that is nowhere a dimension may be anything, also negative.</summary>
    private Value Number(NamePattern name) =>
        dimensions.Contains(name.Name)
            ? DimValue.Of(Positive(name.Name)) with { Origin = name.Span }
            : ErrorValue.Instance;

    private NodeValue Tensor(NamedTypeSyntax type, Environment names)
    {
        var dims = ImmutableArray.CreateBuilder<Dim>();
        var origins = new List<SourceSpan?>();
        foreach (var dimension in type.Dimensions ?? [])
        {
            switch (dimension)
            {
                case RestDimension run:
                    dims.AddRange(sample.Run(run.Name, elaborator.Facts));
                    break;
                case ExpressionDimension expression when Dimension(expression.Value, names) is { } dim:
                    dims.Add(dim);
                    break;
                default:
                    dims.Add(Positive(string.Create(CultureInfo.InvariantCulture, $"_{made++}")));
                    break;
            }

            origins.AddRange(Enumerable.Repeat((SourceSpan?)dimension.Span, dims.Count - origins.Count));
        }

        var element = ElementNames.Find(type.Element.Text) ?? sample.Element;
        var name = string.Create(CultureInfo.InvariantCulture, $"argument:{made++}");
        var tensor = elaborator.Builder.Input(name, new TensorType(element, new Shape(dims.ToImmutable())));
        elaborator.Origins.Note(tensor, origins);
        return new NodeValue(tensor);
    }

    /// <summary>The dimension, in which names that mean nothing yet are symbols; null where it is not known.</summary>
    private Dim? Dimension(Expression expression, Environment names)
    {
        foreach (var name in DimensionNames.In(expression).Select(n => n.Name).Where(n => !IsKnown(n, names)).Distinct())
            names = names.With(name, DimValue.Of(dimensions.Contains(name) ? Positive(name) : sample.Dimension(name)));
        return matcher.Evaluate(expression, names);
    }

    private bool IsKnown(string name, Environment names) =>
        names.Find(name) is { } bound && elaborator.Read(bound) is IntValue or DimValue or ErrorValue;

    private Dim Positive(string name) => sample.Positive(name, elaborator.Facts);
}
