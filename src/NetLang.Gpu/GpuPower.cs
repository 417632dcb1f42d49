namespace NetLang.Gpu;

using System;

/// <summary>Powers, with C's special cases.</summary>
internal static class GpuPower
{
    /// <summary>e^(y log |x|): the logarithm's rounding counts y log x times in the result.</summary>
    public static float Pow(float x, float y)
    {
        if (x == 1 || y == 0)
            return 1;
        if (float.IsNaN(x) || float.IsNaN(y))
            return x + y;
        var isInteger = MathF.Floor(y) == y;
        if (x < 0 && x >= float.MinValue && !isInteger)
            return float.NaN;
        // Larger exponents give the same 0, 1 or infinity, but infinite ones a product that is none.
        var exponent = y > 1e10f ? 1e10f : y < -1e10f ? -1e10f : y;
        var power = GpuExponential.Exp(exponent * GpuLogarithm.Log(MathF.Abs(x)));
        var isOdd = isInteger && MathF.Floor(y * 0.5f) != y * 0.5f;
        return isOdd && BitConverter.SingleToInt32Bits(x) < 0 ? -power : power;
    }

    /// <summary>e^(y log |x|): the logarithm's rounding counts y log x times in the result.</summary>
    public static double Pow(double x, double y)
    {
        if (x == 1 || y == 0)
            return 1;
        if (double.IsNaN(x) || double.IsNaN(y))
            return x + y;
        var isInteger = Math.Floor(y) == y;
        if (x < 0 && x >= double.MinValue && !isInteger)
            return double.NaN;
        // Larger exponents give the same 0, 1 or infinity, but infinite ones a product that is none.
        var exponent = y > 1e20 ? 1e20 : y < -1e20 ? -1e20 : y;
        var power = GpuExponential.Exp(exponent * GpuLogarithm.Log(Math.Abs(x)));
        var isOdd = isInteger && Math.Floor(y * 0.5d) != y * 0.5d;
        return isOdd && BitConverter.DoubleToInt64Bits(x) < 0 ? -power : power;
    }
}
