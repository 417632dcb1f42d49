namespace NetLang.Runtime.Simd;

/// <summary>What of float vectors does not depend on their lane type, so that one call serves f32 and f64.</summary>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="TInt">The integer vector with as many lanes of the same size.</typeparam>
public interface IFloatLanes<TSelf, TInt>
    where TSelf : struct, IFloatLanes<TSelf, TInt>
    where TInt : struct
{
    /// <summary>A number in all lanes, rounded to the type.</summary>
    static abstract TSelf Constant(double value);

    /// <summary>left · right + a number in all lanes, rounded once where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, double addend);

    /// <summary>The lesser of lane and bound; NaN stays.</summary>
    static abstract TSelf AtMost(TSelf value, double bound);

    /// <summary>The greater of lane and bound; NaN stays.</summary>
    static abstract TSelf AtLeast(TSelf value, double bound);

    /// <summary>x · 2ⁿ, in two steps: n may be beyond the exponents, and the result denormal.</summary>
    static abstract TSelf Scale(TSelf value, TInt exponent);

    /// <summary>Uniform random numbers; see <see cref="Random.Philox.Uniform{F, I}"/>.</summary>
    static abstract TSelf RandomUniform(ulong seed, ulong step, ulong key, long first, long stride);

    /// <summary>Normal random numbers; see <see cref="Random.Philox.Normal{F, I}"/>.</summary>
    static abstract TSelf RandomNormal(ulong seed, ulong step, ulong key, long first, long stride);
}
