using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>
/// <c>// allow NL2031, NL2032: the reason</c> silences warnings of the line on which it stands, or, alone on its line, of
/// the next.
/// </summary>
internal sealed partial class AllowComment
{
    private readonly SourceText source;
    private readonly int line;
    private readonly Dictionary<string, bool> isUsed;

    private AllowComment(SourceSpan comment, IEnumerable<string> codes)
    {
        Place = comment;
        source = comment.Source;
        var (own, column) = source.Position(comment.Start);
        line = string.IsNullOrWhiteSpace(source.Line(own)[..column]) ? own + 1 : own;
        isUsed = codes.Distinct().ToDictionary(code => code, _ => false);
    }

    public SourceSpan Place { get; }

    /// <summary>The codes that silenced nothing so far.</summary>
    public ImmutableArray<string> Useless => [.. isUsed.Where(code => !code.Value).Select(code => code.Key)];

    /// <summary>Null where the comment is another one.</summary>
    public static AllowComment? Of(SourceSpan comment)
    {
        var match = Form().Match(comment.Text);
        return match.Success ? new(comment, match.Groups[1].Captures.Select(code => code.Value)) : null;
    }

    public bool Silences(Diagnostic warning)
    {
        if (warning.Span is not { } place || place.Source != source || source.Position(place.Start).Line != line
            || !isUsed.ContainsKey(warning.Code))
        {
            return false;
        }

        return isUsed[warning.Code] = true;
    }

    [GeneratedRegex(@"^//\s*allow(?:[\s,]+(NL\d{4}))+", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
