namespace NetLang.Compiler.Diagrams.Svg;

/// <param name="IsAtBottom">Whether it stands in the last row.</param>
internal readonly record struct LayoutRectangle(double Width, double Height, bool IsAtBottom = false);

/// <param name="From">A rectangle, by its place in the list.</param>
/// <param name="FromOffset">How far from the middle of the rectangle the edge begins.</param>
internal readonly record struct LayoutEdge(
    int From, double FromOffset, int To, double ToOffset, double LabelWidth, double LabelHeight);

/// <summary>A rectangle of a layout, or where an edge passes a row.</summary>
internal sealed class LayoutPoint(double width, double height)
{
    private readonly List<(LayoutPoint Point, double Offset)> above = [];
    private readonly List<(LayoutPoint Point, double Offset)> below = [];

    public double Width { get; } = width;

    public double Height { get; } = height;

    public int Row { get; set; }

    /// <summary>The place in its row; the middle is 0.</summary>
    public double Place { get; set; }

    /// <summary>The middle.</summary>
    public double X { get; set; }

    /// <inheritdoc cref="X"/>
    public double Y { get; set; }

    public static void Connect((LayoutPoint Point, double Offset) upper, (LayoutPoint Point, double Offset) lower)
    {
        upper.Point.below.Add((lower.Point, lower.Offset - upper.Offset));
        lower.Point.above.Add((upper.Point, upper.Offset - lower.Offset));
    }

    /// <summary>The mean place of its neighbours in the row above or below; null without any.</summary>
    public double? MeanPlace(bool isAbove) => Mean(isAbove ? above : below, n => n.Point.Place);

    /// <summary>Where it has to stand for its edges from above, or from below, to be upright in the mean.</summary>
    public double? MeanX(bool isAbove) => Mean(isAbove ? above : below, n => n.Point.X + n.Offset);

    private static double? Mean(
        List<(LayoutPoint Point, double Offset)> neighbours,
        Func<(LayoutPoint Point, double Offset), double> coordinate) =>
        neighbours.Count == 0 ? null : neighbours.Average(coordinate);
}

/// <summary>A layout that would have too many points.</summary>
internal sealed class LayoutLimitException : Exception;
