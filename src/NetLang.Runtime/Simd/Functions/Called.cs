using System.Runtime.CompilerServices;

namespace NetLang.Runtime.Simd;

/// <summary>
/// Functions that else are inlined, as calls: for kernels with so many of them that the JIT compiler would stop inlining
/// in the middle, and call even sums.
/// </summary>
/// <typeparam name="F">The vector.</typeparam>
/// <typeparam name="T">Its lanes.</typeparam>
/// <typeparam name="I">Its mask.</typeparam>
public static class Called<F, T, I>
    where F : struct, IFloatVector<F, T, I>
    where T : unmanaged
    where I : struct
{
    /// <inheritdoc cref="IFloatVector{TSelf, T, TInt}.Exp"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Exp(F value) => F.Exp(value);

    /// <inheritdoc cref="IFloatVector{TSelf, T, TInt}.Expm1"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Expm1(F value) => F.Expm1(value);

    /// <inheritdoc cref="IFloatVector{TSelf, T, TInt}.Log"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Log(F value) => F.Log(value);

    /// <inheritdoc cref="IFloatVector{TSelf, T, TInt}.Log1p"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Log1p(F value) => F.Log1p(value);

    /// <inheritdoc cref="IFloatVector{TSelf, T, TInt}.Tanh"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Tanh(F value) => F.Tanh(value);

    /// <inheritdoc cref="IFloatVector{TSelf, T, TInt}.Sigmoid"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Sigmoid(F value) => F.Sigmoid(value);

    /// <inheritdoc cref="IFloatVector{TSelf, T, TInt}.Erf"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Erf(F value) => F.Erf(value);
}
