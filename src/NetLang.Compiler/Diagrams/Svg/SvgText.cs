using System.Globalization;
using System.Text;

namespace NetLang.Compiler.Diagrams.Svg;

/// <summary>Draws a diagram as SVG, from top to bottom, without any program but this.</summary>
public static class SvgText
{
    private const double Corner = 6;
    private const double FirstLine = 17;

    private const string Style = """
        <style>
        text { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; }
        text { text-anchor: middle; fill: #1f2933; }
        .detail { font-size: 11px; fill: #52606d; }
        .label { font-size: 11px; fill: #52606d; paint-order: stroke; stroke: white; stroke-width: 4px; }
        .title { text-anchor: start; }
        .name { font-weight: bold; }
        rect { stroke: #7b8794; fill: white; }
        .paper { stroke: none; }
        .layer { fill: #dbe9f8; stroke: #5b7fa6; }
        .border { fill: none; stroke: none; }
        .group { fill: #5b7fa6; fill-opacity: 0.07; stroke: #9aa5b1; }
        path { fill: none; stroke: #7b8794; }
        #arrow path { fill: #7b8794; stroke: none; }
        </style>
        """;

    /// <summary>The picture; null where there would be too much to see on it.</summary>
    public static string? Print(Diagram diagram)
    {
        try
        {
            return Print(diagram.Title, new NestedLayout(diagram));
        }
        catch (LayoutLimitException)
        {
            return null;
        }
    }

    private static string Print(string title, NestedLayout layout)
    {
        var text = new StringBuilder();
        var (width, height) = (Math.Ceiling(layout.Width), Math.Ceiling(layout.Height));
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" """);
        Line($""" width="{width}" height="{height}">""");
        Line($"<title>{Escape(title)}</title>");
        text.Append(Style.ReplaceLineEndings("\n")).Append('\n');
        Line($"""<defs><marker id="arrow" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">""");
        Line($"""<path d="M0,0 L8,4 L0,8 z"/></marker></defs>""");
        Line($"""<rect class="paper" width="{width}" height="{height}"/>""");
        foreach (var item in layout.Items)
            Box(item);
        foreach (var edge in layout.Edges)
            Line($"""<path marker-end="url(#arrow)" d="{Way(edge)}"/>""");
        foreach (var edge in layout.Edges)
            Text("label", edge.LabelX, edge.LabelY + 4, edge.Label);
        Line($"</svg>");
        return text.ToString();

        void Box(PlacedItem item)
        {
            var look = item.Item is DiagramBox box ? box.Kind.ToString().ToLowerInvariant() : "group";
            var isGroup = item.Item is DiagramGroup;
            Line($"""<rect class="{look}" x="{item.X:0.#}" y="{item.Y:0.#}" rx="{Corner}" """);
            Line($""" width="{item.Width:0.#}" height="{item.Height:0.#}"/>""");
            if (isGroup)
            {
                var (name, details) = (Written(item.Item.Lines[0]), string.Join(", ", item.Item.Lines.Skip(1)));
                Line($"""<text class="title" x="{item.X + 10:0.#}" y="{item.Y + FirstLine:0.#}">""");
                Line($"""<tspan class="name">{name}</tspan> <tspan class="detail">{Written(details)}</tspan></text>""");
                return;
            }

            foreach (var (i, line) in item.Item.Lines.Index())
            {
                var y = item.Y + FirstLine + (i * TextSize.LineHeight);
                Text(i == 0 ? "name" : "detail", item.X + (item.Width / 2), y, TextSize.Shortened(line));
            }
        }

        void Text(string look, double x, double y, string content) =>
            Line($"""<text class="{look}" x="{x:0.#}" y="{y:0.#}">{Escape(content)}</text>""");

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>Straight down where it can, else in a curve that begins and ends upright.</summary>
    private static string Way(PlacedEdge edge)
    {
        var way = new StringBuilder();
        var (x, y) = edge.Points[0];
        Add($"M{x:0.#},{y:0.#}");
        foreach (var (nextX, nextY) in edge.Points.Skip(1))
        {
            var middle = (y + nextY) / 2;
            if (Math.Abs(nextX - x) < 0.5)
                Add($" V{nextY:0.#}");
            else
                Add($" C{x:0.#},{middle:0.#} {nextX:0.#},{middle:0.#} {nextX:0.#},{nextY:0.#}");
            (x, y) = (nextX, nextY);
        }

        return way.ToString();

        void Add(FormattableString part) => way.Append(part.ToString(CultureInfo.InvariantCulture));
    }

    private static string Written(string line) => Escape(TextSize.Shortened(line));

    private static string Escape(string text) => PlainText.Of(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
