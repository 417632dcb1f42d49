namespace NetLang.Runtime.Numerics;

/// <summary>
/// Scalar f64 functions that <see cref="Math"/> lacks, within a few units in the last place. Host scalars of programs
/// use them, and the compiler's reference evaluation.
/// </summary>
public static class HostMath
{
    /// <summary>log(1 + x), exact near 0 (Kahan's correction of the rounding of 1 + x).</summary>
    public static double Log1p(double x)
    {
        var sum = 1 + x;
        if (sum == 1 || double.IsInfinity(sum))
            return sum == 1 ? x : Math.Log(sum);
        return Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>exp(x) - 1, exact near 0 (Kahan's correction of the rounding of exp x).</summary>
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 1)
            return Math.Exp(x) - 1;
        var power = Math.Exp(x);
        return power == 1 ? x : (power - 1) * (x / Math.Log(power));
    }

    /// <summary>1 / (1 + exp(-x))</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>x - y · floor(x / y): the sign of the divisor.</summary>
    public static double Mod(double x, double y) => x - (y * Math.Floor(x / y));

    /// <summary>-1 or 1; x itself where that is 0 or NaN.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>
    /// The error function, by 2/√π · exp(-x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)) (Abramowitz and Stegun 7.1.6), whose terms
    /// are all positive.
    /// </summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
            return Math.Sign(x);
        var term = x;
        var sum = x;
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
