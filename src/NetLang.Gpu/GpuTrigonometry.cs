namespace NetLang.Gpu;

using System;

/// <summary>
/// Sine and cosine by x = q π/2 + r with |r| ≤ π/4, and a polynomial for each, as the runtime's vectors have them.
/// </summary>
internal static class GpuTrigonometry
{
    // Up to here the parts of π/2 leave r exact to the last bits; beyond, the device's functions are taken.
    private const int LargestReduced = 8192;

    public static float Sin(float x) =>
        MathF.Abs(x) > LargestReduced ? MathF.Sin(x) : x == 0 ? x : SineOf(ReducedAngle(x, out var quadrant), quadrant);

    public static float Cos(float x) =>
        MathF.Abs(x) > LargestReduced ? MathF.Cos(x) : SineOf(ReducedAngle(x, out var quadrant), quadrant + 1);

    /// <summary>cos 2πv for v from 0 to 1: the reduction is exact.</summary>
    public static float CosOfTurns(float v)
    {
        var quarters = v * 4;
        var nearest = quarters + 12582912f - 12582912f;
        return SineOf((quarters - nearest) * 1.57079632679489661923f, (int)nearest + 1);
    }

    // π/2 is subtracted in parts, each with so few bits that q times it is exact, the last but for its end.
    private static float ReducedAngle(float x, out int quadrant)
    {
        var q = (x * 0.63661977236758134308f) + 12582912f - 12582912f;
        quadrant = (int)q;
        return x - (q * 1.5703125f) - (q * 0.0004837512969970703125f) - (q * 7.549533620476722717285156e-8f)
            - (q * 2.563282919254561420530081e-12f) - (q * 6.123233601181349229809758e-17f);
    }

    /// <summary>sin(r + quadrant π/2) for |r| up to π/4.</summary>
    private static float SineOf(float r, int quadrant)
    {
        var z = r * r;
        var sine = (r * z * (-0.16666666664f + (z * (0.0083333318660f + (z * (-0.00019840082015f
            + (z * 2.7249314360e-6f))))))) + r;
        var cosine = (z * z * (0.04166666465f + (z * (-0.001388830070f + (z * 2.454743746e-5f))))) + ((z * -0.5f) + 1);
        var magnitude = (quadrant & 1) != 0 ? cosine : sine;
        return (quadrant & 2) != 0 ? -magnitude : magnitude;
    }

    public static double Sin(double x) =>
        Math.Abs(x) > LargestReduced ? Math.Sin(x) : x == 0 ? x : SineOf(ReducedAngle(x, out var quadrant), quadrant);

    public static double Cos(double x) =>
        Math.Abs(x) > LargestReduced ? Math.Cos(x) : SineOf(ReducedAngle(x, out var quadrant), quadrant + 1);

    /// <summary>cos 2πv for v from 0 to 1: the reduction is exact.</summary>
    public static double CosOfTurns(double v)
    {
        var quarters = v * 4;
        var nearest = quarters + 6755399441055744d - 6755399441055744d;
        return SineOf((quarters - nearest) * 1.57079632679489661923d, (int)nearest + 1);
    }

    // π/2 is subtracted in parts, each with so few bits that q times it is exact, the last but for its end.
    private static double ReducedAngle(double x, out int quadrant)
    {
        var q = (x * 0.63661977236758134308d) + 6755399441055744d - 6755399441055744d;
        quadrant = (int)q;
        return x - (q * 1.57079632673412561416625976563d) - (q * 6.07710050630396597659554913662e-11d)
            - (q * 2.02226624871116645579599562366e-21d) - (q * 8.47842766036889956997365378671e-32d);
    }

    /// <summary>sin(r + quadrant π/2) for |r| up to π/4.</summary>
    private static double SineOf(double r, int quadrant)
    {
        var z = r * r;
        var sine = (r * z * (-0.16666666666666664599d + (z * (0.0083333333333309245741d
            + (z * (-0.00019841269836722435879d + (z * (2.7557316083825740605e-6d
            + (z * (-2.5051127945965638632e-8d + (z * 1.5917848665121939067e-10d))))))))))) + r;
        var cosine = (z * z * (0.041666666666666665373d + (z * (-0.0013888888888887382279d
            + (z * (0.000024801587298743080624d + (z * (-2.7557317260014707376e-7d
            + (z * (2.0876143829213936948e-9d + (z * -1.1382456865840482437e-11d))))))))))) + ((z * -0.5d) + 1);
        var magnitude = (quadrant & 1) != 0 ? cosine : sine;
        return (quadrant & 2) != 0 ? -magnitude : magnitude;
    }
}
