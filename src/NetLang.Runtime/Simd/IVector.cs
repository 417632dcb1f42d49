namespace NetLang.Runtime.Simd;

/// <summary>
/// A vector of <see cref="Count"/> lanes. Emitted kernels are generic over these interfaces and instantiated with
/// the width that the hardware has; every implementation is a readonly struct around one hardware vector, so the
/// abstraction costs nothing once compiled.
/// </summary>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="T">One lane.</typeparam>
/// <typeparam name="TMask">The integer vector of as many lanes: a mask has all bits of a lane set, or none.</typeparam>
public unsafe interface IVector<TSelf, T, TMask>
    where TSelf : struct, IVector<TSelf, T, TMask>
    where T : unmanaged
    where TMask : struct
{
    /// <summary>Lanes a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Zero in all lanes.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>One lane; for tests and the ends of reductions.</summary>
    T this[int lane] { get; }

    /// <summary>The same value in all lanes.</summary>
    static abstract TSelf Create(T value);

    /// <summary>start, start + 1, start + 2, …</summary>
    static abstract TSelf Sequence(T start);

    /// <summary>Loads <see cref="Count"/> consecutive elements; no alignment is needed.</summary>
    static abstract TSelf Load(T* source);

    /// <summary>Loads the first <paramref name="count"/> elements and nothing beyond them; other lanes are 0.</summary>
    static abstract TSelf LoadPartial(T* source, nint count);

    /// <summary>
    /// Loads at most <see cref="Count"/> of <paramref name="count"/> elements that lie
    /// <paramref name="stride"/> elements apart (0 repeats one element); other lanes are 0.
    /// </summary>
    static abstract TSelf LoadStrided(T* source, nint stride, nint count);

    /// <summary>Stores all lanes.</summary>
    void Store(T* destination);

    /// <summary>Stores the first <paramref name="count"/> lanes and touches nothing beyond them.</summary>
    void StorePartial(T* destination, nint count);

    /// <summary>Stores the first <paramref name="count"/> lanes, <paramref name="stride"/> elements apart.</summary>
    void StoreStrided(T* destination, nint stride, nint count);

    /// <summary>Lane by lane.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>Lane by lane.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>Lane by lane.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>
    /// Lane by lane. Integers truncate towards 0; by 0 the result is 0, and the smallest integer by −1 is itself.
    /// </summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Lane by lane.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>The smaller; NaN where either is NaN, and −0 below +0.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The larger; NaN where either is NaN, and +0 above −0.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>
    /// left · right + addend: one rounding where the hardware has fused instructions, else two, but on one machine the
    /// same in all widths and for all lanes. Integers wrap.
    /// </summary>
    static abstract TSelf FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The magnitude.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>1, −1, or the value itself where it is 0 or NaN.</summary>
    static abstract TSelf Sign(TSelf value);

    /// <summary>left = right; false where either is NaN.</summary>
    static abstract TMask Equal(TSelf left, TSelf right);

    /// <summary>left ≠ right; true where either is NaN.</summary>
    static abstract TMask NotEqual(TSelf left, TSelf right);

    /// <summary>left &lt; right; false where either is NaN.</summary>
    static abstract TMask Less(TSelf left, TSelf right);

    /// <summary>left ≤ right; false where either is NaN.</summary>
    static abstract TMask LessOrEqual(TSelf left, TSelf right);

    /// <summary>left &gt; right; false where either is NaN.</summary>
    static abstract TMask Greater(TSelf left, TSelf right);

    /// <summary>left ≥ right; false where either is NaN.</summary>
    static abstract TMask GreaterOrEqual(TSelf left, TSelf right);

    /// <summary>
    /// Lanes of <paramref name="whenSet"/> where the mask is set, else of <paramref name="otherwise"/>.
    /// </summary>
    static abstract TSelf Select(TMask mask, TSelf whenSet, TSelf otherwise);

    /// <summary>All lanes added, halves first: ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7)) for eight.</summary>
    static abstract T ReduceSum(TSelf value);

    /// <summary>All lanes multiplied, in the order of <see cref="ReduceSum"/>.</summary>
    static abstract T ReduceProduct(TSelf value);

    /// <summary>The smallest lane; NaN where one is NaN.</summary>
    static abstract T ReduceMin(TSelf value);

    /// <summary>The largest lane; NaN where one is NaN.</summary>
    static abstract T ReduceMax(TSelf value);
}
