namespace NetLang.Gpu;

using System;

/// <summary>
/// Logarithms by x = 2ᵉ (1 + f) with 1 + f from √½ to √2, s = f / (2 + f) and log(1 + f) = 2 s + s R(s²), as the
/// runtime's vectors have them.
/// </summary>
internal static class GpuLogarithm
{
    public static float Log(float x)
    {
        var isDenormal = x < 1.17549435e-38f;
        return SpecialLog(x, LogOfNormal(isDenormal ? x * 18446744073709551616f : x, isDenormal ? -64 : 0, 0));
    }

    /// <summary>log(u) + c / u, where u = 1 + x is rounded and c is exactly what the rounding lost.</summary>
    public static float Log1p(float x)
    {
        var u = 1 + x;
        var part = u - 1;
        var lost = (1 - (u - part)) + (x - part);
        return x == 0 ? x : SpecialLog(u, LogOfNormal(u, 0, lost / u));
    }

    /// <summary>
    /// log(x · 2^shift) + tail of a positive normal number: added from small to large, with ln 2 in two parts of which
    /// the first has so few bits that a multiple of it is exact.
    /// </summary>
    public static float LogOfNormal(float x, int shift, float tail)
    {
        var bits = BitConverter.SingleToInt32Bits(x);
        var exponent = (bits - BitConverter.SingleToInt32Bits(0.70710678118654752440f)) >> 23;
        var f = BitConverter.Int32BitsToSingle(bits - (exponent << 23)) - 1;
        var e = (float)(exponent + shift);
        var s = f / (2 + f);
        var z = s * s;
        var half = 0.5f * f * f;
        var r = 0.6666666655f + (z * (0.4000012221f + (z * (0.2855077863f + (z * 0.2333161447f)))));
        var sum = (s * ((z * r) + half)) + ((e * 1.428606765330187045e-6f) + tail);
        return (e * 0.693145751953125f) + (f - (half - sum));
    }

    private static float SpecialLog(float x, float result) =>
        x > float.MaxValue || float.IsNaN(x) ? x
        : x == 0 ? float.NegativeInfinity
        : x < 0 ? float.NaN
        : result;

    public static double Log(double x)
    {
        var isDenormal = x < 2.2250738585072014e-308;
        return SpecialLog(x, LogOfNormal(isDenormal ? x * 18446744073709551616d : x, isDenormal ? -64 : 0, 0));
    }

    /// <summary>log(u) + c / u, where u = 1 + x is rounded and c is exactly what the rounding lost.</summary>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        var part = u - 1;
        var lost = (1 - (u - part)) + (x - part);
        return x == 0 ? x : SpecialLog(u, LogOfNormal(u, 0, lost / u));
    }

    /// <summary>
    /// log(x · 2^shift) + tail of a positive normal number: added from small to large, with ln 2 in two parts of which
    /// the first has so few bits that a multiple of it is exact.
    /// </summary>
    public static double LogOfNormal(double x, int shift, double tail)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (bits - BitConverter.DoubleToInt64Bits(0.70710678118654752440d)) >> 52;
        var f = BitConverter.Int64BitsToDouble(bits - (exponent << 52)) - 1;
        var e = (double)(exponent + shift);
        var s = f / (2 + f);
        var z = s * s;
        var half = 0.5d * f * f;
        var r = 0.66666666666666666463d + (z * (0.40000000000000883236d + (z * (0.28571428570799785031d
            + (z * (0.22222222392581045097d + (z * (0.18181795547521136235d + (z * (0.15386244737621666605d
            + (z * (0.13268638369266823894d + (z * 0.13088034850927553675d)))))))))))));
        var sum = (s * ((z * r) + half)) + ((e * 2.8235290563031577103118e-13) + tail);
        return (e * 0.6931471805596629565116018) + (f - (half - sum));
    }

    private static double SpecialLog(double x, double result) =>
        x > double.MaxValue || double.IsNaN(x) ? x
        : x == 0 ? double.NegativeInfinity
        : x < 0 ? double.NaN
        : result;
}
