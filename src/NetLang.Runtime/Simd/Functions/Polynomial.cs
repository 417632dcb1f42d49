using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Simd;

/// <summary>
/// Horner's scheme over constants, lowest power first. The constants of this folder's polynomials interpolate their
/// function at the Chebyshev nodes of the interval that is stated there, which is within a factor of two of the best.
/// </summary>
internal static class Polynomial<A, F, T, I>
    where A : struct, IArithmetic
    where F : struct, IFloatVector<F, T, I>
    where T : unmanaged
    where I : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Evaluate(F x, double c0, double c1, double c2) => Step(x, c0, Step(x, c1, F.Constant(c2)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Evaluate(F x, double c0, double c1, double c2, double c3) =>
        Step(x, c0, Evaluate(x, c1, c2, c3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Evaluate(F x, double c0, double c1, double c2, double c3, double c4, double c5) =>
        Step(x, c0, Step(x, c1, Evaluate(x, c2, c3, c4, c5)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Evaluate(
        F x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7) =>
        Step(x, c0, Step(x, c1, Evaluate(x, c2, c3, c4, c5, c6, c7)));

    /// <summary>c + x · rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Step(F x, double c, F rest) => A.MultiplyAdd<F, T, I>(x, rest, c);
}
