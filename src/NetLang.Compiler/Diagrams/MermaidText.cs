using System.Globalization;
using System.Text;

namespace NetLang.Compiler.Diagrams;

/// <summary>
/// Prints a diagram as a flowchart of Mermaid, which Markdown of GitHub and others shows:
/// https://mermaid.js.org/syntax/flowchart.html
/// </summary>
public static class MermaidText
{
    private const string Harmless = " .,_+-*/()[]";

    public static string Print(Diagram diagram)
    {
        var text = new StringBuilder();
        Line($"flowchart TB");
        Items(diagram.Items, "  ");
        foreach (var edge in diagram.Edges)
            Line($"  n{edge.From} -->|{Quoted(edge.Label)}| n{edge.To}");
        Line($"  classDef layer fill:#dbe9f8,stroke:#5b7fa6,color:#000");
        Line($"  classDef border fill:none,stroke:none");
        return text.ToString();

        void Items(IEnumerable<DiagramItem> items, string indent)
        {
            foreach (var item in items)
            {
                switch (item)
                {
                    case DiagramBox box:
                        Line($"{indent}n{box.Number}[{Quoted(box.Lines)}]{Class(box.Kind)}");
                        break;
                    case DiagramGroup group:
                        Line($"{indent}subgraph n{group.Number}[{Quoted(group.Lines)}]");
                        Items(group.Items, indent + "  ");
                        Line($"{indent}end");
                        break;
                }
            }
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Class(BoxKind kind) => kind switch
    {
        BoxKind.Border => ":::border",
        BoxKind.Layer => ":::layer",
        _ => "",
    };

    private static string Quoted(params IEnumerable<string> lines) =>
        $"\"{string.Join("<br/>", lines.Select(Escape))}\"";

    /// <summary>What may mean something to Mermaid, its Markdown or HTML is written by its number.</summary>
    private static string Escape(string text) => string.Concat(PlainText.Of(text).EnumerateRunes().Select(rune =>
        Rune.IsLetterOrDigit(rune) || Harmless.Contains(rune.ToString(), StringComparison.Ordinal)
            ? rune.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"#{rune.Value};")));
}
