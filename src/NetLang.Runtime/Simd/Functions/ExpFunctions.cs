using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Simd;

/// <summary>
/// Functions by eˣ = 2ⁿ · eʳ with n = round(x / ln 2), so that |r| ≤ ln 2 / 2, and eʳ = 1 + r + r² q(r).
/// </summary>
internal static class ExpFunctions<F, T, I, J>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    private static bool IsSingle => FloatFormat<F, T, I, J>.IsSingle;

    /// <summary>Below it Exp is 0.</summary>
    public static double LeastExponent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? -104.5 : -746;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Exp(F x) => Exp(Bounded(x, LeastExponent), F.Zero);

    /// <summary>
    /// eˣ for x up to 0, in half as many steps: 0 where 2ⁿ is no normal number, as n is bounded to where 2ⁿ has the bits of 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F ExpUpToZero(F x)
    {
        var r = Reduce(F.AtLeast(x, IsSingle ? -88.02 : -709.08), out var n);
        return (F.Constant(1) + ReducedExpm1(r)) * FloatFormat<F, T, I, J>.PowerOfTwo(n);
    }

    /// <summary>e^(x + tail) for x within the bounds of <see cref="Bounded"/> and a tail far below 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Exp(F x, F tail)
    {
        var r = Reduce(x, out var n) + tail;
        return F.Scale(F.Constant(1) + ReducedExpm1(r), n);
    }

    /// <summary>2ⁿ (eʳ − 1 + (1 − 2⁻ⁿ)): where n = 0 nothing is added and nothing lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Expm1(F x)
    {
        var r = Reduce(Bounded(x, -45), out var n);
        var inverse = FloatFormat<F, T, I, J>.PowerOfTwo(I.Max(-n, I.Constant(-60)));
        var sum = ReducedExpm1(r) + (F.Constant(1) - inverse);
        return F.Select(F.Equal(x, F.Zero), x, F.Scale(sum, n));
    }

    /// <summary>e^−|x| cannot overflow, and is the numerator where x is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Sigmoid(F x)
    {
        var power = Exp(F.AtLeast(-F.Abs(x), LeastExponent), F.Zero);
        var one = F.Constant(1);
        return F.Select(F.Less(x, F.Zero), power, one) / (one + power);
    }

    /// <summary>
    /// tanh x = t / (t + 2) with t = e^2x − 1; from 20 on it rounds to 1. As n is from 0 to 58, 2ⁿ and 2⁻ⁿ need no care.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Tanh(F x)
    {
        var bounded = F.AtMost(F.Abs(x), 20);
        var r = Reduce(bounded + bounded, out var n);
        var t = (ReducedExpm1(r) + (F.Constant(1) - FloatFormat<F, T, I, J>.PowerOfTwo(-n))) * FloatFormat<F, T, I, J>.PowerOfTwo(n);
        return F.CopySign(t / (t + F.Constant(2)), x);
    }

    /// <summary>Above the upper bound Exp is infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Bounded(F x, double lower) =>
        F.AtMost(F.AtLeast(x, lower), IsSingle ? 89 : 710);

    /// <summary>
    /// x − n ln 2, with ln 2 in two parts of which the first has so few bits that its product is exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Reduce(F x, out I n)
    {
        var shift = F.Constant(FloatFormat<F, T, I, J>.RoundingShift);
        var shifted = F.FusedMultiplyAdd(x, F.Constant(1.4426950408889634074), shift);
        n = F.BitCastToInt(shifted) - F.BitCastToInt(shift);
        var count = shift - shifted;
        return IsSingle
            ? F.FusedMultiplyAdd(
                count,
                F.Constant(1.428606765330187045e-6),
                F.FusedMultiplyAdd(count, F.Constant(0.693145751953125), x))
            : F.FusedMultiplyAdd(
                count,
                F.Constant(2.8235290563031577103118e-13),
                F.FusedMultiplyAdd(count, F.Constant(0.6931471805596629565116018), x));
    }

    /// <summary>q to 2⁻²⁹ and 2⁻⁵⁹ for |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F ReducedExpm1(F r) => F.FusedMultiplyAdd(r * r, Q(r), r);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Q(F r) => IsSingle
        ? Polynomial<FusedArithmetic, F, T, I>.Evaluate(
            r, 0.50000000135, 0.16666666682, 0.041666464197, 0.0083333108446, 0.0013933730716, 0.00019891080464)
        : Polynomial<FusedArithmetic, F, T, I>.Step(r, 0.5, Polynomial<FusedArithmetic, F, T, I>.Step(
            r, 0.16666666666666671030, Polynomial<FusedArithmetic, F, T, I>.Step(r, 0.041666666666666669783,
                Polynomial<FusedArithmetic, F, T, I>.Evaluate(
                    r, 0.0083333333333260831202, 0.0013888888888883711167, 0.00019841269875002278793,
                    0.000024801587325677461900, 2.7557255170000887438e-6, 2.7557273478718580474e-7,
                    2.5105312729622101775e-8, 2.0914755325893202191e-9))));
}
