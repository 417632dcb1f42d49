namespace NetLang.Compiler.Diagrams.Svg;

/// <summary>
/// Places rectangles in rows from top to bottom, by the method of Sugiyama, Tagawa and Toda (1981): the row of each is
/// one below the lowest that leads to it, an edge over several rows is a chain of points with one in each, and points
/// and rectangles of a row are ordered and placed by the mean of their neighbours. Between two rows of rectangles lies
/// one for the labels of the edges that begin above it, so that labels have room as rectangles have.
/// </summary>
internal sealed class LayeredLayout
{
    /// <summary>More are nothing to look at, and edges over many rows would need them by the million.</summary>
    public const int MostPoints = 100_000;

    private const int Sweeps = 6;
    private const double RowGap = 12;
    private const double ColumnGap = 18;

    private readonly List<LayoutPoint> points;
    private readonly List<LayoutPoint[]> routes = [];
    private readonly List<List<LayoutPoint>> rows = [];

    /// <param name="rectangles">In an order in which no edge goes back.</param>
    /// <param name="edges">Between rectangles, by their places in the list.</param>
    /// <exception cref="LayoutLimitException">It has too many points.</exception>
    public LayeredLayout(IReadOnlyList<LayoutRectangle> rectangles, IReadOnlyList<LayoutEdge> edges)
    {
        points = [.. rectangles.Select(r => new LayoutPoint(r.Width, r.Height))];
        foreach (var edge in edges.OrderBy(e => e.From))
            points[edge.To].Row = Math.Max(points[edge.To].Row, points[edge.From].Row + 2);
        var last = points.Count == 0 ? 0 : points.Max(p => p.Row);
        foreach (var (rectangle, point) in rectangles.Zip(points))
            point.Row = rectangle.IsAtBottom ? last : point.Row;
        if (edges.Sum(e => (long)(points[e.To].Row - points[e.From].Row)) + points.Count > MostPoints)
            throw new LayoutLimitException();
        foreach (var edge in edges)
            routes.Add([.. Route(edge)]);
        for (var row = 0; row <= last; row++)
            rows.Add([.. points.Where(p => p.Row == row)]);
        Order();
        PlaceRows();
        PlaceColumns();
    }

    public double Width { get; private set; }

    public double Height { get; private set; }

    /// <summary>The place of a rectangle's middle.</summary>
    public (double X, double Y) Middle(int rectangle) => (points[rectangle].X, points[rectangle].Y);

    /// <summary>The points that an edge passes, from one rectangle to the other, label first.</summary>
    public IEnumerable<(double X, double Top, double Bottom)> Between(int edge) =>
        routes[edge][1..^1].Select(p => (p.X, p.Y - (p.Height / 2), p.Y + (p.Height / 2)));

    private IEnumerable<LayoutPoint> Route(LayoutEdge edge)
    {
        var (from, to) = (points[edge.From], points[edge.To]);
        yield return from;
        var above = (Point: from, Offset: edge.FromOffset);
        for (var row = from.Row + 1; row < to.Row; row++)
        {
            var (width, height) = row == from.Row + 1 ? (edge.LabelWidth, edge.LabelHeight) : (0, 0);
            var point = new LayoutPoint(width, height) { Row = row };
            points.Add(point);
            LayoutPoint.Connect(above, (point, 0));
            above = (point, 0);
            yield return point;
        }

        LayoutPoint.Connect(above, (to, edge.ToOffset));
        yield return to;
    }

    private void Order()
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Count; i++)
                    row[i].Place = i - ((row.Count - 1) / 2.0);
            }

            var isDown = sweep % 2 == 0;
            for (var i = 1; i < rows.Count; i++)
                Sort(rows[isDown ? i : rows.Count - 1 - i], isDown);
        }
    }

    private static void Sort(List<LayoutPoint> row, bool isDown)
    {
        var sorted = row.OrderBy(p => p.MeanPlace(isDown) ?? p.Place).ToList(); // stable
        row.Clear();
        row.AddRange(sorted);
        for (var i = 0; i < row.Count; i++)
            row[i].Place = i - ((row.Count - 1) / 2.0);
    }

    private void PlaceRows()
    {
        foreach (var row in rows)
        {
            var height = row.Count == 0 ? 0 : row.Max(p => p.Height);
            foreach (var point in row)
                point.Y = Height + (height / 2);
            Height += height + RowGap;
        }

        Height = Math.Max(0, Height - RowGap);
    }

    private void PlaceColumns()
    {
        foreach (var row in rows)
            Spread(row, [.. row.Select(_ => 0.0)]);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            for (var i = 1; i < rows.Count; i++)
            {
                var row = rows[isDown ? i : rows.Count - 1 - i];
                Spread(row, [.. row.Select(p => p.MeanX(isDown) ?? p.X)]);
            }
        }

        if (points.Count == 0)
            return;
        var left = points.Min(p => p.X - (p.Width / 2));
        foreach (var point in points)
            point.X -= left;
        Width = points.Max(p => p.X + (p.Width / 2));
    }

    /// <summary>
    /// Places a row as near as may be to where its points want to be: the mean of packing it from the left and from the
    /// right, which both keep distances.
    /// </summary>
    private static void Spread(List<LayoutPoint> row, double[] wanted)
    {
        var right = new double[row.Count];
        for (var i = row.Count - 1; i >= 0; i--)
        {
            right[i] = i == row.Count - 1
                ? wanted[i]
                : Math.Min(wanted[i], right[i + 1] - Distance(row[i], row[i + 1]));
        }

        var left = double.NegativeInfinity;
        for (var i = 0; i < row.Count; i++)
        {
            left = i == 0 ? wanted[i] : Math.Max(wanted[i], left + Distance(row[i - 1], row[i]));
            row[i].X = (left + right[i]) / 2;
        }
    }

    private static double Distance(LayoutPoint a, LayoutPoint b) => ((a.Width + b.Width) / 2) + ColumnGap;
}
