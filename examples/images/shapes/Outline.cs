namespace Shapes;

internal static class Outline
{
    /// <summary>Whether a point lies inside a shape that fills the circle of radius 1 around (0, 0).</summary>
    public static bool Holds(this Kind kind, double x, double y)
    {
        var r = Math.Sqrt((x * x) + (y * y));
        var (right, down) = (Math.Abs(x), Math.Abs(y));
        var side = Math.Max(right, down);
        return kind switch
        {
            Kind.Disc => r < 0.9,
            Kind.Ring => r is > 0.5 and < 0.95,
            Kind.Square => side < 0.75,
            Kind.Frame => side is > 0.4 and < 0.8,
            Kind.Triangle => y > -0.5 && (right * Math.Sqrt(3)) + y < 1,
            Kind.Plus => Math.Min(right, down) < 0.25 && side < 0.95,
            Kind.Bar => right < 1 && down < 0.28,
            Kind.Crescent => r < 0.95 && Distance(x, y, 0.55) > 0.75,
            Kind.Star => r < 0.35 + (0.65 * Ray(Math.Atan2(y, x))),
            Kind.Dumbbell => Distance(x, y, 0.55) < 0.4 || Distance(x, y, -0.55) < 0.4,
            Kind.Cross => Math.Abs(right - down) < 0.35 && side < 0.75,
            Kind.HalfDisc => r < 0.95 && y > 0,
            Kind.Corner => side < 0.75 && (x < -0.25 || y > 0.25),
            Kind.Tee => side < 0.75 && (y < -0.25 || right < 0.25),
            Kind.Chevron => Math.Abs(y + 0.3 - right) < 0.3 && side < 0.85,
            Kind.Stripes => right is > 0.2 and < 0.75 && down < 0.75,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static double Distance(double x, double y, double centre) =>
        Math.Sqrt(((x - centre) * (x - centre)) + (y * y));

    /// <summary>1 along each of five rays, falling to 0 half way to the next.</summary>
    private static double Ray(double angle)
    {
        var turn = angle / (2 * Math.PI) * 5;
        var away = Math.Abs(turn - Math.Round(turn)) * 2;
        return (1 - away) * (1 - away);
    }
}
