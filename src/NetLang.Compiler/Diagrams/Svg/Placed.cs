using System.Collections.Immutable;

namespace NetLang.Compiler.Diagrams.Svg;

/// <summary>A box or group with its place, in pixels.</summary>
internal sealed record PlacedItem(DiagramItem Item, double X, double Y, double Width, double Height);

/// <summary>An edge with the points that it passes from top to bottom, and the middle of its label.</summary>
internal sealed record PlacedEdge(
    string Label, ImmutableArray<(double X, double Y)> Points, double LabelX, double LabelY);
