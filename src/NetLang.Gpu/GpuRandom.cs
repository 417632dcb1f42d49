namespace NetLang.Gpu;

using System;

/// <summary>
/// The random numbers of <c>NetLang.Runtime.Random.Philox</c>, one at a time: the same words, and the same operations on
/// them in the same order. Uniform ones have the same bits, since no operation on them rounds. Normal ones have them where a
/// device rounds each operation by itself and correctly, as the processor does: NVIDIA's compiler may contract them, and
/// OpenCL rounds quotients and roots as a card likes.
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
        return MathF.Sqrt(-2 * GpuLogarithm.LogOfNormal(Fraction32(words.X0, 1), 0, 0))
            * GpuTrigonometry.CosOfTurns(Fraction32(words.X1, 0));
    }

    public static double Normal64(ulong seed, ulong step, ulong key, long index)
    {
        var words = Words(seed, step, key, index, 4);
        return Math.Sqrt(-2 * GpuLogarithm.LogOfNormal(Fraction64(words.X0, words.X1, 1), 0, 0))
            * GpuTrigonometry.CosOfTurns(Fraction64(words.X2, words.X3, 0));
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
}
