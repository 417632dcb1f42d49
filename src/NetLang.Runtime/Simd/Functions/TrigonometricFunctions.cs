using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Simd;

/// <summary>Sine and cosine by x = q π/2 + r with |r| ≤ π/4, and a polynomial for each.</summary>
internal static unsafe class TrigonometricFunctions<A, F, T, I, J>
    where A : struct, IArithmetic
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    /// <summary>Up to here the parts of π/2 leave r exact to the last bits, near the zeros too.</summary>
    private const double LargestReduced = 8192;

    private static bool IsSingle => FloatFormat<F, T, I, J>.IsSingle;

    public static F Sin(F x)
    {
        var r = Reduce(x, out var quadrant);
        var result = F.Select(F.Equal(x, F.Zero), x, Quadrant(r, quadrant));
        return WithLarge(x, result, &Math.Sin);
    }

    public static F Cos(F x)
    {
        var r = Reduce(x, out var quadrant);
        return WithLarge(x, Quadrant(r, quadrant + I.Constant(1)), &Math.Cos);
    }

    /// <summary>cos 2πv for v from 0 to 1: the reduction is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F CosOfTurns(F v)
    {
        var shift = F.Constant(FloatFormat<F, T, I, J>.RoundingShift);
        var quarters = v * F.Constant(4);
        var shifted = quarters + shift;
        var r = (quarters - (shifted - shift)) * F.Constant(1.57079632679489661923);
        return Quadrant(r, F.BitCastToInt(shifted) - F.BitCastToInt(shift) + I.Constant(1));
    }

    /// <summary>
    /// π/2 is subtracted in parts, each with so few bits that q times it is exact, the last but for its end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Reduce(F x, out I quadrant)
    {
        var shift = F.Constant(FloatFormat<F, T, I, J>.RoundingShift);
        var shifted = A.MultiplyAdd<F, T, I>(x, F.Constant(0.63661977236758134308), shift);
        quadrant = F.BitCastToInt(shifted) - F.BitCastToInt(shift);
        var q = shift - shifted;
        return IsSingle
            ? Subtract(Subtract(Subtract(Subtract(Subtract(x, q, 1.5703125), q, 0.0004837512969970703125), q,
                7.549533620476722717285156e-8), q, 2.563282919254561420530081e-12), q, 6.123233601181349229809758e-17)
            : Subtract(Subtract(Subtract(Subtract(x, q, 1.57079632673412561416625976563), q,
                6.07710050630396597659554913662e-11), q, 2.02226624871116645579599562366e-21), q,
                8.47842766036889956997365378671e-32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Subtract(F x, F minusQ, double part) => A.MultiplyAdd<F, T, I>(minusQ, F.Constant(part), x);

    /// <summary>sin(r + quadrant π/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Quadrant(F r, I quadrant)
    {
        var z = r * r;
        var one = I.Constant(1);
        var sine = A.MultiplyAdd<F, T, I>(r * z, SinePolynomial(z), r);
        var cosine = A.MultiplyAdd<F, T, I>(
            z * z, CosinePolynomial(z), A.MultiplyAdd<F, T, I>(z, F.Constant(-0.5), F.Constant(1)));
        var magnitude = F.Select(I.Equal(quadrant & one, one), cosine, sine);
        var sign = (quadrant & I.Constant(2)) << ((IsSingle ? 32 : 64) - 2);
        return I.BitCastToFloat(F.BitCastToInt(magnitude) ^ sign);
    }

    /// <summary>(sin r − r) / r³ over z = r², to 2⁻³⁵ and 2⁻⁵⁵ for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F SinePolynomial(F z) => IsSingle
        ? Polynomial<A, F, T, I>.Evaluate(z, -0.16666666664, 0.0083333318660, -0.00019840082015, 2.7249314360e-6)
        : Polynomial<A, F, T, I>.Evaluate(
            z, -0.16666666666666664599, 0.0083333333333309245741, -0.00019841269836722435879,
            2.7557316083825740605e-6, -2.5051127945965638632e-8, 1.5917848665121939067e-10);

    /// <summary>(cos r − 1 + r²/2) / r⁴ over z = r², to 2⁻²⁹ and 2⁻⁵⁹ for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F CosinePolynomial(F z) => IsSingle
        ? Polynomial<A, F, T, I>.Evaluate(z, 0.04166666465, -0.001388830070, 2.454743746e-5)
        : Polynomial<A, F, T, I>.Evaluate(
            z, 0.041666666666666665373, -0.0013888888888887382279, 0.000024801587298743080624,
            -2.7557317260014707376e-7, 2.0876143829213936948e-9, -1.1382456865840482437e-11);

    /// <summary>
    /// Arguments beyond the reduction, infinite ones included, take the scalar function, lane by lane.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F WithLarge(F x, F result, delegate*<double, double> function)
    {
        var large = F.Greater(F.Abs(x), F.Constant(LargestReduced));
        return I.Any(large) ? F.Select(large, ByLanes(x, function), result) : result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F ByLanes(F x, delegate*<double, double> function)
    {
        for (var lane = 0; lane < F.Count; lane++)
        {
            if (IsSingle)
                ((float*)&x)[lane] = (float)function(((float*)&x)[lane]);
            else
                ((double*)&x)[lane] = function(((double*)&x)[lane]);
        }

        return x;
    }
}
