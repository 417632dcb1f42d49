using NetLang.Compiler.Semantics.Errors;
using NetLang.Compiler.Semantics.Values;
using NetLang.Compiler.Syntax;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>
/// Binds patterns to values: of parameters and <c>let</c>, which must fit, and of <c>match</c>, which may not.
/// </summary>
internal sealed class PatternBinder(Elaborator elaborator)
{
    /// <summary>Binds a pattern that must fit; false after reporting that it does not.</summary>
    public bool Bind(Pattern pattern, Argument argument, Signature signature)
    {
        switch (pattern)
        {
            case TypedPattern typed:
                var role = signature.IsInBody && NameOf(typed) is { } name
                    ? TypeRole.Value(name)
                    : TypeRole.Argument(NameOf(typed), signature.Definition);
                var value = elaborator.Types.Check(typed.Type, argument, signature, role);
                Bind(typed.Inner, argument with { Value = value }, signature);
                return value is not ErrorValue || argument.Value is ErrorValue;
            case TuplePattern tuple
                when argument.Value is TupleValue value2 && value2.Items.Length == tuple.Items.Length:
                return BindAll(tuple.Items, value2.Items, argument.Span, signature);
            case ListPattern list when argument.Value is ListValue value3 && value3.Items.Length == list.Items.Length:
                return BindAll(list.Items, value3.Items, argument.Span, signature);
            case var _ when argument.Value is ErrorValue:
                BindToErrors(pattern, signature);
                return true;
            default:
                var match = Match(pattern, argument, signature.Names);
                if (match.Names is { } names)
                {
                    signature.Names = names;
                    return true;
                }

                BindToErrors(pattern, signature);
                if (match.Undecided is { } part && (part is ErrorValue || elaborator.Unknowns.StandsForNumber(part)))
                    return true;
                elaborator.Fail(
                    NameErrors.PatternMismatch,
                    argument.Span,
                    $"{argument.Value.Describe()} does not fit the pattern `{pattern.Span.Text}`",
                    Advice(pattern, argument.Value),
                    new Diagnostics.DiagnosticLabel(pattern.Span, "the pattern"));
                return false;
        }
    }

    private static string Advice(Pattern pattern, Value given) => (pattern, given) switch
    {
        (ListPattern, ListValue list) =>
            $"write {list.Items.Length} item{(list.Items.Length == 1 ? "" : "s")} in the pattern, with `_` for what is not needed",
        (ListPattern or TuplePattern { Items.Length: > 1 }, _) =>
            $"give the values as one {(pattern is ListPattern ? "list" : "tuple")}, in the form of the pattern: `{pattern.Span.Text}`",
        (TuplePattern, _) => "give `()`, or write a name in the pattern",
        _ => "write a name, which any value fits; `match` compares values",
    };

    /// <summary>Whether a value fits a pattern, with the names that the pattern binds then.</summary>
    public PatternMatch Match(Pattern pattern, Argument argument, Environment names)
    {
        switch (pattern, argument.Value)
        {
            case (NamePattern name, var value):
                return PatternMatch.With(names.With(name.Name, value));
            case (WildcardPattern, _):
                return PatternMatch.With(names);
            case (_, ErrorValue error):
                return PatternMatch.Open(error);
            case (TypedPattern typed, _):
                var signature = new Signature(null, names) { IsInBody = true };
                return Bind(typed, argument, signature)
                    ? PatternMatch.With(signature.Names)
                    : PatternMatch.Open(ErrorValue.Instance);
            case (TuplePattern { Items.IsEmpty: true }, UnitValue):
                return PatternMatch.With(names);
            case (TuplePattern tuple, TupleValue value):
                return MatchAll(tuple.Items, value.Items, argument.Span, names);
            case (ListPattern list, ListValue value):
                return MatchAll(list.Items, value.Items, argument.Span, names);
            case (CasePattern expected, CaseValue value):
                return expected.Name == value.Name ? PatternMatch.With(names) : PatternMatch.None;
            case (LiteralPattern literal, var value):
                return MatchLiteral(elaborator.Evaluate(literal.Literal, names), value, argument.Span, names);
            default:
                return PatternMatch.None;
        }
    }

    private PatternMatch MatchLiteral(Value literal, Value value, SourceSpan span, Environment names) =>
        elaborator.Operators.AreEqual(literal, value, span) switch
        {
            BoolValue known => known.Value ? PatternMatch.With(names) : PatternMatch.None,
            ErrorValue error => PatternMatch.Open(error),
            null when value is not (NodeValue or ScalarValue or DimValue or UndecidedValue) => PatternMatch.None,
            _ => PatternMatch.Open(value),
        };

    public static string? NameOf(Pattern pattern) => pattern switch
    {
        NamePattern name => name.Name,
        TypedPattern typed => NameOf(typed.Inner),
        _ => null,
    };

    /// <summary>The names that a pattern binds, with their places.</summary>
    public static IEnumerable<(string Name, SourceSpan Span)> NamesIn(Pattern pattern) => pattern is NamePattern name
        ? [(name.Name, name.Span)]
        : SyntaxChildren.Of(pattern).OfType<Pattern>().SelectMany(NamesIn);

    /// <summary>What does not fit somewhere does not fit, although elsewhere nothing decides.</summary>
    private PatternMatch MatchAll(
        IReadOnlyList<Pattern> patterns, IReadOnlyList<Value> values, SourceSpan span, Environment names)
    {
        if (patterns.Count != values.Count)
            return PatternMatch.None;
        Value? undecided = null;
        for (var i = 0; i < patterns.Count; i++)
        {
            var match = Match(patterns[i], new Argument(values[i], span), names);
            if (match is { Names: null, Undecided: null })
                return match;
            undecided ??= match.Undecided;
            names = match.Names ?? names;
        }

        return undecided is null ? PatternMatch.With(names) : PatternMatch.Open(undecided);
    }

    private bool BindAll(
        IReadOnlyList<Pattern> patterns, IReadOnlyList<Value> values, SourceSpan span, Signature signature)
    {
        var good = true;
        for (var i = 0; i < patterns.Count; i++)
            good &= Bind(patterns[i], new Argument(values[i], span), signature);
        return good;
    }

    /// <summary>So that one mistake is not followed by a message for each name.</summary>
    private static void BindToErrors(Pattern pattern, Signature signature)
    {
        foreach (var (name, _) in NamesIn(pattern))
            signature.Names = signature.Names.With(name, ErrorValue.Instance);
    }
}
