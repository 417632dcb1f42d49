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

        // Names first, then what has the fewest unknown names, so that an expression may use one that stands behind it.
        var pending = Enumerable.Range(0, pattern.Length).Where(i => pattern[i] is ExpressionDimension).ToList();
        while (pending.Count > 0)
        {
            var next = pending.MinBy(i => IsName(pattern[i]) ? 0 : Unknown(pattern[i], signature).Count);
            pending.Remove(next);
            var axis = rest >= 0 && next > rest ? shape.Rank - (pattern.Length - next) : next;
            var value = ((ExpressionDimension)pattern[next]).Value;
            if (MatchOne(value, shape[axis], place, signature) is not var (reason, help, labels))
                continue;
            return new DimensionMismatch(
                $"dimension {axis} is {reason}", Texts(pattern, signature), rest < 0 ? axis : null, help, labels);
        }

        return rest < 0
            ? null
            : MatchRun(
                (RestDimension)pattern[rest],
                pattern,
                shape.Dims.Slice(rest, shape.Rank - named),
                rest,
                place,
                signature);
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
                    if (Evaluate(expression.Value, signature.Names) is not { } dim)
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

    /// <summary>Null where the dimension fits; binds the name in the expression that is not known yet.</summary>
    private (string Reason, string? Help, ImmutableArray<DiagnosticLabel> Labels)? MatchOne(
        Expression value, Dim found, SourceSpan place, Signature signature)
    {
        var text = value.Span.Text;
        var unknown = Unknown(value, signature);
        if (unknown.Count > 1)
        {
            var names = string.Join(" and ", unknown.Select(name => $"`{name}`"));
            return ($"{found}, from which {names} of `{text}` cannot all be found",
                "let an earlier parameter, or another dimension of this type, be one of them alone", []);
        }

        var labels = Origins(value, place, signature);
        var given = unknown.Aggregate(
            signature.Names, (names, name) => names.With(name, DimValue.Of(Dim.Symbol(name))));
        if (Evaluate(value, given) is not { } expected)
            return null;
        if (unknown is [var only])
        {
            return Solve(only, expected, found, text, place, signature) is var (reason, repair)
                ? (reason, repair, labels)
                : null;
        }

        if (expected.Equals(found))
            return null;
        var means = text == expected.ToString() ? text : $"`{text}` = {expected}";
        var help = expected.IsConstant && found.IsConstant ? null : Unproven(found, expected);
        return ($"{found}, not {means}", help, labels);
    }

    /// <summary>
    /// Binds a name so that an expression in it is the dimension; null, or why there is no such value.
    /// </summary>
    /// <param name="expression">With the name as a symbol.</param>
    private (string Reason, string Help)? Solve(
        string name, Dim expression, Dim found, string text, SourceSpan place, Signature signature)
    {
        if (expression.LinearIn(name) is not var (slope, offset))
        {
            return ($"{found}, from which `{name}` of `{text}` cannot be found",
                $"let `{name}` alone be another dimension");
        }

        var product = found - offset;
        var solution = elaborator.Facts.Divide(product, slope);
        if ((slope * solution).Equals(product) && !(solution is { IsConstant: true, ConstantValue: < 0 }))
        {
            elaborator.Facts.RequireNotNegative(solution, $"{found} must be at least {offset}");
            signature.BindDimension(name, solution, place);
            return null;
        }

        if (!solution.IsConstant)
        {
            return ($"{found}, which is not proven to be `{text}`",
                $"state it before, `require ({product} % {slope} = 0) \"…\"`, or let the model's signature "
                + "have a product "
                + $"such as `{slope} * K`");
        }

        return ($"{found}, and `{text}` is that for no whole number `{name}`",
            solution.ConstantValue < 0 ? $"it must be at least {offset}" : $"{product} must be divisible by {slope}");
    }

    private static string Unproven(Dim found, Dim expected) =>
        $"{found} and {expected} cannot be proven equal; give the dimensions one name, or one number";

    /// <summary>Where the values of the names in an expression came from.</summary>
    private ImmutableArray<DiagnosticLabel> Origins(Expression value, SourceSpan place, Signature signature) =>
    [
        .. from name in DimensionNames.In(value).DistinctBy(n => n.Name)
           let known = Known(name.Name, signature)
           where known?.Origin is { } origin && origin != place
           select new DiagnosticLabel(known.Origin!.Value, $"`{name.Name}` = {DimOf(known)} came from here"),
    ];

    private IReadOnlyList<string> Unknown(DimensionSyntax dimension, Signature signature) =>
        Unknown(((ExpressionDimension)dimension).Value, signature);

    private IReadOnlyList<string> Unknown(Expression value, Signature signature) =>
        [.. DimensionNames.In(value).Select(n => n.Name).Distinct().Where(name => Known(name, signature) is null)];

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
            run.Dims.Length == found.Length
                ? at + run.Dims.Zip(found).TakeWhile(p => p.First.Equals(p.Second)).Count()
                : null,
            null,
            labels);
    }

    /// <summary>A dimension's value; null after reporting that it has none.</summary>
    private Dim? Evaluate(Expression expression, Environment names)
    {
        switch (elaborator.Evaluate(expression, WithSymbols(expression, names)))
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
                case ExpressionDimension { Value: NameExpression name }
                    when DimOf(signature.Names.Find(name.Name)) is { } dim:
                    texts.Add(dim.ToString());
                    break;
                default:
                    texts.Add(dimension.Span.Text);
                    break;
            }
        }

        return texts;
    }

    private static Dim? DimOf(Value? value) => value switch
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
        if (expression is NameExpression name && char.IsUpper(name.Name[0]) && names.Find(name.Name) is null)
            return names.With(name.Name, DimValue.Of(Dim.Symbol(name.Name)));
        return SyntaxChildren.Of(expression).Aggregate(names, (inner, child) => WithSymbols(child, inner));
    }
}
