using System.Collections.Immutable;

namespace NetLang.Compiler.Diagrams.Svg;

/// <summary>
/// Lays out a diagram with groups: the inside of a group first, which then is a rectangle among others. An edge between
/// two groups passes their borders at ports: rectangles without size in the group's first or last row.
/// </summary>
internal sealed class NestedLayout
{
    private const int Root = -1;

    private readonly Dictionary<int, int> parents = [];
    private readonly ILookup<int, Passage> passages;
    private readonly List<PlacedItem> items = [];
    private readonly List<(double X, double Y)>[] points;
    private readonly (double X, double Y)[] labels;

    /// <exception cref="LayoutLimitException">It is too large.</exception>
    public NestedLayout(Diagram diagram)
    {
        NoteParents(diagram.Items, Root);
        points = [.. diagram.Edges.Select(_ => new List<(double X, double Y)>())];
        labels = new (double X, double Y)[diagram.Edges.Length];
        passages = diagram.Edges.SelectMany(Passages).ToLookup(p => p.Group, p => p);
        var all = new GroupLayout(diagram.Items, passages, Root);
        (Width, Height) = (all.Width, all.Height);
        Place(all, 0, 0);
        Edges = [.. diagram.Edges.Select((edge, i) => new PlacedEdge(
            edge.Label, [.. points[i].OrderBy(p => p.Y)], labels[i].X, labels[i].Y))];
    }

    public double Width { get; }

    public double Height { get; }

    /// <summary>Groups before what is in them.</summary>
    public IReadOnlyList<PlacedItem> Items => items;

    public ImmutableArray<PlacedEdge> Edges { get; }

    private void NoteParents(ImmutableArray<DiagramItem> inside, int group)
    {
        foreach (var item in inside)
        {
            parents.Add(item.Number, group);
            if (item is DiagramGroup inner)
                NoteParents(inner.Items, inner.Number);
        }

        if (parents.Count > LayeredLayout.MostPoints)
            throw new LayoutLimitException();
    }

    /// <summary>What an edge crosses: groups outward to the one that holds both ends, and from there inward.</summary>
    private IEnumerable<Passage> Passages(DiagramEdge edge, int number)
    {
        var outward = Outward(edge.From).ToList();
        var inward = Outward(edge.To).ToList();
        while (outward.Count > 1 && inward.Count > 1 && outward[^2].Group == inward[^2].Group)
        {
            outward.RemoveAt(outward.Count - 1);
            inward.RemoveAt(inward.Count - 1);
        }

        var common = new Passage(number, outward[^1].Group, outward[^1].Item, inward[^1].Item, edge.Label);
        return
        [
            common,
            .. outward.SkipLast(1).Select(o => new Passage(number, o.Group, o.Item, null, "")),
            .. inward.SkipLast(1).Select(i => new Passage(number, i.Group, null, i.Item, "")),
        ];
    }

    /// <summary>The groups around an item, the innermost first, each with the item in it that it leads to.</summary>
    private IEnumerable<(int Group, int Item)> Outward(int item)
    {
        for (var group = parents[item]; ; (item, group) = (group, parents[group]))
        {
            yield return (group, item);
            if (group == Root)
                yield break;
        }
    }

    private void Place(GroupLayout group, double x, double y)
    {
        foreach (var placed in group.Items(x, y))
        {
            items.Add(placed);
            if (group.Inner(placed.Item) is { } inner)
                Place(inner, placed.X, placed.Y);
        }

        foreach (var (passage, way, label) in group.Ways(x, y))
        {
            points[passage.Edge].AddRange(way);
            if (passage is { From: not null, To: not null })
                labels[passage.Edge] = label;
        }
    }
}

/// <summary>The part of an edge in a group, without the groups in it.</summary>
/// <param name="From">The item of the group where it begins; null where it comes from outside.</param>
/// <param name="To">The item of the group where it ends; null where it leads outside.</param>
internal sealed record Passage(int Edge, int Group, int? From, int? To, string Label);
