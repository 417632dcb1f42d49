using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Simd;

/// <summary>
/// What rounding loses, exactly (T. J. Dekker, A floating-point technique for extending the available precision,
/// 1971).
/// </summary>
internal static unsafe class TwoFold<F, T, I>
    where F : struct, IFloatVector<F, T, I>
    where T : unmanaged
    where I : struct
{
    /// <summary>left + right, and what the rounding lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Sum(F left, F right, out F error)
    {
        var sum = left + right;
        var part = sum - left;
        error = (left - (sum - part)) + (right - part);
        return sum;
    }

    /// <summary>left · right − product, where product is left · right rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F ProductError(F left, F right, F product)
    {
        if (VectorHardware.HasFusedMultiplyAdd)
            return F.FusedMultiplyAdd(left, right, -product);
        var leftHigh = UpperHalf(left);
        var leftLow = left - leftHigh;
        var rightHigh = UpperHalf(right);
        var rightLow = right - rightHigh;
        return (leftHigh * rightHigh) - product + (leftHigh * rightLow) + (leftLow * rightHigh) + (leftLow * rightLow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F UpperHalf(F value)
    {
        var scaled = value * F.Constant(sizeof(T) == 4 ? 4097 : 134217729);
        return scaled - (scaled - value);
    }
}
