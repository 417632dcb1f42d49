using System.Runtime.CompilerServices;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Random;

/// <summary>
/// Random numbers that are functions of (seed, step, key, index) and of nothing else: Philox 4x32-10 (J. K. Salmon et
/// al., Parallel random numbers: as easy as 1, 2, 3, 2011). Their bits are the same on all machines, vector or scalar.
/// </summary>
/// <remarks>
/// A number takes w words of 32 bits: uniform f32 one, uniform f64 and normal f32 two, normal f64 four. Sixteen
/// counters in a row give 64 words, and 64/w numbers: number i is in block b = i / (64/w) at place p = i mod (64/w),
/// and its words are the outputs w·(p / 16), … of counter 16 b + p mod 16. So consecutive numbers come from
/// consecutive counters, as lanes of vectors need. The counter's words are (low and high half of that, low and high
/// half of step); the generator's key is <see cref="MixKey"/>(seed, key).
/// </remarks>
public static class Philox
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    /// <summary>Four words of output for a counter and a key; ten rounds.</summary>
    public static (uint X0, uint X1, uint X2, uint X3) Block(
        (uint X0, uint X1, uint X2, uint X3) counter, uint key0, uint key1)
    {
        var (x0, x1, x2, x3) = counter;
        for (var round = 0; round < 10; round++)
        {
            var product0 = (ulong)Multiplier0 * x0;
            var product1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = (
                (uint)(product1 >> 32) ^ x1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ x3 ^ key1, (uint)product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (x0, x1, x2, x3);
    }

    /// <summary>
    /// The key of the generator; its low half is the first word. SplitMix64's mixing, applied to both in turn.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MixKey(ulong seed, ulong key) => Mix(Mix(seed + 0x9E3779B97F4A7C15) ^ key);

    /// <summary>The number at an index, uniform in [0, 1): the upper 24 bits of its word times 2⁻²⁴.</summary>
    public static float Uniform32(ulong seed, ulong step, ulong key, long index) =>
        Uniform<F32x4, I32x4>(seed, step, key, index, 0)[0];

    /// <summary>
    /// The number at an index, uniform in [0, 1): the upper 53 bits of its words, the first above, times 2⁻⁵³.
    /// </summary>
    public static double Uniform64(ulong seed, ulong step, ulong key, long index) =>
        Uniform<F64x2, I64x2>(seed, step, key, index, 0)[0];

    /// <summary>
    /// The number at an index, standard normal by Box–Muller: √(−2 log u) · cos 2πv, with u = (24 bits of the first
    /// word + 1) · 2⁻²⁴, which is above 0, and v = (24 bits of the second) · 2⁻²⁴.
    /// </summary>
    public static float Normal32(ulong seed, ulong step, ulong key, long index) =>
        Normal<F32x4, I32x4>(seed, step, key, index, 0)[0];

    /// <summary>The same in f64, with 53 bits of the first two words and 53 of the others.</summary>
    public static double Normal64(ulong seed, ulong step, ulong key, long index) =>
        Normal<F64x2, I64x2>(seed, step, key, index, 0)[0];

    /// <summary>A vector of f32 or f64, uniform in [0, 1), of which lane l has index first + l · stride.</summary>
    public static F Uniform<F, I>(ulong seed, ulong step, ulong key, long first, long stride)
        where F : struct, IFloatLanes<F, I>
        where I : struct =>
        F.RandomUniform(seed, step, key, first, stride);

    /// <summary>A vector of f32 or f64, standard normal, of which lane l has index first + l · stride.</summary>
    public static F Normal<F, I>(ulong seed, ulong step, ulong key, long first, long stride)
        where F : struct, IFloatLanes<F, I>
        where I : struct =>
        F.RandomNormal(seed, step, key, first, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
