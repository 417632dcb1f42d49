namespace NetLang.Gpu;

using System;

/// <summary>
/// Functions by eˣ = 2ⁿ · eʳ with n = round(x / ln 2), so that |r| ≤ ln 2 / 2, and eʳ = 1 + r + r² q(r), as the
/// runtime's vectors have them.
/// </summary>
internal static class GpuExponential
{
    public static float Exp(float x)
    {
        var r = ReducedExponent(Bounded(x, -104.5f), out var n);
        return Scale(1 + ReducedExpm1(r), n);
    }

    /// <summary>2ⁿ (eʳ − 1 + (1 − 2⁻ⁿ)): where n = 0 nothing is added and nothing lost.</summary>
    public static float Expm1(float x)
    {
        var r = ReducedExponent(Bounded(x, -45), out var n);
        var sum = ReducedExpm1(r) + (1 - PowerOfTwo32(n > 60 ? -60 : -n));
        return x == 0 ? x : Scale(sum, n);
    }

    /// <summary>exp(-|x|) cannot overflow.</summary>
    public static float Sigmoid(float x)
    {
        var power = Exp(-MathF.Abs(x));
        return (x < 0 ? power : 1) / (1 + power);
    }

    /// <summary>tanh x = t / (t + 2) with t = e^2x − 1; from 20 on it rounds to 1.</summary>
    public static float Tanh(float x)
    {
        var magnitude = MathF.Abs(x);
        var t = Expm1(2 * (magnitude > 20 ? 20 : magnitude));
        var result = t / (t + 2);
        return x < 0 ? -result : result;
    }

    // Above the upper bound the exponential is infinite.
    private static float Bounded(float x, float lower) => x > 89 ? 89 : x < lower ? lower : x;

    // ln 2 is in two parts of which the first has so few bits that n times it is exact.
    private static float ReducedExponent(float x, out int n)
    {
        var count = (x * 1.4426950408889634074f) + 12582912f - 12582912f;
        n = (int)count;
        return x - (count * 0.693145751953125f) - (count * 1.428606765330187045e-6f);
    }

    private static float ReducedExpm1(float r) => r + (r * r * (0.50000000135f + (r * (0.16666666682f
        + (r * (0.041666464197f + (r * (0.0083333108446f + (r * (0.0013933730716f + (r * 0.00019891080464f)))))))))));

    /// <summary>value · 2ⁿ in two steps, since 2ⁿ itself may be beyond the range.</summary>
    private static float Scale(float value, int n)
    {
        var half = n >> 1;
        return value * PowerOfTwo32(half) * PowerOfTwo32(n - half);
    }

    private static float PowerOfTwo32(int n) => BitConverter.Int32BitsToSingle((n + 127) << 23);

    public static double Exp(double x)
    {
        var r = ReducedExponent(Bounded(x, -746), out var n);
        return Scale(1 + ReducedExpm1(r), n);
    }

    /// <summary>2ⁿ (eʳ − 1 + (1 − 2⁻ⁿ)): where n = 0 nothing is added and nothing lost.</summary>
    public static double Expm1(double x)
    {
        var r = ReducedExponent(Bounded(x, -45), out var n);
        var sum = ReducedExpm1(r) + (1 - PowerOfTwo64(n > 60 ? -60 : -n));
        return x == 0 ? x : Scale(sum, n);
    }

    /// <summary>exp(-|x|) cannot overflow.</summary>
    public static double Sigmoid(double x)
    {
        var power = Exp(-Math.Abs(x));
        return (x < 0 ? power : 1) / (1 + power);
    }

    /// <summary>tanh x = t / (t + 2) with t = e^2x − 1; from 20 on it rounds to 1.</summary>
    public static double Tanh(double x)
    {
        var magnitude = Math.Abs(x);
        var t = Expm1(2 * (magnitude > 20 ? 20 : magnitude));
        var result = t / (t + 2);
        return x < 0 ? -result : result;
    }

    // Above the upper bound the exponential is infinite.
    private static double Bounded(double x, double lower) => x > 710 ? 710 : x < lower ? lower : x;

    // ln 2 is in two parts of which the first has so few bits that n times it is exact.
    private static double ReducedExponent(double x, out int n)
    {
        var count = (x * 1.4426950408889634074d) + 6755399441055744d - 6755399441055744d;
        n = (int)count;
        return x - (count * 0.6931471805596629565116018d) - (count * 2.8235290563031577103118e-13d);
    }

    private static double ReducedExpm1(double r) => r + (r * r * (0.5d + (r * (0.16666666666666671030d
        + (r * (0.041666666666666669783d + (r * (0.0083333333333260831202d + (r * (0.0013888888888883711167d
        + (r * (0.00019841269875002278793d + (r * (0.000024801587325677461900d + (r * (2.7557255170000887438e-6d
        + (r * (2.7557273478718580474e-7d + (r * (2.5105312729622101775e-8d
        + (r * 2.0914755325893202191e-9d)))))))))))))))))))));

    /// <summary>value · 2ⁿ in two steps, since 2ⁿ itself may be beyond the range.</summary>
    private static double Scale(double value, int n)
    {
        var half = n >> 1;
        return value * PowerOfTwo64(half) * PowerOfTwo64(n - half);
    }

    private static double PowerOfTwo64(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);
}
