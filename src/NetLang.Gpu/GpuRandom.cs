namespace NetLang.Gpu;

using System;

/// <summary>
/// The random numbers of <c>NetLang.Runtime.Random.Philox</c>, one at a time, with the same bits: the same words, and
/// the same operations on them in the same order, none contracted.
/// </summary>
internal static class GpuRandom
{
    public static float Uniform32(ulong seed, ulong step, ulong key, long index)
    {
        var words = Words(seed, step, key, index, 1);
        return Fraction32(words.X0, 0);
    }

    public static double Uniform64(ulong seed, ulong step, ulong key, long index)
    {
        var words = Words(seed, step, key, index, 2);
        return Fraction64(words.X0, words.X1, 0);
    }

    /// <summary>Box–Muller: √(−2 log u) · cos 2πv.</summary>
    public static float Normal32(ulong seed, ulong step, ulong key, long index)
    {
        var words = Words(seed, step, key, index, 2);
        return MathF.Sqrt(-2 * Log(Fraction32(words.X0, 1))) * CosOfTurns(Fraction32(words.X1, 0));
    }

    public static double Normal64(ulong seed, ulong step, ulong key, long index)
    {
        var words = Words(seed, step, key, index, 4);
        return Math.Sqrt(-2 * Log(Fraction64(words.X0, words.X1, 1))) * CosOfTurns(Fraction64(words.X2, words.X3, 0));
    }

    /// <summary>The words of a number, the first of them in X0. Sixteen counters in a row hold 64 words.</summary>
    private static (uint X0, uint X1, uint X2, uint X3) Words(
        ulong seed, ulong step, ulong key, long index, int wordsANumber)
    {
        var shift = 6 - (wordsANumber >> 1);
        var place = (int)(index & ((1 << shift) - 1));
        var counter = ((ulong)(index >> shift) << 4) + (ulong)(place & 15);
        var mixed = Mix(Mix(seed + 0x9E3779B97F4A7C15) ^ key);
        var (x0, x1, x2, x3) = ((uint)counter, (uint)(counter >> 32), (uint)step, (uint)(step >> 32));
        var (key0, key1) = ((uint)mixed, (uint)(mixed >> 32));
        for (var round = 0; round < 10; round++)
        {
            var product0 = (ulong)0xD2511F53 * x0;
            var product1 = (ulong)0xCD9E8D57 * x2;
            (x0, x1, x2, x3) = (
                (uint)(product1 >> 32) ^ x1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ x3 ^ key1, (uint)product0);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }

        var group = place >> 4;
        return wordsANumber == 1
            ? (group == 0 ? x0 : group == 1 ? x1 : group == 2 ? x2 : x3, 0, 0, 0)
            : wordsANumber == 2 && group == 1 ? (x2, x3, 0, 0) : (x0, x1, x2, x3);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private static float Fraction32(uint word, int plus) => (float)((int)(word >> 8) + plus) * (1f / (1 << 24));

    private static double Fraction64(uint high, uint low, long plus) =>
        (double)(((long)high << 21 | low >> 11) + plus) * (1.0 / (1L << 53));

    /// <summary>Of a number in (0, 1].</summary>
    private static float Log(float x)
    {
        var bits = BitConverter.SingleToInt32Bits(x);
        var exponent = (bits - BitConverter.SingleToInt32Bits(0.70710678118654752440f)) >> 23;
        var f = BitConverter.Int32BitsToSingle(bits - (exponent << 23)) - 1;
        var e = (float)exponent;
        var s = f / (2 + f);
        var z = s * s;
        var half = 0.5f * f * f;
        var r = 0.6666666655f + (z * (0.4000012221f + (z * (0.2855077863f + (z * 0.2333161447f)))));
        var sum = (s * ((z * r) + half)) + (e * 1.428606765330187045e-6f);
        return (e * 0.693145751953125f) + (f - (half - sum));
    }

    private static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (bits - BitConverter.DoubleToInt64Bits(0.70710678118654752440)) >> 52;
        var f = BitConverter.Int64BitsToDouble(bits - (exponent << 52)) - 1;
        var e = (double)exponent;
        var s = f / (2 + f);
        var z = s * s;
        var half = 0.5 * f * f;
        var r = 0.66666666666666666463 + (z * (0.40000000000000883236 + (z * (0.28571428570799785031
            + (z * (0.22222222392581045097 + (z * (0.18181795547521136235 + (z * (0.15386244737621666605
            + (z * (0.13268638369266823894 + (z * 0.13088034850927553675)))))))))))));
        var sum = (s * ((z * r) + half)) + (e * 2.8235290563031577103118e-13);
        return (e * 0.6931471805596629565116018) + (f - (half - sum));
    }

    /// <summary>cos 2πv for v from 0 to 1: quarters of a turn, and a polynomial for the rest.</summary>
    private static float CosOfTurns(float v)
    {
        var quarters = v * 4;
        var nearest = (int)(quarters + 12582912f - 12582912f);
        var r = (quarters - nearest) * 1.57079632679489661923f;
        var z = r * r;
        var quadrant = nearest + 1;
        var sine = (r * z * (-0.16666666664f + (z * (0.0083333318660f + (z * (-0.00019840082015f
            + (z * 2.7249314360e-6f))))))) + r;
        var cosine = (z * z * (0.04166666465f + (z * (-0.001388830070f + (z * 2.454743746e-5f))))) + ((z * -0.5f) + 1);
        var magnitude = (quadrant & 1) != 0 ? cosine : sine;
        return (quadrant & 2) != 0 ? -magnitude : magnitude;
    }

    private static double CosOfTurns(double v)
    {
        var quarters = v * 4;
        var nearest = (int)(quarters + 6755399441055744.0 - 6755399441055744.0);
        var r = (quarters - nearest) * 1.57079632679489661923;
        var z = r * r;
        var quadrant = nearest + 1;
        var sine = (r * z * (-0.16666666666666664599 + (z * (0.0083333333333309245741 + (z * (-0.00019841269836722435879
            + (z * (2.7557316083825740605e-6 + (z * (-2.5051127945965638632e-8
            + (z * 1.5917848665121939067e-10))))))))))) + r;
        var cosine = (z * z * (0.041666666666666665373 + (z * (-0.0013888888888887382279
            + (z * (0.000024801587298743080624 + (z * (-2.7557317260014707376e-7
            + (z * (2.0876143829213936948e-9 + (z * -1.1382456865840482437e-11)))))))))))
            + ((z * -0.5) + 1);
        var magnitude = (quadrant & 1) != 0 ? cosine : sine;
        return (quadrant & 2) != 0 ? -magnitude : magnitude;
    }
}
