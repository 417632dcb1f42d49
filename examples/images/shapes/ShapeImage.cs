namespace Shapes;

/// <summary>
/// One shape of a random colour, size, place and tilt before a background that is darker and changes across the image, with
/// spots of a third colour and noise. Colours and places say nothing of the class, and no pixel much, so that weighted
/// sums of pixels do badly.
/// </summary>
public sealed class ShapeImage
{
    public const int Side = 32;

    private const int Channels = 3;
    private const int Samples = 3; // an axis, within a pixel
    private const double Noise = 18;
    private const double Tilt = 25 * Math.PI / 180;
    private const double Contrast = 210; // the least, in the sum of the channels

    /// <param name="number">Images of one number and set are the same; those of another say nothing of this one.</param>
    /// <param name="set">The kinds of which it shows one.</param>
    public ShapeImage(long number, KindSet set)
    {
        var draws = new Draws(((ulong)number * 0xD1342543DE82EF95) + 1);
        Label = (int)(draws.Next() * set.Count);
        var kind = set.First + Label;
        var radius = draws.Between(8, 12);
        var (x, y) = (draws.Between(radius, Side - radius), draws.Between(radius, Side - radius));
        var turn = draws.Between(-Tilt, Tilt);
        var (cos, sin) = (Math.Cos(turn), Math.Sin(turn));
        var ground = Colour(draws, 128);
        var slope = Colour(draws);
        var spot = Colour(draws);
        var colour = Colour(draws);
        while (colour.Sum() < ground.Sum() + Contrast)
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
                    var along = (slope[channel] - 128) * (row + column - Side) / (2.0 * Side);
                    var behind = isSpot ? spot[channel] : ground[channel] + along;
                    var value = (share * colour[channel]) + ((1 - share) * behind) + draws.Between(-Noise, Noise);
                    Pixels[(((channel * Side) + row) * Side) + column] = (byte)Math.Clamp(value, 0, 255);
                }

                Mask[(row * Side) + column] = share >= 0.5 ? (byte)(1 + Label) : (byte)0;
            }
        }

        double Share(int row, int column)
        {
            var inside = 0;
            for (var i = 0; i < Samples * Samples; i++)
            {
                var u = (column + (((i % Samples) + 0.5) / Samples) - x) / radius;
                var v = (row + (((i / Samples) + 0.5) / Samples) - y) / radius;
                inside += kind.Holds((cos * u) + (sin * v), (cos * v) - (sin * u)) ? 1 : 0;
            }

            return inside / (double)(Samples * Samples);
        }
    }

    /// <summary>The place of its kind in the set.</summary>
    public int Label { get; }

    /// <summary>Red, then green, then blue, each row by row.</summary>
    public byte[] Pixels { get; } = new byte[Channels * Side * Side];

    /// <summary>Of each pixel 0 for the background, else 1 more than the label of the shape.</summary>
    public byte[] Mask { get; } = new byte[Side * Side];

    private static double[] Colour(Draws draws, double brightest = 255) =>
        [draws.Next() * brightest, draws.Next() * brightest, draws.Next() * brightest];
}
