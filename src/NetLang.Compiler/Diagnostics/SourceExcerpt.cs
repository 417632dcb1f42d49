using System.Globalization;
using System.Text;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>The lines of one file that a diagnostic points at, with the marks below them.</summary>
internal sealed class SourceExcerpt(SourceText source, IReadOnlyList<SourceMark> marks)
{
    /// <summary>Columns that the largest line number needs.</summary>
    public int GutterWidth => Number(marks.Max(mark => mark.Line)).Length;

    public void Render(StringBuilder output, RenderStyle style, RenderRole primaryRole, int gutterWidth)
    {
        var blank = new string(' ', gutterWidth);
        var bar = style.Paint(RenderRole.Frame, $"{blank} |");
        var first = marks[0];
        output.Append(style.Paint(RenderRole.Frame, $"{blank}-->"))
            .Append($" {source.Path}({first.Line + 1},{first.Column + 1})\n")
            .Append(bar).Append('\n');

        var previous = -1;
        foreach (var line in marks.GroupBy(mark => mark.Line).OrderBy(group => group.Key))
        {
            if (previous >= 0)
                RenderGap(output, style, previous, line.Key, gutterWidth);
            RenderLine(output, style, line.Key, gutterWidth);
            foreach (var row in MarkRows.Of([.. line], style, primaryRole))
                output.Append(bar).Append(' ').Append(row).Append('\n');
            previous = line.Key;
        }
    }

    // One line left out is shown: three dots would take as much room.
    private void RenderGap(StringBuilder output, RenderStyle style, int from, int to, int gutterWidth)
    {
        if (to - from == 2)
            RenderLine(output, style, from + 1, gutterWidth);
        else if (to - from > 2)
            output.Append(style.Paint(RenderRole.Frame, "...")).Append('\n');
    }

    private void RenderLine(StringBuilder output, RenderStyle style, int line, int gutterWidth)
    {
        var gutter = $"{Number(line).PadLeft(gutterWidth)} |";
        var text = DiagnosticRenderer.Clean(source.Line(line)).TrimEnd();
        output.Append(style.Paint(RenderRole.Frame, gutter)).Append(text.Length == 0 ? "" : " " + text).Append('\n');
    }

    public static string Number(int line) => (line + 1).ToString(CultureInfo.InvariantCulture);
}
