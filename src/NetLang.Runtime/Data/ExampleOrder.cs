namespace NetLang.Runtime.Data;

/// <summary>
/// The order of examples: a Fisher-Yates shuffle whose choices are SplitMix64 numbers (Steele, Lea, Flood 2014), so
/// that it depends on the seed and the epoch alone.
/// </summary>
internal static class ExampleOrder
{
    /// <summary>Shuffles in place.</summary>
    public static void Shuffle(Span<int> rows, ulong seed, ulong epoch)
    {
        var state = Mix(seed) ^ Mix(~epoch);
        for (var last = rows.Length - 1; last > 0; last--)
        {
            state += 0x9E3779B97F4A7C15;
            // The high part of a product maps 64 random bits to [0, last] with a bias below 2^-32.
            var chosen = (int)Math.BigMul(Mix(state), (ulong)last + 1, out _);
            (rows[last], rows[chosen]) = (rows[chosen], rows[last]);
        }
    }

    /// <summary>0, 1, …, count - 1.</summary>
    public static int[] InFileOrder(int count) => [.. Enumerable.Range(0, count)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
