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
            .Append($" {TerminalText.Clean(source.Path)}({first.Line + 1},{first.Column + 1})\n")
            .Append(bar).Append('\n');

        var previous = -1;
        foreach (var line in marks.GroupBy(mark => mark.Line).OrderBy(group => group.Key))
        {
            if (previous >= 0)
                RenderGap(output, style, previous, line.Key, gutterWidth);
            var window = Window(line.Key, line.OrderBy(mark => !mark.IsPrimary).First().Column);
            RenderLine(output, style, line.Key, window.Text, gutterWidth);
            foreach (var row in MarkRows.Of([.. line.Select(window.Move)], style, primaryRole))
                output.Append(bar).Append(' ').Append(row).Append('\n');
            previous = line.Key;
        }
    }

    // One line left out is shown: three dots would take as much room.
    private void RenderGap(StringBuilder output, RenderStyle style, int from, int to, int gutterWidth)
    {
        if (to - from == 2)
            RenderLine(output, style, from + 1, Window(from + 1, 0).Text, gutterWidth);
        else if (to - from > 2)
            output.Append(style.Paint(RenderRole.Frame, "...")).Append('\n');
    }

    private LineWindow Window(int line, int column) =>
        LineWindow.Of(TerminalText.Clean(source.Line(line)).TrimEnd(), column);

    private static void RenderLine(StringBuilder output, RenderStyle style, int line, string text, int gutterWidth)
    {
        var gutter = $"{Number(line).PadLeft(gutterWidth)} |";
        output.Append(style.Paint(RenderRole.Frame, gutter)).Append(text.Length == 0 ? "" : " " + text).Append('\n');
    }

    public static string Number(int line) => (line + 1).ToString(CultureInfo.InvariantCulture);
}
