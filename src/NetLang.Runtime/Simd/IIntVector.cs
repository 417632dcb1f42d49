namespace NetLang.Runtime.Simd;

/// <summary>
/// A vector of signed integers, which serves as the mask of all vectors with as many lanes of that size.
/// </summary>
/// <typeparam name="TSelf">The vector itself.</typeparam>
/// <typeparam name="T">One lane: int or long.</typeparam>
/// <typeparam name="TFloat">The float vector with as many lanes of the same size.</typeparam>
public unsafe interface IIntVector<TSelf, T, TFloat> : IVector<TSelf, T, TSelf>
    where TSelf : struct, IIntVector<TSelf, T, TFloat>
    where T : unmanaged
    where TFloat : struct
{
    /// <summary>An integer in all lanes, wrapped to the type.</summary>
    static abstract TSelf Constant(long value);

    /// <summary>In each 64 bits the product of the lower 32 bits of both, unsigned.</summary>
    static abstract TSelf MultiplyLowerHalves(TSelf left, TSelf right);

    /// <summary>In each 64 bits the upper 32, moved down; zeros above.</summary>
    static abstract TSelf UpperHalves(TSelf value);

    /// <summary>In each 64 bits the lower 32 of the one, and above them the lower 32 of the other.</summary>
    static abstract TSelf JoinLowerHalves(TSelf lower, TSelf upper);

    /// <summary>Bitwise.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>Bitwise.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>Bitwise.</summary>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>Bitwise.</summary>
    static abstract TSelf operator ~(TSelf value);

    /// <summary>Left shift.</summary>
    static abstract TSelf operator <<(TSelf value, int bits);

    /// <summary>Arithmetic right shift: copies the sign.</summary>
    static abstract TSelf operator >>(TSelf value, int bits);

    /// <summary>Logical right shift: brings in zeros.</summary>
    static abstract TSelf operator >>>(TSelf value, int bits);

    /// <summary>The quotient rounded down; by 0 the result is 0, and the smallest integer by −1 is itself.</summary>
    static abstract TSelf FloorDivide(TSelf left, TSelf right);

    /// <summary>A mask of the first <paramref name="count"/> lanes (none below 1, all from Count on).</summary>
    static abstract TSelf FirstLanes(nint count);

    /// <summary>Whether any lane of a mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>Whether all lanes of a mask are set.</summary>
    static abstract bool All(TSelf mask);

    /// <summary>The numbers as floats, rounded to nearest even.</summary>
    static abstract TFloat ConvertToFloat(TSelf value);

    /// <summary>The bits as floats.</summary>
    static abstract TFloat BitCastToFloat(TSelf value);

    /// <summary>Loads unsigned bytes.</summary>
    static abstract TSelf LoadBytes(byte* source);

    /// <summary>Loads the first <paramref name="count"/> unsigned bytes; other lanes are 0.</summary>
    static abstract TSelf LoadBytesPartial(byte* source, nint count);

    /// <summary>Stores the low byte of each lane.</summary>
    void StoreBytes(byte* destination);

    /// <summary>Stores the low byte of the first <paramref name="count"/> lanes.</summary>
    void StoreBytesPartial(byte* destination, nint count);

    /// <summary>Loads bools as a mask: set where the byte is not 0.</summary>
    static abstract TSelf LoadMask(byte* source);

    /// <summary>Loads the first <paramref name="count"/> bools as a mask; other lanes are not set.</summary>
    static abstract TSelf LoadMaskPartial(byte* source, nint count);

    /// <summary>Stores a mask as bools: bytes 1 and 0.</summary>
    void StoreMask(byte* destination);

    /// <summary>Stores the first <paramref name="count"/> lanes of a mask as bools.</summary>
    void StoreMaskPartial(byte* destination, nint count);
}
