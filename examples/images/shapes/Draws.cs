namespace Shapes;

/// <summary>Random numbers that are the same everywhere: SplitMix64 (Steele, Lea and Flood 2014).</summary>
internal sealed class Draws(ulong seed)
{
    private ulong state = seed;

    /// <summary>From 0 to 1, which is never drawn.</summary>
    public double Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public double Between(double low, double high) => low + ((high - low) * Next());
}
