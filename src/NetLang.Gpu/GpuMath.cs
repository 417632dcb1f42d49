namespace NetLang.Gpu;

using System;

/// <summary>
/// Functions of elementwise ops that kernels call. Only of <c>Math</c> and <c>MathF</c> what ILGPU translates to one
/// exact instruction: its exponentials and logarithms are coarse approximations on NVIDIA's devices.
/// </summary>
internal static class GpuMath
{
    public static float Exp(float x) => GpuExponential.Exp(x);

    public static float Expm1(float x) => GpuExponential.Expm1(x);

    public static float Sigmoid(float x) => GpuExponential.Sigmoid(x);

    public static float Tanh(float x) => GpuExponential.Tanh(x);

    public static float Log(float x) => GpuLogarithm.Log(x);

    public static float Log1p(float x) => GpuLogarithm.Log1p(x);

    public static float Pow(float x, float y) => GpuPower.Pow(x, y);

    public static float Sin(float x) => GpuTrigonometry.Sin(x);

    public static float Cos(float x) => GpuTrigonometry.Cos(x);

    public static double Exp(double x) => GpuExponential.Exp(x);

    public static double Expm1(double x) => GpuExponential.Expm1(x);

    public static double Sigmoid(double x) => GpuExponential.Sigmoid(x);

    public static double Tanh(double x) => GpuExponential.Tanh(x);

    public static double Log(double x) => GpuLogarithm.Log(x);

    public static double Log1p(double x) => GpuLogarithm.Log1p(x);

    public static double Pow(double x, double y) => GpuPower.Pow(x, y);

    public static double Sin(double x) => GpuTrigonometry.Sin(x);

    public static double Cos(double x) => GpuTrigonometry.Cos(x);

    public static float Abs(float x) => MathF.Abs(x);

    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>NaN if either is.</summary>
    public static float Max(float a, float b) => a > b || float.IsNaN(a) ? a : b;

    /// <summary>NaN if either is.</summary>
    public static float Min(float a, float b) => a < b || float.IsNaN(a) ? a : b;

    /// <summary>x - y * floor(x / y): the sign of the divisor.</summary>
    public static float Mod(float x, float y) => x - (y * MathF.Floor(x / y));

    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <summary>
    /// x + x p(x²) below 1, else 1 − e^−x² g((|x| − 2) / (|x| + 2)): the polynomials of the runtime's vectors.
    /// </summary>
    public static float Erf(float x)
    {
        var z = x * x;
        var magnitude = MathF.Abs(x) > 4 ? 4 : MathF.Abs(x);
        var t = (magnitude - 2) / (magnitude + 2);
        var p = 0.1283791671f + (z * (-0.3761263847f + (z * (0.1128378250f + (z * (-0.02686543073f + (z *
            (0.005221031808f + (z * (-0.0008484080406f + (z * (0.0001126595903f + (z * (-9.667044571e-6f))))))))))))));
        var g = 0.2553956763f + (t * (-0.4271858476f + (t * (0.2416582111f + (t * (-0.07897852327f + (t *
            (0.003732141351f + (t * (0.006994855414f + (t * (-0.0008365899736f + (t * (-0.0009441596341f))))))))))))));
        var large = 1 - (Exp(-magnitude * magnitude) * g);
        return MathF.Abs(x) < 1 ? x + (x * p) : x < 0 ? -large : large;
    }

    public static float Floor(float x) => MathF.Floor(x);

    public static float Ceiling(float x) => MathF.Ceiling(x);

    /// <summary>Halves go to the even neighbour: the sum with a large number has no bits for the fraction.</summary>
    public static float Round(float x)
    {
        var rounded = MathF.Abs(x) + 8388608f - 8388608f;
        return MathF.Abs(x) < 4194304f ? (x < 0 ? -rounded : rounded) : x;
    }

    /// <summary>Saturates; 0 for NaN.</summary>
    public static int ToI32(float x) =>
        float.IsNaN(x) ? 0 : x >= 2147483648f ? int.MaxValue : x <= -2147483648f ? int.MinValue : (int)x;

    /// <summary>Saturates; 0 for NaN.</summary>
    public static long ToI64(float x) =>
        float.IsNaN(x) ? 0
        : x >= 9223372036854775808f ? long.MaxValue
        : x <= -9223372036854775808f ? long.MinValue
        : (long)x;

    /// <summary>Saturates; 0 for NaN.</summary>
    public static int ToU8(float x) => x >= 255 ? 255 : x > 0 ? (int)x : 0;

    public static double Abs(double x) => Math.Abs(x);

    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <summary>NaN if either is.</summary>
    public static double Max(double a, double b) => a > b || double.IsNaN(a) ? a : b;

    /// <summary>NaN if either is.</summary>
    public static double Min(double a, double b) => a < b || double.IsNaN(a) ? a : b;

    /// <summary>x - y * floor(x / y): the sign of the divisor.</summary>
    public static double Mod(double x, double y) => x - (y * Math.Floor(x / y));

    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>
    /// x + x p(x²) below 1, else 1 − e^−x² g((|x| − 2) / (|x| + 2)): the polynomials of the runtime's vectors.
    /// </summary>
    public static double Erf(double x)
    {
        var z = x * x;
        var magnitude = Math.Abs(x) > 6 ? 6 : Math.Abs(x);
        var t = (magnitude - 2) / (magnitude + 2);
        var p = 0.12837916709551257377d + (z * (-0.37612638903183748056d + (z * (0.11283791670954878666d + (z *
            (-0.026866170645076793248d + (z * (0.0052239776248180144673d + (z * (-0.00085483269808337899052d + (z *
            (0.00012055331111642710923d + (z * (-0.000014925595266831181565d + (z * (1.6461000484121368033e-6d + (z *
            (-1.6350312701054695011e-7d + (z * (1.4659775274047435814e-8d + (z * (-1.1372848856791673670e-9d + (z *
            (5.9571761477489114044e-11d))))))))))))))))))))))));
        var g = 0.25539567631050571616d + (t * (-0.42718584741395849238d + (t * (0.24165819424248762655d + (t *
            (-0.078978581015712693680d + (t * (0.0037328924016564481496d + (t * (0.0069974617392005747422d + (t *
            (-0.00084714312294153334166d + (t * (-0.00098197711147407153110d + (t * (0.000043552653598178827704d + (t *
            (0.00017436477257256736926d + (t * (0.000027560352756678313228d + (t * (-0.000027640727821912853578d + (t *
            (-0.000014166339069117108161d + (t * (1.8594273874294019752e-6d + (t * (4.1463021832684877226e-6d + (t *
            (-2.2281295763723501736e-7d))))))))))))))))))))))))))))));
        var large = 1 - (Exp(-magnitude * magnitude) * g);
        return Math.Abs(x) < 1 ? x + (x * p) : x < 0 ? -large : large;
    }

    public static double Floor(double x) => Math.Floor(x);

    public static double Ceiling(double x) => Math.Ceiling(x);

    /// <summary>Halves go to the even neighbour: the sum with a large number has no bits for the fraction.</summary>
    public static double Round(double x)
    {
        var rounded = Math.Abs(x) + 4503599627370496d - 4503599627370496d;
        return Math.Abs(x) < 2251799813685248d ? (x < 0 ? -rounded : rounded) : x;
    }

    /// <summary>Saturates; 0 for NaN.</summary>
    public static int ToI32(double x) =>
        double.IsNaN(x) ? 0 : x >= 2147483648d ? int.MaxValue : x <= -2147483648d ? int.MinValue : (int)x;

    /// <summary>Saturates; 0 for NaN.</summary>
    public static long ToI64(double x) =>
        double.IsNaN(x) ? 0
        : x >= 9223372036854775808d ? long.MaxValue
        : x <= -9223372036854775808d ? long.MinValue
        : (long)x;

    /// <summary>Saturates; 0 for NaN.</summary>
    public static int ToU8(double x) => x >= 255 ? 255 : x > 0 ? (int)x : 0;

    public static int Abs(int x) => x < 0 ? GpuInteger.Negate(x) : x;

    public static int Sign(int x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    public static int Max(int a, int b) => a > b ? a : b;

    public static int Min(int a, int b) => a < b ? a : b;

    /// <summary>⌊a / b⌋; 0 where b is 0.</summary>
    public static int FloorDivide(int a, int b)
    {
        // The hardware cannot divide the least number by -1.
        if (b == 0 || b == -1)
            return b == 0 ? 0 : GpuInteger.Negate(a);
        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }

    public static int Mod(int a, int b) =>
        GpuInteger.Subtract(a, GpuInteger.Multiply(b, FloorDivide(a, b)));

    public static long Abs(long x) => x < 0 ? GpuInteger.Negate(x) : x;

    public static long Sign(long x) => x > 0 ? 1 : x < 0 ? -1 : 0;

    public static long Max(long a, long b) => a > b ? a : b;

    public static long Min(long a, long b) => a < b ? a : b;

    /// <summary>⌊a / b⌋; 0 where b is 0.</summary>
    public static long FloorDivide(long a, long b)
    {
        // The hardware cannot divide the least number by -1.
        if (b == 0 || b == -1)
            return b == 0 ? 0 : GpuInteger.Negate(a);
        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }

    public static long Mod(long a, long b) =>
        GpuInteger.Subtract(a, GpuInteger.Multiply(b, FloorDivide(a, b)));
}
