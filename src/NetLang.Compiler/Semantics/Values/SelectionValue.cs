using System.Collections.Immutable;
using System.IO.Enumeration;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Values;

/// <summary>The paths that one of some patterns fits, or all others.</summary>
public sealed record SelectionValue(bool IsExcept, ImmutableArray<PathPattern> Patterns) : Value
{
    public override string Describe() => IsExcept ? "a choice made with `except`" : "a choice made with `only`";

    /// <param name="fits">How patterns are compared with paths.</param>
    public bool Includes(string path, Func<PathPattern, string, bool> fits) =>
        Patterns.Any(pattern => fits(pattern, path)) != IsExcept;
}

/// <summary>
/// A part of the path of a variable, in which <c>*</c> stands for any text and <c>?</c> for one character.
/// </summary>
public sealed record PathPattern(string Text, SourceSpan Span)
{
    /// <param name="items">Strings.</param>
    /// <param name="place">The place of those that have none of their own.</param>
    public static ImmutableArray<PathPattern> All(ImmutableArray<Value> items, SourceSpan place) =>
        [.. items.Cast<StringValue>().Select(text => new PathPattern(text.Value, text.Origin ?? place))];

    /// <summary>
    /// The beginnings of a path that end with a name: of <c>a.b.weight</c> also <c>a</c> and <c>a.b</c>.
    /// </summary>
    public static IEnumerable<string> Prefixes(string path) => Enumerable.Range(0, path.Length + 1)
        .Where(end => end == path.Length || path[end] == '.')
        .Select(end => path[..end]);

    /// <summary>Whether it fits the beginning of a path, up to the end of a name.</summary>
    public static bool IsPrefix(PathPattern pattern, string path) =>
        Prefixes(path).Any(prefix => FileSystemName.MatchesSimpleExpression(pattern.Text, prefix, ignoreCase: false));

    /// <summary>
    /// Whether it fits anywhere in a path, in upper or lower case: <c>norm</c> fits <c>layerNorm2.weight</c>.
    /// </summary>
    public static bool Occurs(PathPattern pattern, string path) => pattern.Text.Length > 0
        && FileSystemName.MatchesSimpleExpression($"*{pattern.Text}*", path, ignoreCase: true);
}
