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

    /// <summary>Uniform random numbers; see <see cref="Random.Philox.Uniform{F, I}"/>.</summary>
    static abstract TSelf RandomUniform(ulong seed, ulong step, ulong key, long first, long stride);

    /// <summary>Normal random numbers; see <see cref="Random.Philox.Normal{F, I}"/>.</summary>
    static abstract TSelf RandomNormal(ulong seed, ulong step, ulong key, long first, long stride);
}
