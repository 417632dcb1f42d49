using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Repairs;

/// <summary>Changes of the text, as a person would write them.</summary>
internal static class Edits
{
    // A suggestion quotes what it is about.
    private const int LongestQuote = 40;

    /// <summary>Gives a value to one more function: <c>x |> f</c> in a pipe or in parentheses, <c>f x</c> elsewhere.</summary>
    public static ImmutableArray<SourceEdit> Apply(SourceSpan value, string function)
    {
        var before = value.Source.Content.AsSpan(0, value.Start).TrimEnd();
        var after = value.Source.Content.AsSpan(value.End).TrimStart();
        if (before.EndsWith("|>") || after.StartsWith("|>") || (before.EndsWith("(") && after.StartsWith(")")))
            return [new(value with { Start = value.End, Length = 0 }, " |> " + function)];
        var call = IsAtom(value.Text) ? $"{function} {value.Text}" : $"{function} ({value.Text})";
        return [new(value, IsArgument(value) ? $"({call})" : call)];
    }

    public static ImmutableArray<SourceEdit> Replace(SourceSpan place, string text) => [new(place, text)];

    /// <summary>Exchanges one argument of a call, which is at fault, with each of the others.</summary>
    public static IEnumerable<Repair> Swaps(SourceSpan fault, IEnumerable<SourceSpan> arguments) =>
        from other in arguments
        where CanQuote(fault) && CanQuote(other) && other.Source == fault.Source && !other.Overlaps(fault)
        select new Repair(
            $"did you mean to swap `{fault.Text}` and `{other.Text}`?",
            [new(fault, InPlaceOf(fault, other)), new(other, InPlaceOf(other, fault))]);

    private static bool CanQuote(SourceSpan span) => span.Length is > 0 and <= LongestQuote && !span.Text.Contains('\n');

    /// <summary>Text of one place as it has to stand in another, around which there may be no parentheses.</summary>
    private static string InPlaceOf(SourceSpan place, SourceSpan other) =>
        IsAtom(other.Text) || IsParenthesized(place) || !IsArgument(place) ? other.Text : $"({other.Text})";

    /// <summary>Whether it stands behind a function or another argument, and not beside an operator.</summary>
    private static bool IsArgument(SourceSpan span)
    {
        var before = span.Source.Content.AsSpan(0, span.Start).TrimEnd();
        return !before.IsEmpty && (char.IsAsciiLetterOrDigit(before[^1]) || before[^1] is '_' or ')' or ']' or '}' or '"');
    }

    private static bool IsParenthesized(SourceSpan span) =>
        span.Source.Content.AsSpan(0, span.Start).EndsWith("(") && span.Source.Content.AsSpan(span.End).StartsWith(")");

    private static bool IsAtom(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') || (text[0] == '[' && text.IndexOf(']') == text.Length - 1);
}
