using Xunit;

namespace NetLang.Runtime.Tests.Data.Rows;

/// <summary>Whether draws are spread evenly.</summary>
internal static class Uniform
{
    /// <summary>
    /// Pearson's test: each of so many values comes, and their counts differ from equal ones by no more than chance does
    /// once in a million times (five deviations of the sum, roughly).
    /// </summary>
    public static void Over(int values, IEnumerable<int> draws)
    {
        var counts = new int[values];
        foreach (var draw in draws)
            counts[draw]++;
        var expected = counts.Sum() / (double)values;
        var sum = counts.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.DoesNotContain(0, counts);
        Assert.InRange(sum, 0, values - 1 + (5 * Math.Sqrt(2 * (values - 1))) + 10);
    }
}
