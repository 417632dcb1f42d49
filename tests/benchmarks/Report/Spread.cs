namespace NetLang.Benchmarks.Report;

/// <summary>Figures of several rounds.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    /// <summary>At least one figure.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        var half = ordered.Length / 2;
        var median = ordered.Length % 2 == 1 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
        return new(median, ordered[0], ordered[^1]);
    }
}
