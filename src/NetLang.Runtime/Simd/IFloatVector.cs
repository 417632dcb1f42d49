namespace NetLang.Runtime.Simd;

/// <summary>
/// A vector of IEEE floats. The functions of mathematics are those of <see cref="VectorMath"/>, where their errors are
/// stated.
/// </summary>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="T">One lane: float or double.</typeparam>
/// <typeparam name="TInt">The integer vector with as many lanes of the same size, which is also the mask.</typeparam>
public unsafe interface IFloatVector<TSelf, T, TInt> : IVector<TSelf, T, TInt>
    where TSelf : struct, IFloatVector<TSelf, T, TInt>
    where T : unmanaged
    where TInt : struct
{
    /// <summary>A number in all lanes, rounded to the type.</summary>
    static abstract TSelf Constant(double value);

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

    /// <summary>eˣ.</summary>
    static abstract TSelf Exp(TSelf value);

    /// <summary>eˣ − 1, exact also near 0.</summary>
    static abstract TSelf Expm1(TSelf value);

    /// <summary>Natural logarithm; −∞ at ±0, NaN below.</summary>
    static abstract TSelf Log(TSelf value);

    /// <summary>log(1 + x), exact also near 0.</summary>
    static abstract TSelf Log1p(TSelf value);

    /// <summary>Hyperbolic tangent.</summary>
    static abstract TSelf Tanh(TSelf value);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    static abstract TSelf Sigmoid(TSelf value);

    /// <summary>The error function.</summary>
    static abstract TSelf Erf(TSelf value);

    /// <summary>Sine of radians.</summary>
    static abstract TSelf Sin(TSelf value);

    /// <summary>Cosine of radians.</summary>
    static abstract TSelf Cos(TSelf value);

    /// <summary>Power, with the special cases of IEEE 754 (C's <c>pow</c>).</summary>
    static abstract TSelf Pow(TSelf value, TSelf exponent);
}
