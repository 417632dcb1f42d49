namespace Shapes;

/// <summary>The ten classes, in the order of their labels.</summary>
public enum Kind
{
    Disc,
    Ring,
    Square,
    Frame,
    Triangle,
    Plus,
    Bar,
    Crescent,
    Star,
    Dumbbell,
}

internal static class Kinds
{
    public const int Count = 10;

    /// <summary>Whether a point lies inside a shape that fills the circle of radius 1 around (0, 0).</summary>
    public static bool Holds(this Kind kind, double x, double y)
    {
        var r = Math.Sqrt((x * x) + (y * y));
        var side = Math.Max(Math.Abs(x), Math.Abs(y));
        return kind switch
        {
            Kind.Disc => r < 0.9,
            Kind.Ring => r is > 0.5 and < 0.95,
            Kind.Square => side < 0.75,
            Kind.Frame => side is > 0.4 and < 0.8,
            Kind.Triangle => y > -0.5 && (Math.Abs(x) * Math.Sqrt(3)) + y < 1,
            Kind.Plus => Math.Min(Math.Abs(x), Math.Abs(y)) < 0.25 && side < 0.95,
            Kind.Bar => Math.Abs(x) < 1 && Math.Abs(y) < 0.28,
            Kind.Crescent => r < 0.95 && Distance(x, y, 0.55) > 0.75,
            Kind.Star => r < 0.35 + (0.65 * Ray(Math.Atan2(y, x))),
            Kind.Dumbbell => Distance(x, y, 0.55) < 0.4 || Distance(x, y, -0.55) < 0.4,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static double Distance(double x, double y, double centre) => Math.Sqrt(((x - centre) * (x - centre)) + (y * y));

    /// <summary>1 along each of five rays, falling to 0 half way to the next.</summary>
    private static double Ray(double angle)
    {
        var turn = angle / (2 * Math.PI) * 5;
        var away = Math.Abs(turn - Math.Round(turn)) * 2;
        return (1 - away) * (1 - away);
    }
}
