using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>A shape with what it is the shape of.</summary>
/// <param name="Marked">The axes that do not fit.</param>
internal sealed record ShapeRow(string Label, string Element, IReadOnlyList<string> Dims, params int[] Marked)
{
    public static ShapeRow Of(string label, TensorType type, params int[] marked) =>
        new(label, type.Element.Name(), [.. type.Shape.Select(d => d.ToString())], marked);
}

/// <summary>Shapes one under the other, with marks under the dimensions that do not fit.</summary>
internal static class ShapeAlignment
{
    /// <summary>Aligned at their first axes, as a signature and what came instead.</summary>
    public static string FromStart(params ReadOnlySpan<ShapeRow> rows) => Render(rows, atEnd: false);

    /// <summary>Aligned at their last axes, as broadcasting does it.</summary>
    public static string FromEnd(params ReadOnlySpan<ShapeRow> rows) => Render(rows, atEnd: true);

    private static string Render(ReadOnlySpan<ShapeRow> given, bool atEnd)
    {
        var rows = given.ToArray();
        var label = rows.Max(r => r.Label.Length);
        var element = rows.Max(r => r.Element.Length);
        var rank = rows.Max(r => r.Dims.Count);
        var columns = rows.Select(r => Columns(r, rank, atEnd)).ToList();
        var widths = Enumerable.Range(0, rank).Select(i => columns.Max(c => c[i].Length)).ToArray();
        var lines = new List<string>();
        foreach (var (row, cells) in rows.Zip(columns))
        {
            lines.Add($"    {row.Label.PadRight(label)}  {row.Element.PadLeft(element)}[{Cells(cells, widths)}]");
            if (row.Marked.Length > 0)
                lines.Add(new string(' ', 4 + label + 2 + element + 1) + Marks(row, widths, atEnd ? rank - row.Dims.Count : 0));
        }

        return "\n" + string.Join('\n', lines);
    }

    private static string[] Columns(ShapeRow row, int rank, bool atEnd)
    {
        var empty = Enumerable.Repeat("", rank - row.Dims.Count);
        return [.. atEnd ? empty.Concat(row.Dims) : row.Dims.Concat(empty)];
    }

    private static string Cells(string[] cells, int[] widths) => string.Concat(cells.Select((cell, i) =>
        cell.PadLeft(widths[i]) + (i + 1 == cells.Length ? "" : cell.Length > 0 && cells[i + 1].Length > 0 ? ", " : "  ")))
        .TrimEnd();

    private static string Marks(ShapeRow row, int[] widths, int offset) => string.Concat(widths.Select((width, i) =>
        new string(row.Marked.Contains(i - offset) ? '^' : ' ', width) + "  ")).TrimEnd();
}
