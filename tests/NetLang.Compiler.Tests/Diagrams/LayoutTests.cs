using System.Collections.Immutable;
using NetLang.Compiler.Diagrams;
using NetLang.Compiler.Diagrams.Svg;
using Xunit;

namespace NetLang.Compiler.Tests.Diagrams;

/// <summary>Pictures can be read: nothing lies on something else, and all edges lead down.</summary>
public class LayoutTests
{
    private const double Gap = 3;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 50)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Items_and_labels_have_room_of_their_own(int seed)
    {
        var diagram = RandomDiagram(new Random(seed));
        var layout = new NestedLayout(diagram);
        var boxes = layout.Items.Where(i => i.Item is DiagramBox).ToList();
        var taken = boxes.Select(b => (b.X, b.Y, b.Width, b.Height)).ToList();
        foreach (var edge in layout.Edges)
        {
            var width = TextSize.Width(edge.Label, TextSize.LabelFont);
            taken.Add((edge.LabelX - (width / 2), edge.LabelY - (TextSize.LineHeight / 2), width, TextSize.LineHeight));
        }

        for (var i = 0; i < taken.Count; i++)
        {
            var a = taken[i];
            Assert.True(a.X >= 0 && a.Y >= 0 && a.X + a.Width <= layout.Width && a.Y + a.Height <= layout.Height);
            Assert.All(taken.Skip(i + 1), b => Assert.True(
                a.X + a.Width + Gap <= b.X || b.X + b.Width + Gap <= a.X
                || a.Y + a.Height + Gap <= b.Y || b.Y + b.Height + Gap <= a.Y));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Groups_hold_what_is_in_them_and_nothing_else(int seed)
    {
        var layout = new NestedLayout(RandomDiagram(new Random(seed)));
        foreach (var group in layout.Items.Where(i => i.Item is DiagramGroup))
        {
            var inside = Within((DiagramGroup)group.Item).ToHashSet();
            foreach (var other in layout.Items.Where(i => i.Item is DiagramBox))
                Assert.Equal(inside.Contains(other.Item.Number), IsIn(other, group));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Edges_lead_down_from_box_to_box(int seed)
    {
        var diagram = RandomDiagram(new Random(seed));
        var layout = new NestedLayout(diagram);
        var boxes = layout.Items.ToDictionary(i => i.Item.Number);
        foreach (var (edge, placed) in diagram.Edges.Zip(layout.Edges))
        {
            var (from, to) = (boxes[edge.From], boxes[edge.To]);
            AssertEqual((from.X + (from.Width / 2), from.Y + from.Height), placed.Points[0]);
            AssertEqual((to.X + (to.Width / 2), to.Y), placed.Points[^1]);
            Assert.All(placed.Points.Zip(placed.Points.Skip(1)), pair => Assert.True(pair.First.Y <= pair.Second.Y));
            Assert.All(
                placed.Points.Zip(placed.Points.Skip(1)).Where(p => p.First.Y == p.Second.Y),
                pair => Assert.Equal(pair.First.X, pair.Second.X, 6));
            foreach (var point in placed.Points[1..^1])
                Assert.DoesNotContain(layout.Items, i => i.Item is DiagramBox && Covers(i, point));
        }

        static void AssertEqual((double X, double Y) expected, (double X, double Y) actual)
        {
            Assert.Equal(expected.X, actual.X, 6);
            Assert.Equal(expected.Y, actual.Y, 6);
        }
    }

    [Fact]
    public void What_is_too_large_is_not_drawn()
    {
        var boxes = Enumerable.Range(0, 2_000).Select(i => (DiagramItem)new DiagramBox(i, ["b"], BoxKind.Operation));
        var chain = Enumerable.Range(1, 1_999).Select(i => new DiagramEdge(i - 1, i, ""));
        var fan = Enumerable.Range(1, 1_999).Select(i => new DiagramEdge(0, i, ""));
        Assert.NotNull(SvgText.Print(new Diagram("chain", [.. boxes], [.. chain])));
        Assert.Null(SvgText.Print(new Diagram("fan", [.. boxes], [.. chain, .. fan])));
    }

    private static Diagram RandomDiagram(Random random)
    {
        var number = 0;
        var boxes = new List<int>();
        var items = Items(3).ToImmutableArray();
        var edges =
            from lower in boxes.Index()
            from upper in boxes.Index().Take(lower.Index)
            where random.NextDouble() < 1.5 / (1 + lower.Index - upper.Index)
            select new DiagramEdge(upper.Item, lower.Item, $"f32[N, {random.Next(1, 10_000)}]");
        return new Diagram("random", items, [.. edges.ToList()]);

        IEnumerable<DiagramItem> Items(int depth)
        {
            for (var left = random.Next(1, 6); left > 0; left--)
            {
                var own = number++;
                var lines = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new string('w', random.Next(1, 20)));
                if (depth > 0 && random.Next(3) == 0)
                {
                    yield return new DiagramGroup(own, [.. lines], [.. Items(depth - 1)]);
                    continue;
                }

                boxes.Add(own);
                yield return new DiagramBox(own, [.. lines], BoxKind.Layer);
            }
        }
    }

    private static IEnumerable<int> Within(DiagramGroup group) =>
        group.Items.SelectMany(i => i is DiagramGroup inner ? Within(inner) : [i.Number]);

    private static bool IsIn(PlacedItem inner, PlacedItem outer) =>
        inner.X >= outer.X && inner.Y >= outer.Y
        && inner.X + inner.Width <= outer.X + outer.Width && inner.Y + inner.Height <= outer.Y + outer.Height;

    private static bool Covers(PlacedItem item, (double X, double Y) point) =>
        point.X > item.X && point.X < item.X + item.Width && point.Y > item.Y && point.Y < item.Y + item.Height;
}
