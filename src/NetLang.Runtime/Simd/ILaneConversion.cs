using System.Runtime.Intrinsics;

namespace NetLang.Runtime.Simd;

/// <summary>
/// Conversions between lanes of 4 and of 8 bytes, for kernels that hold both. Such a kernel takes as many lanes of
/// each: <c>class P&lt;F, I, D, L, C&gt; where C : struct, ILaneConversion&lt;F, I, D, L&gt;</c>, with <see
/// cref="Lanes8"/> at 512 bits and <see cref="Lanes4"/> below.
/// </summary>
public interface ILaneConversion<TFloat, TInt, TDouble, TLong>
{
    /// <summary>f32 to f64, exactly.</summary>
    static abstract TDouble Widen(TFloat value);

    /// <summary>f64 to f32, to nearest even.</summary>
    static abstract TFloat Narrow(TDouble value);

    /// <summary>i32 to i64, or a mask to the wider lanes.</summary>
    static abstract TLong Widen(TInt value);

    /// <summary>i64 to i32 (the low half), or a mask to the narrower lanes.</summary>
    static abstract TInt Narrow(TLong value);
}

/// <summary>Eight lanes.</summary>
public readonly struct Lanes8 : ILaneConversion<F32x8, I32x8, F64x8, I64x8>
{
    /// <inheritdoc/>
    public static F64x8 Widen(F32x8 value) => new(Vector512.WidenLower(value.Value.ToVector512Unsafe()));

    /// <inheritdoc/>
    public static F32x8 Narrow(F64x8 value) => new(Vector256.Narrow(value.Value.GetLower(), value.Value.GetUpper()));

    /// <inheritdoc/>
    public static I64x8 Widen(I32x8 value) => new(Vector512.WidenLower(value.Value.ToVector512Unsafe()));

    /// <inheritdoc/>
    public static I32x8 Narrow(I64x8 value) => new(Vector256.Narrow(value.Value.GetLower(), value.Value.GetUpper()));
}

/// <summary>Four lanes.</summary>
public readonly struct Lanes4 : ILaneConversion<F32x4, I32x4, F64x4, I64x4>
{
    /// <inheritdoc/>
    public static F64x4 Widen(F32x4 value) => new(Vector256.WidenLower(value.Value.ToVector256Unsafe()));

    /// <inheritdoc/>
    public static F32x4 Narrow(F64x4 value) => new(Vector128.Narrow(value.Value.GetLower(), value.Value.GetUpper()));

    /// <inheritdoc/>
    public static I64x4 Widen(I32x4 value) => new(Vector256.WidenLower(value.Value.ToVector256Unsafe()));

    /// <inheritdoc/>
    public static I32x4 Narrow(I64x4 value) => new(Vector128.Narrow(value.Value.GetLower(), value.Value.GetUpper()));
}
