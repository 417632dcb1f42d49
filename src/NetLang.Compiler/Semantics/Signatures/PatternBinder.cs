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
                return value is not ErrorValue;
            case TuplePattern tuple
                when argument.Value is TupleValue value2 && value2.Items.Length == tuple.Items.Length:
                return BindAll(tuple.Items, value2.Items, argument.Span, signature);
            case ListPattern list when argument.Value is ListValue value3 && value3.Items.Length == list.Items.Length:
                return BindAll(list.Items, value3.Items, argument.Span, signature);
            case var _ when argument.Value is ErrorValue:
                BindToErrors(pattern, signature);
                return true;
            case var _ when Match(pattern, argument, signature.Names) is { } names:
                signature.Names = names;
                return true;
            default:
                BindToErrors(pattern, signature);
                elaborator.Fail(
                    NameErrors.PatternMismatch,
                    argument.Span,
                    $"{argument.Value.Describe()} does not fit the pattern `{pattern.Span.Text}`",
                    null,
                    new Diagnostics.DiagnosticLabel(pattern.Span, "the pattern"));
                return false;
        }
    }

    /// <summary>The names with those of the pattern, or null where the value does not fit.</summary>
    public Environment? Match(Pattern pattern, Argument argument, Environment names)
    {
        switch (pattern, argument.Value)
        {
            case (NamePattern name, var value):
                return names.With(name.Name, value);
            case (WildcardPattern, _):
                return names;
            case (TypedPattern typed, _):
                var signature = new Signature(null, names) { IsInBody = true };
                return Bind(typed, argument, signature) ? signature.Names : null;
            case (TuplePattern { Items.IsEmpty: true }, UnitValue):
                return names;
            case (TuplePattern tuple, TupleValue value):
                return MatchAll(tuple.Items, value.Items, argument.Span, names);
            case (ListPattern list, ListValue value):
                return MatchAll(list.Items, value.Items, argument.Span, names);
            case (CasePattern expected, CaseValue value):
                return expected.Name == value.Name ? names : null;
            case (LiteralPattern literal, var value):
                return StaticEquality.AreEqual(elaborator.Evaluate(literal.Literal, names), value) == true
                    ? names
                    : null;
            default:
                return null;
        }
    }

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

    private Environment? MatchAll(
        IReadOnlyList<Pattern> patterns, IReadOnlyList<Value> values, SourceSpan span, Environment names)
    {
        if (patterns.Count != values.Count)
            return null;
        Environment? result = names;
        for (var i = 0; i < patterns.Count && result is not null; i++)
            result = Match(patterns[i], new Argument(values[i], span), result);
        return result;
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
