using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Simd;

/// <summary>
/// Logarithms by x = 2ᵉ (1 + f) with 1 + f from √½ to √2, s = f / (2 + f) and log(1 + f) = 2 s + s R(s²), the series of
/// the inverse hyperbolic tangent.
/// </summary>
internal static class LogFunctions<A, F, T, I, J>
    where A : struct, IArithmetic
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    private static bool IsSingle => FloatFormat<F, T, I, J>.IsSingle;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Log(F x) => Special(x, LogOfNormal(Normalize(x, out var exponent), exponent, F.Zero));

    /// <summary>log(u) + c / u, where u = 1 + x is rounded and c is exactly what the rounding lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Log1p(F x)
    {
        var one = F.Constant(1);
        var u = one + x;
        var part = u - one;
        var lost = (one - (u - part)) + (x - part);
        var result = LogOfNormal(u, F.Zero, lost / u);
        return F.Select(F.Equal(x, F.Zero), x, Special(u, result));
    }

    /// <summary>Lifts denormal numbers to normal ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Normalize(F x, out F exponent)
    {
        var denormal = F.Less(x, F.Constant(FloatFormat<F, T, I, J>.MinNormal));
        exponent = F.Select(denormal, F.Constant(-64), F.Zero);
        return F.Select(denormal, x * F.Constant(18446744073709551616.0), x);
    }

    /// <summary>f and e of a positive normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Split(F x, out F exponent)
    {
        var bits = F.BitCastToInt(x);
        var mantissa = FloatFormat<F, T, I, J>.MantissaBits;
        var e = (bits - F.BitCastToInt(F.Constant(0.70710678118654752440))) >> mantissa;
        exponent = ToFloat(e);
        return I.BitCastToFloat(bits - (e << mantissa)) - F.Constant(1);
    }

    /// <summary>
    /// log x + tail = e ln 2 + f − f²/2 + s (f²/2 + R) + tail, added from small to large; ln 2 is in two parts of
    /// which the first has so few bits that e times it is exact.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F LogOfNormal(F x, F exponent, F tail)
    {
        var f = Split(x, out var e);
        e += exponent;
        var s = f / (F.Constant(2) + f);
        var z = s * s;
        var half = F.Constant(0.5) * f * f;
        var small = A.MultiplyAdd<F, T, I>(
            e, F.Constant(IsSingle ? 1.428606765330187045e-6 : 2.8235290563031577103118e-13), tail);
        var sum = A.MultiplyAdd<F, T, I>(s, A.MultiplyAdd<F, T, I>(z, R(z), half), small);
        return A.MultiplyAdd<F, T, I>(
            e, F.Constant(IsSingle ? 0.693145751953125 : 0.6931471805596629565116018), f - (half - sum));
    }

    /// <summary>
    /// An integer of small magnitude as a float: shorter than a conversion of 64 bits where there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F ToFloat(I value)
    {
        var shift = F.Constant(FloatFormat<F, T, I, J>.RoundingShift);
        return I.BitCastToFloat(value + F.BitCastToInt(shift)) - shift;
    }

    /// <summary>R(z) / z to 2⁻³⁰ and 2⁻⁵³ for z from 0 to (3 − 2√2)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F R(F z) => IsSingle
        ? Polynomial<A, F, T, I>.Evaluate(z, 0.6666666655, 0.4000012221, 0.2855077863, 0.2333161447)
        : Polynomial<A, F, T, I>.Evaluate(
            z, 0.66666666666666666463, 0.40000000000000883236, 0.28571428570799785031, 0.22222222392581045097,
            0.18181795547521136235, 0.15386244737621666605, 0.13268638369266823894, 0.13088034850927553675);

    /// <summary>NaN below 0 and for NaN, −∞ at 0, ∞ at ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Special(F x, F result)
    {
        result = F.Select(F.Less(x, F.Constant(double.PositiveInfinity)), result, x);
        result = F.Select(F.Equal(x, F.Zero), F.Constant(double.NegativeInfinity), result);
        return F.Select(F.Less(x, F.Zero), F.Constant(double.NaN), result);
    }
}
