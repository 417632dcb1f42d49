using System.Collections.Immutable;

namespace NetLang.Compiler.Diagrams.Svg;

/// <summary>The layout of a group, or of the whole diagram, with those of the groups in it.</summary>
internal sealed class GroupLayout
{
    private const double Padding = 12;
    private const double TitleHeight = 24;
    private const double BoxPadding = 10;
    private const double LabelPadding = 4;

    private readonly ImmutableArray<DiagramItem> items;
    private readonly Dictionary<int, GroupLayout> inner = [];
    private readonly Dictionary<int, int> places = [];
    private readonly Dictionary<int, int> ports = []; // of an edge that crosses the border
    private readonly List<LayoutRectangle> rectangles = [];
    private readonly List<Passage> passages;
    private readonly LayeredLayout layout;

    /// <exception cref="LayoutLimitException">It is too large.</exception>
    public GroupLayout(ImmutableArray<DiagramItem> items, ILookup<int, Passage> passagesOf, int group)
    {
        this.items = items;
        passages = [.. passagesOf[group]];
        foreach (var passage in passages.Where(p => p.From is null))
            AddPort(passage, isAtBottom: false);
        foreach (var item in items)
        {
            if (item is DiagramGroup { Items: var inside })
                inner.Add(item.Number, new GroupLayout(inside, passagesOf, item.Number));
            places.Add(item.Number, rectangles.Count);
            rectangles.Add(Size(item));
        }

        foreach (var passage in passages.Where(p => p.To is null))
            AddPort(passage, isAtBottom: true);
        layout = new LayeredLayout(rectangles, [.. passages.Select(Edge)]);
        var lines = group < 0 ? 0 : TitleHeight;
        (Width, Height, Top) = (layout.Width + (2 * Padding), layout.Height + (2 * Padding) + lines, Padding + lines);
    }

    public double Width { get; }

    public double Height { get; }

    private double Top { get; }

    /// <summary>The layout of the inside; null for a box.</summary>
    public GroupLayout? Inner(DiagramItem item) => inner.GetValueOrDefault(item.Number);

    /// <summary>The items with their places, the group's upper left corner being at x and y.</summary>
    public IEnumerable<PlacedItem> Items(double x, double y)
    {
        foreach (var item in items)
        {
            var size = rectangles[places[item.Number]];
            var (middleX, middleY) = layout.Middle(places[item.Number]);
            var left = x + Padding + middleX - (size.Width / 2);
            yield return new(item, left, y + Top + middleY - (size.Height / 2), size.Width, size.Height);
        }
    }

    /// <summary>The ways of edges through the group, each with the middle of its label.</summary>
    public IEnumerable<(Passage Passage, (double X, double Y)[] Points, (double X, double Y) Label)> Ways(
        double x, double y)
    {
        for (var i = 0; i < passages.Count; i++)
        {
            var edge = Edge(passages[i]);
            var between = layout.Between(i).ToList();
            (double X, double Y)[] points =
            [
                End(edge.From, edge.FromOffset, 1),
                .. between.SelectMany(b => new[] { (b.X, b.Top), (b.X, b.Bottom) }).Distinct(),
                End(edge.To, edge.ToOffset, -1),
            ];
            var label = (x + Padding + between[0].X, y + Top + ((between[0].Top + between[0].Bottom) / 2));
            yield return (passages[i], [.. points.Select(p => (x + Padding + p.X, y + Top + p.Y))], label);
        }
    }

    private (double X, double Y) End(int rectangle, double offset, int side)
    {
        var (x, y) = layout.Middle(rectangle);
        return (x + offset, y + (side * rectangles[rectangle].Height / 2));
    }

    private LayoutEdge Edge(Passage passage) => new(
        passage.From is { } from ? places[from] : ports[passage.Edge],
        Offset(passage.From, passage.Edge),
        passage.To is { } to ? places[to] : ports[passage.Edge],
        Offset(passage.To, passage.Edge),
        passage.Label.Length == 0 ? 0 : TextSize.Width(passage.Label, TextSize.LabelFont) + (2 * LabelPadding),
        passage.Label.Length == 0 ? 0 : TextSize.LineHeight);

    /// <summary>How far from the middle of an item an edge meets it.</summary>
    private double Offset(int? item, int edge) =>
        item is { } number && inner.TryGetValue(number, out var group)
            ? Padding + group.layout.Middle(group.ports[edge]).X - (rectangles[places[number]].Width / 2)
            : 0;

    private void AddPort(Passage passage, bool isAtBottom)
    {
        ports.Add(passage.Edge, rectangles.Count);
        rectangles.Add(new LayoutRectangle(0, 0, isAtBottom));
    }

    private LayoutRectangle Size(DiagramItem item)
    {
        var widths = item.Lines.Select(line => TextSize.Width(TextSize.Shortened(line), TextSize.BoxFont));
        return Inner(item) is { } group
            ? new(Math.Max(widths.Sum() + (3 * BoxPadding), group.Width), group.Height) // a group's are one line
            : new(widths.Max() + (2 * BoxPadding), (item.Lines.Length * TextSize.LineHeight) + (1.2 * BoxPadding));
    }
}
