using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>How a shape does not fit.</summary>
/// <param name="Expected">The dimensions of the signature, with values where they are known.</param>
/// <param name="Axis">The offending axis, where the numbers of axes agree.</param>
internal sealed record DimensionMismatch(
    string Reason,
    IReadOnlyList<string> Expected,
    int? Axis,
    string? Help,
    ImmutableArray<DiagnosticLabel> Labels);

/// <summary>Matches the dimensions of a type as written with those of a tensor.</summary>
internal sealed class DimensionMatcher(Elaborator elaborator)
{
    /// <summary>Matches, binding names; null where all fits.</summary>
    /// <param name="place">The tensor, for "came from here".</param>
    public DimensionMismatch? Match(
        ImmutableArray<DimensionSyntax> pattern, Shape shape, SourceSpan place, Signature signature)
    {
        var rest = Array.FindIndex([.. pattern], d => d is RestDimension);
        var named = pattern.Length - (rest >= 0 ? 1 : 0);
        if (rest < 0 ? shape.Rank != named : shape.Rank < named)
        {
            var reason = $"it has {Axes(shape.Rank)}, not {(rest < 0 ? "" : "at least ")}{named}";
            return new DimensionMismatch(reason, Texts(pattern, signature), null, null, []);
        }

        // Names first, so that an expression may use a name that stands behind it.
        foreach (var onlyNames in new[] { true, false })
        {
            for (var i = 0; i < pattern.Length; i++)
            {
                if (i == rest)
                    continue;
                var axis = rest >= 0 && i > rest ? shape.Rank - (pattern.Length - i) : i;
                if (IsName(pattern[i]) == onlyNames
                    && MatchOne(pattern, i, shape[axis], axis, rest, shape.Rank, place, signature) is { } mismatch)
                {
                    return mismatch;
                }
            }
        }

        return rest < 0
            ? null
            : MatchRun((RestDimension)pattern[rest], pattern, shape.Dims.Slice(rest, shape.Rank - named), rest, place, signature);
    }

    /// <summary>All dimensions as values; null after reporting that one is not known.</summary>
    public ImmutableArray<Dim>? Resolve(ImmutableArray<DimensionSyntax> pattern, Signature signature)
    {
        var dims = ImmutableArray.CreateBuilder<Dim>();
        foreach (var syntax in pattern)
        {
            switch (syntax)
            {
                case RestDimension rest when signature.Run(rest.Name) is { } run:
                    dims.AddRange(run.Dims);
                    break;
                case ExpressionDimension expression:
                    if (Evaluate(expression.Value, signature) is not { } dim)
                        return null;
                    dims.Add(dim);
                    break;
                default:
                    elaborator.Fail(
                        ShapeErrors.ArgumentType,
                        syntax.Span,
                        $"the shape must be known here, and `{syntax.Span.Text}` says nothing",
                        "name the dimension in the signature of the function and use that name");
                    return null;
            }
        }

        return dims.ToImmutable();
    }

    private DimensionMismatch? MatchOne(
        ImmutableArray<DimensionSyntax> pattern,
        int index,
        Dim found,
        int axis,
        int rest,
        int rank,
        SourceSpan place,
        Signature signature)
    {
        if (pattern[index] is not ExpressionDimension { Value: var value })
            return null;
        if (value is NameExpression name && !IsUpper(name.Name) && Known(name.Name, signature) is null)
        {
            signature.BindDimension(name.Name, found, place);
            return null;
        }

        if (Evaluate(value, signature) is not { } expected || expected.Equals(found))
            return null;
        var text = value.Span.Text;
        var means = text == expected.ToString() ? text : $"`{text}` = {expected}";
        var labels = value is NameExpression known && Known(known.Name, signature)?.Origin is { } origin && origin != place
            ? [new DiagnosticLabel(origin, $"`{text}` = {expected} came from here")]
            : ImmutableArray<DiagnosticLabel>.Empty;
        var help = expected.IsConstant && found.IsConstant
            ? null
            : $"{found} and {expected} cannot be proven equal; give the dimensions one name, or one number";
        return new DimensionMismatch(
            $"dimension {axis} is {found}, not {means}",
            Texts(pattern, signature),
            pattern.Length - (rest >= 0 ? 1 : 0) == rank && rest < 0 ? axis : null,
            help,
            labels);
    }

    private static DimensionMismatch? MatchRun(
        RestDimension rest,
        ImmutableArray<DimensionSyntax> pattern,
        ImmutableArray<Dim> found,
        int at,
        SourceSpan place,
        Signature signature)
    {
        if (signature.Run(rest.Name) is not { } run)
        {
            signature.BindRun(rest.Name, found, place);
            return null;
        }

        if (run.Dims.AsSpan().SequenceEqual(found.AsSpan()))
            return null;
        var labels = run.Origin is { } origin && origin != place
            ? [new DiagnosticLabel(origin, $"`{rest.Span.Text}` = {new Shape(run.Dims)} came from here")]
            : ImmutableArray<DiagnosticLabel>.Empty;
        return new DimensionMismatch(
            $"`{rest.Span.Text}` is {new Shape(found)} here, but {new Shape(run.Dims)} elsewhere in the signature",
            Texts(pattern, signature),
            run.Dims.Length == found.Length ? at + run.Dims.Zip(found).TakeWhile(p => p.First.Equals(p.Second)).Count() : null,
            null,
            labels);
    }

    /// <summary>A dimension's value; null after reporting that it has none.</summary>
    public Dim? Evaluate(Expression expression, Signature signature)
    {
        var names = WithSymbols(expression, signature.Names);
        switch (elaborator.Evaluate(expression, names))
        {
            case ErrorValue:
                return null;
            case IntValue { Value: >= 0 } constant:
                return constant.Value;
            case DimValue symbolic:
                return symbolic.Dim;
            case var other:
                elaborator.Fail(
                    ShapeErrors.ArgumentType,
                    expression.Span,
                    $"a dimension is a whole number from 0, and `{expression.Span.Text}` is {other.Describe()}");
                return null;
        }
    }

    private static bool IsName(DimensionSyntax dimension) => dimension is ExpressionDimension { Value: NameExpression };

    private static bool IsUpper(string name) => char.IsUpper(name[0]);

    private static string Axes(int count) => count == 1 ? "1 axis" : $"{count} axes";

    /// <summary>The dimensions of a signature, with values where they are known.</summary>
    private static IReadOnlyList<string> Texts(ImmutableArray<DimensionSyntax> pattern, Signature signature)
    {
        var texts = new List<string>();
        foreach (var dimension in pattern)
        {
            switch (dimension)
            {
                case RestDimension rest when signature.Run(rest.Name) is { } run:
                    texts.AddRange(run.Dims.Select(d => d.ToString()));
                    break;
                case ExpressionDimension { Value: NameExpression name } when KnownDim(name.Name, signature) is { } dim:
                    texts.Add(dim.ToString());
                    break;
                default:
                    texts.Add(dimension.Span.Text);
                    break;
            }
        }

        return texts;
    }

    private static Dim? KnownDim(string name, Signature signature) => signature.Names.Find(name) switch
    {
        IntValue constant => constant.Value,
        DimValue symbolic => symbolic.Dim,
        _ => null,
    };

    private Value? Known(string name, Signature signature) =>
        signature.Names.Find(name) is { } bound && elaborator.Read(bound) is IntValue or DimValue or ErrorValue
            ? elaborator.Read(bound)
            : null;

    /// <summary>An upper-case name that means nothing else is a symbol of the model.</summary>
    private static Environment WithSymbols(SyntaxNode expression, Environment names)
    {
        if (expression is NameExpression name && IsUpper(name.Name) && names.Find(name.Name) is null)
            return names.With(name.Name, DimValue.Of(Dim.Symbol(name.Name)));
        return SyntaxChildren.Of(expression).Aggregate(names, (inner, child) => WithSymbols(child, inner));
    }
}
