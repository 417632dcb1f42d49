using NetLang.Runtime.Random;

namespace NetLang.Runtime.Data.Rows;

/// <summary>What the random numbers of an epoch depend on.</summary>
internal readonly record struct EpochSeed(ulong Seed, ulong Epoch);

/// <summary>
/// Random numbers of one example and one transform in one epoch. They depend on nothing else: neither on the batch, nor
/// on threads, nor on what was drawn before.
/// </summary>
internal struct RowRandom(EpochSeed seed, int row, int transform)
{
    // Apart from the keys of kernels, which are hashes of scopes.
    private const ulong Key = 0x6175676D656E7421;

    private readonly ulong key = Philox.MixKey(seed.Seed, Key);
    private (uint X0, uint X1, uint X2, uint X3) words;
    private uint drawn;

    /// <summary>Uniform in [0, 1): 32 bits.</summary>
    public double Uniform() => Word() * (1.0 / (1UL << 32));

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>Uniform in 0, …, count - 1.</summary>
    public int Below(int count) => (int)(((ulong)Word() * (ulong)count) >> 32);

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Of the distribution Beta(alpha, alpha).</summary>
    public double Beta(double alpha)
    {
        // In logarithms: for a small alpha, both of the gamma variates are too small for a float.
        var (first, second) = (LogGamma(alpha), LogGamma(alpha));
        return 1 / (1 + Math.Exp(second - first));
    }

    /// <summary>
    /// The logarithm of a variate of Gamma(shape, 1): G. Marsaglia, W. W. Tsang, A simple method for generating gamma
    /// variables, 2000. A shape below 1 is raised by 1, with a power of a uniform variate to make up for it.
    /// </summary>
    private double LogGamma(double shape)
    {
        var d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var root = 1 + (c * x);
            if (root <= 0)
                continue;
            var v = root * root * root;
            if (Math.Log(1 - Uniform()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return Math.Log(d * v) + (shape < 1 ? Math.Log(1 - Uniform()) / shape : 0);
        }
    }

    private uint Word()
    {
        var place = drawn % 4;
        if (place == 0)
        {
            words = Philox.Block(
                ((uint)row, ((uint)transform << 16) | (drawn / 4), (uint)seed.Epoch, (uint)(seed.Epoch >> 32)),
                (uint)key,
                (uint)(key >> 32));
        }

        drawn++;
        return place switch
        {
            0 => words.X0,
            1 => words.X1,
            2 => words.X2,
            _ => words.X3,
        };
    }
}
