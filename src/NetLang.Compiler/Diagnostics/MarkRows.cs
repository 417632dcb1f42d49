using System.Text;

namespace NetLang.Compiler.Diagnostics;

/// <summary>
/// The rows below a source line: the underlines with the text of the rightmost label behind them, then the other
/// texts from right to left, each hanging from its underline.
/// <code>
/// x @ w + b
/// - ^   - this is [64]
/// |
/// this is [32, 10]
/// </code>
/// </summary>
internal static class MarkRows
{
    public static IEnumerable<string> Of(IReadOnlyList<SourceMark> marks, RenderStyle style, RenderRole primaryRole)
    {
        var texts = marks.Where(mark => mark.Text.Length > 0).OrderBy(mark => mark.Column).ToList();
        var underline = Underline(marks, style, primaryRole);
        var inline = texts.LastOrDefault();
        if (inline is not null && marks.Any(mark => mark != inline && mark.Column + mark.Length > inline.Column))
            inline = null;
        if (inline is not null)
        {
            underline += " " + style.Paint(RenderRole.Secondary, inline.Text);
            texts.Remove(inline);
        }

        yield return underline;
        if (texts.Count > 0)
            yield return Hanging(texts, null, style);
        while (texts.Count > 0)
        {
            var last = texts[^1];
            texts.RemoveAt(texts.Count - 1);
            yield return Hanging([.. texts.Where(mark => mark.Column < last.Column)], last, style);
        }
    }

    // The primary mark is drawn last, so that it wins where marks overlap.
    private static string Underline(IReadOnlyList<SourceMark> marks, RenderStyle style, RenderRole primaryRole)
    {
        var width = marks.Max(mark => mark.Column + mark.Length);
        var row = new char[width];
        Array.Fill(row, ' ');
        foreach (var mark in marks.OrderBy(mark => mark.IsPrimary))
            Array.Fill(row, mark.IsPrimary ? '^' : '-', mark.Column, mark.Length);

        var painted = new StringBuilder();
        for (int start = 0, end; start < width; start = end)
        {
            for (end = start; end < width && row[end] == row[start]; end++)
            {
            }

            var run = new string(row, start, end - start);
            var role = row[start] == '^' ? primaryRole : RenderRole.Secondary;
            painted.Append(row[start] == ' ' ? run : style.Paint(role, run));
        }

        return painted.ToString();
    }

    private static string Hanging(IReadOnlyList<SourceMark> bars, SourceMark? text, RenderStyle style)
    {
        var row = new StringBuilder();
        foreach (var bar in bars)
        {
            if (bar.Column >= row.Length)
                row.Append(' ', bar.Column - row.Length).Append('|');
        }

        if (text is not null)
            row.Append(' ', text.Column - row.Length).Append(text.Text);
        var blanks = row.ToString().TakeWhile(c => c == ' ').Count();
        return row.ToString(0, blanks) + style.Paint(RenderRole.Secondary, row.ToString(blanks, row.Length - blanks));
    }
}
