using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Semantics.Signatures;

/// <summary>Two shapes one under the other, with a mark under the dimensions that do not fit.</summary>
internal static class ShapeAlignment
{
    /// <summary>Rows of a signature and of what came instead, of equal or different ranks.</summary>
    /// <param name="axis">The offending axis, counted from the start; null where the ranks differ.</param>
    public static string FromStart(
        (string Label, string Element, IReadOnlyList<string> Dims) first,
        (string Label, string Element, IReadOnlyList<string> Dims) second,
        int? axis) => Render(first, second, axis, 0);

    /// <summary>Rows aligned at their ends, as broadcasting does it.</summary>
    /// <param name="fromEnd">The offending axis: 1 for the last.</param>
    public static string FromEnd(
        (string Label, TensorType Type) first, (string Label, TensorType Type) second, int fromEnd)
    {
        var rank = Math.Max(first.Type.Shape.Rank, second.Type.Shape.Rank);
        return Render(Row(first), Row(second), rank - fromEnd, rank);

        static (string, string, IReadOnlyList<string>) Row((string Label, TensorType Type) row) =>
            (row.Label, row.Type.Element.Name(), [.. row.Type.Shape.Select(d => d.ToString())]);
    }

    private static string Render(
        (string Label, string Element, IReadOnlyList<string> Dims) first,
        (string Label, string Element, IReadOnlyList<string> Dims) second,
        int? axis,
        int rank)
    {
        var label = Math.Max(first.Label.Length, second.Label.Length);
        var element = Math.Max(first.Element.Length, second.Element.Length);
        var columns = Math.Max(rank, Math.Max(first.Dims.Count, second.Dims.Count));
        var top = Pad(first.Dims, columns, rank > 0);
        var bottom = Pad(second.Dims, columns, rank > 0);
        var widths = top.Zip(bottom, (a, b) => Math.Max(a.Length, b.Length)).ToArray();
        var lines = new List<string>
        {
            Line(first.Label.PadRight(label), first.Element.PadLeft(element), top, widths),
            Line(second.Label.PadRight(label), second.Element.PadLeft(element), bottom, widths),
        };
        if (axis is { } at)
        {
            var before = 4 + label + 2 + element + 1 + widths.Take(at).Sum(w => w + 2);
            lines.Add(new string(' ', before) + new string('^', widths[at]));
        }

        return "\n" + string.Join('\n', lines);
    }

    private static string[] Pad(IReadOnlyList<string> dims, int columns, bool atStart)
    {
        var empty = Enumerable.Repeat("", columns - dims.Count);
        return [.. atStart ? empty.Concat(dims) : dims.Concat(empty)];
    }

    private static string Line(string label, string element, string[] dims, int[] widths)
    {
        var cells = dims.Zip(widths, (d, w) => d.PadLeft(w)).ToList();
        var text = string.Concat(cells.Select((cell, i) =>
            i + 1 < cells.Count ? cell + (dims[i].Length > 0 && dims[i + 1].Length > 0 ? ", " : "  ") : cell));
        return $"    {label}  {element}[{text.TrimEnd()}]";
    }
}
