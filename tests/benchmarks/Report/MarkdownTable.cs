using System.Text;

namespace NetLang.Benchmarks.Report;

/// <summary>A table that reads well as text too.</summary>
internal sealed class MarkdownTable(params string[] header)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. header.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max())];
        StringBuilder text = new();
        Line(header.Select((title, column) => title.PadRight(widths[column])));
        Line(widths.Select(width => new string('-', width)));
        foreach (var row in rows)
            Line(row.Select((cell, column) => cell.PadRight(widths[column])));
        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }
}
