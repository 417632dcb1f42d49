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
/// <param name="Wanted">What that axis should be, where it is known.</param>
internal sealed record DimensionMismatch(
    string Reason,
    IReadOnlyList<string> Expected,
    int? Axis,
    Dim? Wanted,
    string? Help,
    ImmutableArray<DiagnosticLabel> Labels);

/// <summary>Matches the dimensions of a type as written with those of a tensor.</summary>
internal sealed class DimensionMatcher(Elaborator elaborator)
{
    /// <summary>Matches, binding names; null where all fits.</summary>
    /// <param name="place">Where the tensor was given.</param>
    /// <param name="tensor">The tensor, where it is one, for "came from here".</param>
    public DimensionMismatch? Match(
        ImmutableArray<DimensionSyntax> pattern, Shape shape, SourceSpan place, Signature signature, Node? tensor = null)
    {
        var rest = Array.FindIndex([.. pattern], d => d is RestDimension);
        var named = pattern.Length - (rest >= 0 ? 1 : 0);
        if (rest < 0 ? shape.Rank != named : shape.Rank < named)
        {
            var reason = $"it has {Axes(shape.Rank)}, not {(rest < 0 ? "" : "at least ")}{named}";
            return new DimensionMismatch(reason, Texts(pattern, signature, null), null, null, null, []);
        }

        // Names first, then what has the fewest unknown names, so that an expression may use one that stands behind it.
        var pending = Enumerable.Range(0, pattern.Length).Where(i => pattern[i] is ExpressionDimension).ToList();
        while (pending.Count > 0)
        {
            var next = pending.MinBy(i => IsName(pattern[i]) ? 0 : Unknown(pattern[i], signature).Count);
            pending.Remove(next);
            var axis = rest >= 0 && next > rest ? shape.Rank - (pattern.Length - next) : next;
            var value = ((ExpressionDimension)pattern[next]).Value;
            var origin = tensor is not null && elaborator.Origins.Find(tensor, axis) is { } written ? written : place;
            if (MatchOne(value, shape[axis], origin, signature) is not var (reason, wanted, help, labels))
                continue;
            return new DimensionMismatch(
                $"dimension {axis} is {reason}", Texts(pattern, signature, shape.Rank - named), axis, wanted, help, labels);
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

    /// <summary>Gives the names that a type would bind a meaning, so that one mistake is not followed by a message for each.</summary>
    public void BindToErrors(ImmutableArray<DimensionSyntax> pattern, Signature signature)
    {
        foreach (var dimension in pattern.OfType<ExpressionDimension>())
            BindToErrors(dimension.Value, signature);
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

    /// <summary>What a type whose names are known says of each axis; null where it says nothing.</summary>
    public IReadOnlyList<Dim?> Stated(ImmutableArray<DimensionSyntax> pattern, Signature signature) =>
    [
        .. pattern.SelectMany(dimension => dimension switch
        {
            RestDimension rest when signature.Run(rest.Name) is { } run => run.Dims,
            ExpressionDimension expression => [Evaluate(expression.Value, signature.Names)],
            _ => (IEnumerable<Dim?>)[null],
        }),
    ];

    /// <summary>Where each dimension of a type whose names are known was written; null where that is unknown.</summary>
    public IEnumerable<SourceSpan?> OriginsOf(ImmutableArray<DimensionSyntax> pattern, Signature signature) =>
        pattern.SelectMany(dimension => dimension switch
        {
            RestDimension rest when signature.Run(rest.Name) is { } run => run.Dims.Select(_ => run.Origin),
            ExpressionDimension { Value: NameExpression name } when Known(name.Name, signature) is { } value => [value.Origin],
            _ => [(SourceSpan?)dimension.Span],
        });

    /// <summary>Null where the dimension fits; binds the name in the expression that is not known yet.</summary>
    private (string Reason, Dim? Wanted, string? Help, ImmutableArray<DiagnosticLabel> Labels)? MatchOne(
        Expression value, Dim found, SourceSpan place, Signature signature)
    {
        var text = value.Span.Text;
        var unknown = Unknown(value, signature);
        if (unknown.Count > 1)
        {
            var names = string.Join(" and ", unknown.Select(name => $"`{name}`"));
            return ($"{found}, from which {names} of `{text}` cannot all be found", null,
                "let an earlier parameter, or another dimension of this type, be one of them alone", []);
        }

        var labels = Origins(value, place, signature);
        var given = unknown.Aggregate(
            signature.Names, (names, name) => names.With(name, DimValue.Of(Dim.Symbol(name))));
        if (Evaluate(value, given) is not { } expected)
        {
            BindToErrors(value, signature);
            return null;
        }

        if (unknown is [var only])
        {
            return Solve(only, expected, found, text, place, signature) is var (reason, repair)
                ? (reason, null, repair, labels)
                : null;
        }

        if (expected.Equals(found) || elaborator.Unknowns.MayBeEqual(expected, found))
            return null;
        var means = text == expected.ToString() ? text : $"`{text}` = {expected}";
        var help = elaborator.Unknowns.AreDifferent(expected, found) ? null : Unproven(found, expected);
        return ($"{found}, not {means}", expected, help, labels);
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

        if (elaborator.Unknowns.AreOpen && !solution.IsConstant)
        {
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

    private void BindToErrors(Expression value, Signature signature)
    {
        foreach (var name in Unknown(value, signature))
            signature.Names = signature.Names.With(name, ErrorValue.Instance);
    }

    private static string Unproven(Dim found, Dim expected) =>
        $"{found} and {expected} cannot be proven equal; give the dimensions one name, or one number";

    /// <summary>Where the values of the names in an expression came from.</summary>
    private ImmutableArray<DiagnosticLabel> Origins(Expression value, SourceSpan place, Signature signature) =>
    [
        .. from name in DimensionNames.In(value).DistinctBy(n => n.Name)
           let known = Known(name.Name, signature)
           where known?.Origin is { } origin && origin != place && DimOf(known)?.AsSymbol != name.Name
           select new DiagnosticLabel(known.Origin!.Value, $"`{name.Name}` = {DimOf(known)} came from here"),
    ];

    private IReadOnlyList<string> Unknown(DimensionSyntax dimension, Signature signature) =>
        Unknown(((ExpressionDimension)dimension).Value, signature);

    private IReadOnlyList<string> Unknown(Expression value, Signature signature) =>
        [.. DimensionNames.In(value).Select(n => n.Name).Distinct().Where(name => Known(name, signature) is null)];

    private DimensionMismatch? MatchRun(
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

        if (run.Dims.AsSpan().SequenceEqual(found.AsSpan())
            || elaborator.Unknowns.MayBeEqual(new Shape(run.Dims), new Shape(found)))
        {
            return null;
        }

        var labels = run.Origin is { } origin && origin != place
            ? [new DiagnosticLabel(origin, $"`{rest.Span.Text}` = {new Shape(run.Dims)} came from here")]
            : ImmutableArray<DiagnosticLabel>.Empty;
        var equal = run.Dims.Zip(found).TakeWhile(p => p.First.Equals(p.Second)).Count();
        var fits = run.Dims.Length == found.Length;
        return new DimensionMismatch(
            $"`{rest.Span.Text}` is {new Shape(found)} here, but {new Shape(run.Dims)} elsewhere in the signature",
            Texts(pattern, signature, null),
            fits ? at + equal : null,
            fits ? run.Dims[equal] : null,
            null,
            labels);
    }

    /// <summary>A dimension's value; null after reporting that it has none.</summary>
    public Dim? Evaluate(Expression expression, Environment names)
    {
        switch (elaborator.Evaluate(expression, WithSymbols(expression, names)))
        {
            case ErrorValue:
            case ScalarValue when elaborator.Unknowns.AreOpen:
                return null;
            case IntValue { Value: >= 0 } constant:
                return constant.Value;
            case DimValue symbolic:
                return symbolic.Dim;
            case var other:
                elaborator.Fail(
                    ShapeErrors.ArgumentType,
                    expression.Span,
                    $"a dimension is a whole number from 0, and `{expression.Span.Text}` is {other.Describe()}",
                    other switch
                    {
                        FloatValue => "write it without a point",
                        IntValue => "dimensions count from 0; `x / n` and `x - n` make one smaller",
                        StringValue => "write it without quotes",
                        _ => "write a number, a name of the model's signature, or `size x` of a tensor",
                    });
                return null;
        }
    }

    private static bool IsName(DimensionSyntax dimension) => dimension is ExpressionDimension { Value: NameExpression };

    private static string Axes(int count) => count == 1 ? "1 axis" : $"{count} axes";

    /// <summary>The dimensions of a signature, with values where they are known.</summary>
    /// <param name="run">How many <c>..</c> stands for; null where that does not fit.</param>
    private static IReadOnlyList<string> Texts(ImmutableArray<DimensionSyntax> pattern, Signature signature, int? run)
    {
        var texts = new List<string>();
        foreach (var dimension in pattern)
        {
            switch (dimension)
            {
                case RestDimension rest when signature.Run(rest.Name) is { } bound:
                    texts.AddRange(bound.Dims.Select(d => d.ToString()));
                    break;
                case RestDimension when run is { } length:
                    texts.AddRange(Enumerable.Repeat("_", length));
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

    /// <summary>An upper-case name that is no dimension yet is a symbol of the model.</summary>
    private static Environment WithSymbols(SyntaxNode expression, Environment names)
    {
        if (expression is FieldExpression)
            return names; // of a record, or of an imported file
        if (expression is NameExpression name && char.IsUpper(name.Name[0])
            && names.Find(name.Name) is not (IntValue or DimValue or ErrorValue))
            return names.With(name.Name, DimValue.Of(Dim.Symbol(name.Name)));
        return SyntaxChildren.Of(expression).Aggregate(names, (inner, child) => WithSymbols(child, inner));
    }
}
