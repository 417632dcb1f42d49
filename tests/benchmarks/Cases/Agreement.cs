namespace NetLang.Benchmarks.Cases;

/// <summary>Whether two contenders computed the same thing.</summary>
/// <param name="Tolerance">The largest deviation allowed.</param>
/// <param name="ByElement">Whether a value's deviation is relative to itself; else to the largest value.</param>
internal sealed record Agreement(double Tolerance, bool ByElement)
{
    /// <summary>Losses of several steps.</summary>
    public static Agreement OfLosses { get; } = new(1e-4, ByElement: true);

    /// <summary>Sums of products, some of which cancel.</summary>
    public static Agreement OfSums { get; } = new(1e-4, ByElement: false);

    /// <summary>The largest deviation: infinite where the numbers of values differ, or a value is no number.</summary>
    public double Deviation(float[] ours, float[] theirs)
    {
        if (ours.Length != theirs.Length || ours.Length == 0)
            return double.PositiveInfinity;
        var largest = theirs.Max(Math.Abs);
        return ours.Zip(theirs, (a, b) => Share(Math.Abs((double)a - b), ByElement ? Math.Abs(b) : largest)).Max();
    }

    public bool Allows(double deviation) => deviation <= Tolerance;

    // Never NaN, which Max takes for less than all numbers: it would be lost among them.
    private static double Share(double difference, double scale) =>
        difference == 0 ? 0
        : double.IsFinite(difference / scale) ? difference / scale
        : double.PositiveInfinity;
}
