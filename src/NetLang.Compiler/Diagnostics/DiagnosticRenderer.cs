using System.Text;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>
/// Diagnostics for people: a headline, the source lines with the primary place underlined by <c>^</c> and the labels
/// by <c>-</c>, and how to mend it. A primary place that has no text of its own is explained by the headline.
/// </summary>
public static class DiagnosticRenderer
{
    /// <summary>All of them, a blank line between two; ends with a line end.</summary>
    public static string Render(IEnumerable<Diagnostic> diagnostics, RenderStyle style) =>
        string.Join('\n', diagnostics.Select(diagnostic => Render(diagnostic, style)));

    /// <summary>One diagnostic; every line, the last too, ends with a line end.</summary>
    public static string Render(Diagnostic diagnostic, RenderStyle style)
    {
        var output = new StringBuilder();
        var role = diagnostic.IsError ? RenderRole.Error : RenderRole.Warning;
        var kind = diagnostic.IsError ? "error" : "warning";
        output.Append(style.Paint(role, $"{kind} {diagnostic.Code}"));
        var message = TerminalText.Clean(diagnostic.Message, keepLines: true);
        output.Append(style.Paint(RenderRole.Headline, ": " + message)).Append('\n');

        var excerpts = Excerpts(diagnostic);
        var width = excerpts.Select(excerpt => excerpt.GutterWidth).DefaultIfEmpty(1).Max();
        foreach (var excerpt in excerpts)
            excerpt.Render(output, style, role, width);

        if (diagnostic.Help is { } help)
        {
            var indented = TerminalText.Clean(help, keepLines: true).Replace("\n", "\n      ", StringComparison.Ordinal);
            output.Append(style.Paint(RenderRole.Help, "help")).Append(": ").Append(indented).Append('\n');
            if (diagnostic.Repair is { } repair)
                RepairExcerpt.Render(repair, output, style, width);
        }

        return output.ToString();
    }

    private static List<SourceExcerpt> Excerpts(Diagnostic diagnostic)
    {
        var marks = new List<SourceMark>();
        if (diagnostic.Span is { } primary)
            marks.Add(SourceMark.Of(primary, "", isPrimary: true));
        marks.AddRange(diagnostic.Labels.Select(label => SourceMark.Of(label.Span, label.Text, isPrimary: false)));
        return [.. marks.GroupBy(mark => mark.Source).Select(group => new SourceExcerpt(group.Key, [.. group]))];
    }
}

/// <summary>An underlined range within one line; columns are counted from 0.</summary>
internal sealed record SourceMark(SourceText Source, int Line, int Column, int Length, string Text, bool IsPrimary)
{
    /// <summary>The mark of a span; of a span over several lines, the part in its first line.</summary>
    public static SourceMark Of(SourceSpan span, string text, bool isPrimary)
    {
        var (line, column) = span.Source.Position(span.Start);
        var restOfLine = Math.Max(1, span.Source.Line(line).Length - column);
        var length = Math.Clamp(span.Length, 1, restOfLine);
        return new(span.Source, line, column, length, TerminalText.Clean(text), isPrimary);
    }
}
