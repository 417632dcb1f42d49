using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Simd;

/// <summary>
/// erf x = x + x p(x²) below 1, else 1 − erfc |x|. In f32 the complement is a quotient of polynomials, whose few steps do not
/// wait for each other; in f64 it is e^−x² g((|x| − 2) / (|x| + 2)), where g is the scaled complement e^x² erfc x.
/// </summary>
internal static class ErrorFunction<F, T, I, J>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    private static bool IsSingle => FloatFormat<F, T, I, J>.IsSingle;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Erf(F x)
    {
        var small = F.FusedMultiplyAdd(x, P(x * x), x);

        // From 4 and from 6 on the complement is less than half a unit of 1.
        var magnitude = F.AtMost(F.Abs(x), IsSingle ? 4 : 6);
        var large = F.Constant(1) - (IsSingle ? Quotient(magnitude - F.Constant(1)) : Scaled(magnitude));
        return F.Select(F.Less(F.Abs(x), F.Constant(1)), small, F.CopySign(large, x));
    }

    /// <summary>erf x / x − 1 over x², to 2⁻³⁵ and 2⁻⁶³ up to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F P(F z) => IsSingle
        ? Polynomial<FusedArithmetic, F, T, I>.Evaluate(
            z, 0.1283791671, -0.3761263847, 0.1128378250, -0.02686543073,
            0.005221031808, -0.0008484080406, 0.0001126595903, -9.667044571e-6)
        : Step(z, 0.12837916709551257377, Step(z, -0.37612638903183748056, Step(z, 0.11283791670954878666,
            Step(z, -0.026866170645076793248, Step(z, 0.0052239776248180144673,
                Polynomial<FusedArithmetic, F, T, I>.Evaluate(
                    z, -0.00085483269808337899052, 0.00012055331111642710923, -0.000014925595266831181565,
                    1.6461000484121368033e-6, -1.6350312701054695011e-7, 1.4659775274047435814e-8,
                    -1.1372848856791673670e-9, 5.9571761477489114044e-11))))));

    /// <summary>erfc x over t = x − 1, to within 2⁻²⁷ from 1 to 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Quotient(F t) =>
        Step(t, 0.1572992023, Polynomial<FusedArithmetic, F, T, I>.Evaluate(
            t, -0.3288952138, 0.2905175553, -0.138632664, 0.037652684, -0.005512360168, 0.0003394345011))
        / Step(t, 1, Polynomial<FusedArithmetic, F, T, I>.Evaluate(
            t, 0.548073279, 0.654428401, 0.2775320517, 0.174587484, 0.04542702244, 0.0296160686));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Scaled(F x)
    {
        var two = F.Constant(2);
        return ExpFunctions<F, T, I, J>.Exp(-(x * x), F.Zero) * G((x - two) / (x + two));
    }

    /// <summary>e^x² erfc x over t = (x − 2) / (x + 2), to 2⁻⁵⁵ from 1 to 6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F G(F t) =>
        Step(t, 0.25539567631050571616, Step(t, -0.42718584741395849238, Step(t, 0.24165819424248762655,
            Step(t, -0.078978581015712693680, Step(t, 0.0037328924016564481496, Step(t, 0.0069974617392005747422,
                Step(t, -0.00084714312294153334166, Step(t, -0.00098197711147407153110,
                    Polynomial<FusedArithmetic, F, T, I>.Evaluate(
                        t, 0.000043552653598178827704, 0.00017436477257256736926, 0.000027560352756678313228,
                        -0.000027640727821912853578, -0.000014166339069117108161, 1.8594273874294019752e-6,
                        4.1463021832684877226e-6, -2.2281295763723501736e-7)))))))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Step(F x, double c, F rest) => Polynomial<FusedArithmetic, F, T, I>.Step(x, c, rest);
}
