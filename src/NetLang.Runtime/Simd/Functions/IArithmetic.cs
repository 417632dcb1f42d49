using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Simd;

/// <summary>Whether functions may contract products and sums.</summary>
internal interface IArithmetic
{
    static abstract F MultiplyAdd<F, T, I>(F left, F right, F addend)
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct;

    static abstract F MultiplyAdd<F, T, I>(F left, F right, double addend)
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct;
}

/// <summary>Fused where the hardware can.</summary>
internal readonly struct FusedArithmetic : IArithmetic
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F MultiplyAdd<F, T, I>(F left, F right, F addend)
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct => F.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F MultiplyAdd<F, T, I>(F left, F right, double addend)
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct => F.MultiplyAdd(left, right, addend);
}

/// <summary>Two roundings everywhere, for random numbers: their bits are the same on all machines.</summary>
internal readonly struct SeparateArithmetic : IArithmetic
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F MultiplyAdd<F, T, I>(F left, F right, F addend)
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct => (left * right) + addend;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F MultiplyAdd<F, T, I>(F left, F right, double addend)
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct => (left * right) + F.Constant(addend);
}
