using System.Runtime.CompilerServices;
using NetLang.Runtime.Simd;

namespace NetLang.Runtime.Random;

/// <summary>
/// Random numbers by the words of <see cref="PhiloxWords{F, T, I, J}"/>. These are not inlined: a call costs little beside
/// ten rounds, and a kernel has the better registers.
/// </summary>
internal static unsafe class RandomVectors<F, T, I, J>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    /// <summary>Counters of a block.</summary>
    private const int Counters = 16;

    private static bool IsSingle => FloatFormat<F, T, I, J>.IsSingle;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Uniform(ulong seed, ulong step, ulong key, long first, long stride)
    {
        PhiloxWords<F, T, I, J> words = new(seed, step, key, first, stride, IsSingle ? 1 : 2);
        return Fraction(words.Word0, words.Word1, 0);
    }

    /// <summary>All numbers of sixteen counters.</summary>
    public static void UniformBlock(ulong seed, ulong step, ulong key, long block, T* numbers)
    {
        for (var counter = 0; counter < Counters; counter += F.Count)
        {
            PhiloxWords<F, T, I, J> words = new(seed, step, key, (block * Counters) + counter, 1, 4);
            var place = numbers + counter;
            if (IsSingle)
            {
                Fraction(words.Word0, words.Word0, 0).Store(place);
                Fraction(words.Word1, words.Word1, 0).Store(place + Counters);
                Fraction(words.Word2, words.Word2, 0).Store(place + (2 * Counters));
                Fraction(words.Word3, words.Word3, 0).Store(place + (3 * Counters));
            }
            else
            {
                Fraction(words.Word0, words.Word1, 0).Store(place);
                Fraction(words.Word2, words.Word3, 0).Store(place + Counters);
            }
        }
    }

    /// <summary>Box–Muller, without contraction: its bits are the same on all machines.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Normal(ulong seed, ulong step, ulong key, long first, long stride)
    {
        PhiloxWords<F, T, I, J> words = new(seed, step, key, first, stride, IsSingle ? 2 : 4);
        var u = Fraction(words.Word0, words.Word1, 1);
        var v = IsSingle ? Fraction(words.Word1, words.Word1, 0) : Fraction(words.Word2, words.Word3, 0);
        var radius = F.Sqrt(F.Constant(-2) * LogFunctions<SeparateArithmetic, F, T, I, J>.Log(u));
        return radius * TrigonometricFunctions<SeparateArithmetic, F, T, I, J>.CosOfTurns(v);
    }

    /// <summary>
    /// The upper 24 bits of one word, or 53 of two, plus an integer, as a fraction of their range: exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Fraction(I high, I low, long plus)
    {
        var bits = IsSingle ? high >>> 8 : (high << 21) | (low >>> 11);
        return I.ConvertToFloat(bits + I.Constant(plus)) * F.Constant(IsSingle ? 1.0 / (1 << 24) : 1.0 / (1L << 53));
    }
}
