namespace NetLang.Runtime.Simd;

/// <summary>A vector of IEEE floats.</summary>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="T">One lane: float or double.</typeparam>
/// <typeparam name="TInt">The integer vector with as many lanes of the same size, which is also the mask.</typeparam>
/// <remarks>
/// Errors of the functions of mathematics are in units in the last place of the exact result, and hold over the whole
/// range, denormal results included. Special values are those of C99.
/// </remarks>
public unsafe interface IFloatVector<TSelf, T, TInt> : IVector<TSelf, T, TInt>, IFloatLanes<TSelf, TInt>
    where TSelf : struct, IFloatVector<TSelf, T, TInt>
    where T : unmanaged
    where TInt : struct
{
    /// <summary>
    /// The uniform random numbers of a block of 64 words: 64 of f32 or 32 of f64; see
    /// <see cref="Random.UniformSequence"/>.
    /// </summary>
    static abstract void RandomUniformBlock(ulong seed, ulong step, ulong key, long block, T* numbers);

    /// <summary>Square root, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Down to an integer.</summary>
    static abstract TSelf Floor(TSelf value);

    /// <summary>Up to an integer.</summary>
    static abstract TSelf Ceiling(TSelf value);

    /// <summary>To the nearest integer, halves to the even one.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>Towards 0 to an integer.</summary>
    static abstract TSelf Truncate(TSelf value);

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>Towards 0 to an integer; beyond the range the nearest integer that there is, and 0 for NaN.</summary>
    static abstract TInt ConvertToInt(TSelf value);

    /// <summary>The bits as integers.</summary>
    static abstract TInt BitCastToInt(TSelf value);

    /// <summary>eˣ; error below 1.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>eˣ − 1, without loss near 0; error below 2.</summary>
    static abstract TSelf Expm1(TSelf value);

    /// <summary>Natural logarithm; −∞ at ±0, NaN below; error below 1.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>log(1 + x), without loss near 0; error below 2.</summary>
    static abstract TSelf Log1p(TSelf value);

    /// <summary>Hyperbolic tangent; error below 2.</summary>
    static abstract TSelf Tanh(TSelf value);

    /// <summary>1 / (1 + e⁻ˣ); error below 2.</summary>
    static abstract TSelf Sigmoid(TSelf value);

    /// <summary>The error function; error below 1.5.</summary>
    static abstract TSelf Erf(TSelf value);

    /// <summary>Sine of radians; error below 1.</summary>
    static abstract TSelf Sin(TSelf value);

    /// <summary>Cosine of radians; error below 1.</summary>
    static abstract TSelf Cos(TSelf value);

    /// <summary>Power; error below 1.</summary>
    static abstract TSelf Pow(TSelf value, TSelf exponent);
}
