using System.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>The lines that a repair changes, as they are then: <c>+</c> under what it inserts, <c>~</c> under what it replaces.</summary>
internal static class RepairExcerpt
{
    public static void Render(Repair repair, StringBuilder output, RenderStyle style, int gutterWidth)
    {
        if (repair.Edits.Any(e => e.Text.Contains('\n') || e.Span.Text.Contains('\n')))
            return; // the question says enough
        var bar = style.Paint(RenderRole.Frame, new string(' ', gutterWidth) + " |");
        output.Append(bar).Append('\n');
        foreach (var line in repair.Edits.GroupBy(e => e.Span.Source.Position(e.Span.Start).Line).OrderBy(g => g.Key))
        {
            var source = line.First().Span.Source;
            var (changed, underlines) = Changed(source.Line(line.Key), [.. line.OrderBy(e => e.Span.Start)]);
            var (text, offset) = LineWindow.Of(changed, underlines.IndexOfAny(['+', '~']));
            var marks = underlines[Math.Min(offset, underlines.Length)..Math.Min(offset + text.Length, underlines.Length)];
            var gutter = $"{SourceExcerpt.Number(line.Key).PadLeft(gutterWidth)} |";
            output.Append(style.Paint(RenderRole.Frame, gutter)).Append(' ').Append(text.TrimEnd()).Append('\n');
            output.Append(bar).Append(' ').Append(style.Paint(RenderRole.Help, marks.TrimEnd())).Append('\n');
        }
    }

    private static (string Text, string Marks) Changed(string line, SourceEdit[] edits)
    {
        var (text, marks) = (new StringBuilder(), new StringBuilder());
        var at = 0;
        foreach (var edit in edits)
        {
            var column = edit.Span.Source.Position(edit.Span.Start).Column;
            text.Append(line, at, column - at).Append(edit.Text);
            marks.Append(' ', column - at).Append(edit.Span.Length == 0 ? '+' : '~', edit.Text.Length);
            at = column + edit.Span.Length;
        }

        return (TerminalText.Clean(text.Append(line, at, line.Length - at).ToString()), marks.ToString());
    }
}
