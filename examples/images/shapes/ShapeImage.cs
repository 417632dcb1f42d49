namespace Shapes;

/// <summary>
/// One shape of a random colour, size, place and turn before a background of another colour that changes across the image, with
/// spots of a third colour and noise. Colours and places say nothing of the class, so no weighted sum of pixels tells it.
/// </summary>
public sealed class ShapeImage
{
    public const int Side = 32;

    private const int Channels = 3;
    private const int Samples = 3; // an axis, within a pixel
    private const double Noise = 18;

    /// <param name="number">Images of the same number are the same; those of another say nothing of this one.</param>
    public ShapeImage(long number)
    {
        var draws = new Draws(((ulong)number * 0xD1342543DE82EF95) + 1);
        Kind = (Kind)(int)(draws.Next() * Kinds.Count);
        var radius = draws.Between(7, 12);
        var (x, y) = (draws.Between(radius, Side - radius), draws.Between(radius, Side - radius));
        var turn = draws.Between(0, 2 * Math.PI);
        var (cos, sin) = (Math.Cos(turn), Math.Sin(turn));
        var ground = Colour(draws);
        var slope = Colour(draws);
        var spot = Colour(draws);
        var colour = Colour(draws);
        while (Distance(colour, ground) < 90)
            colour = Colour(draws);
        var spots = Enumerable.Range(0, 5).Select(_ => (X: draws.Next() * Side, Y: draws.Next() * Side)).ToArray();

        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var share = Share(row, column);
                var isSpot = spots.Any(s => Math.Abs(s.X - column) + Math.Abs(s.Y - row) < 1.6);
                for (var channel = 0; channel < Channels; channel++)
                {
                    var behind = isSpot ? spot[channel] : ground[channel] + ((slope[channel] - 128) * (row + column - Side) / (2.0 * Side));
                    var value = (share * colour[channel]) + ((1 - share) * behind) + draws.Between(-Noise, Noise);
                    Pixels[(((channel * Side) + row) * Side) + column] = (byte)Math.Clamp(value, 0, 255);
                }

                Mask[(row * Side) + column] = share >= 0.5 ? (byte)(1 + (int)Kind) : (byte)0;
            }
        }

        double Share(int row, int column)
        {
            var inside = 0;
            for (var i = 0; i < Samples * Samples; i++)
            {
                var u = (column + (((i % Samples) + 0.5) / Samples) - x) / radius;
                var v = (row + (((i / Samples) + 0.5) / Samples) - y) / radius;
                inside += Kind.Holds((cos * u) + (sin * v), (cos * v) - (sin * u)) ? 1 : 0;
            }

            return inside / (double)(Samples * Samples);
        }
    }

    public Kind Kind { get; }

    /// <summary>Red, then green, then blue, each row by row.</summary>
    public byte[] Pixels { get; } = new byte[Channels * Side * Side];

    /// <summary>Of each pixel 0 for the background, else 1 more than the label of the shape.</summary>
    public byte[] Mask { get; } = new byte[Side * Side];

    private static double[] Colour(Draws draws) => [draws.Next() * 255, draws.Next() * 255, draws.Next() * 255];

    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
