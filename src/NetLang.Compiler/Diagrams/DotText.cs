using System.Globalization;
using System.Text;

namespace NetLang.Compiler.Diagrams;

/// <summary>Prints a diagram for Graphviz: https://graphviz.org/doc/info/lang.html</summary>
public static class DotText
{
    public static string Print(Diagram diagram)
    {
        var text = new StringBuilder();
        Line($"digraph {Quoted(diagram.Title)} {{");
        Line($"  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"Helvetica\"];");
        Line($"  edge [fontname=\"Helvetica\", fontsize=10];");
        Items(diagram.Items, "  ");
        foreach (var edge in diagram.Edges)
            Line($"  n{edge.From} -> n{edge.To} [label={Quoted(edge.Label)}];");
        Line($"}}");
        return text.ToString();

        void Items(IEnumerable<DiagramItem> items, string indent)
        {
            foreach (var item in items)
            {
                switch (item)
                {
                    case DiagramBox box:
                        Line($"{indent}n{box.Number} [label={Quoted(box.Lines)}{Look(box.Kind)}];");
                        break;
                    case DiagramGroup group:
                        Line($"{indent}subgraph cluster_{group.Number} {{");
                        Line($"{indent}  label={Quoted(group.Lines)}; fontname=\"Helvetica\"; style=rounded;");
                        Items(group.Items, indent + "  ");
                        Line($"{indent}}}");
                        break;
                }
            }
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Look(BoxKind kind) => kind switch
    {
        BoxKind.Border => ", shape=plaintext, style=\"\"",
        BoxKind.Layer => ", fillcolor=\"#dbe9f8\"",
        _ => "",
    };

    private static string Quoted(params IEnumerable<string> lines) =>
        $"\"{string.Join("\\n", lines.Select(Escape))}\"";

    /// <summary>In a quoted string only quotes end it; a backslash begins what is replaced.</summary>
    private static string Escape(string text) => PlainText.Of(text)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal);
}
