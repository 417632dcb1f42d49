using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Simd;

/// <summary>The bits of IEEE floats.</summary>
internal static unsafe class FloatFormat<F, T, I, J>
    where F : unmanaged, IFloatVector<F, T, I>
    where T : unmanaged
    where I : unmanaged, IIntVector<I, J, F>
    where J : unmanaged
{
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => sizeof(T) == 4;
    }

    public static int MantissaBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 23 : 52;
    }

    public static long Bias
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 127 : 1023;
    }

    /// <summary>The smallest positive number that is not denormal.</summary>
    public static double MinNormal
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 1.17549435082228751e-38 : 2.2250738585072014e-308;
    }

    /// <summary>
    /// Adding it rounds a number of small magnitude to an integer, which is then in the low bits of the sum.
    /// </summary>
    public static double RoundingShift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsSingle ? 12582912 : 6755399441055744;
    }

    /// <summary>2ⁿ for exponents of normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F PowerOfTwo(I n) => I.BitCastToFloat((n + I.Constant(Bias)) << MantissaBits);
}
