namespace NetLang.Runtime.Generator;

/// <summary>What the widths do differently: the members of which each instruction set has a form of its own.</summary>
internal static class VectorInstructions
{
    /// <summary>
    /// Loads under a mask do not fault on what the mask hides; 128 and 256 bits have them since AVX, for floats.
    /// </summary>
    public static string PartialLoad(LaneType type, int bits)
    {
        var mask = "FirstLanesMask(count)";
        return bits == 512
            ? $"Avx512F.IsSupported ? new(Avx512F.MaskLoad(source, {mask}, Vector512<{type.Name}>.Zero))"
            : type.IsFloat
                ? $"Avx.IsSupported ? new(Avx.MaskLoad(source, {mask}))"
                : $"Avx2.IsSupported ? new(Avx2.MaskLoad(source, {mask}))";
    }

    public static string PartialStore(LaneType type, int bits)
    {
        var set = bits == 512 ? "Avx512F" : type.IsFloat ? "Avx" : "Avx2";
        return $"if ({set}.IsSupported)\n            {set}.MaskStore(destination, FirstLanesMask(count), Value);";
    }

    public static string WidenBytes(LaneType type, int bits)
    {
        var set = bits == 512 ? "Avx512F" : bits == 256 ? "Avx2" : "Sse41";
        return $"{set}.IsSupported ? new({set}.ConvertToVector{bits}{type.Framework}(bytes))";
    }

    public static string NarrowBytes(LaneType type, int bits) =>
        bits == 512
            ? "Avx512F.IsSupported ? Avx512F.ConvertToVector128Byte(Value)"
            : "Avx512F.VL.IsSupported ? Avx512F.VL.ConvertToVector128Byte(Value)";

    /// <summary>
    /// Products of the lower halves of 64 bits; for lanes of 32 bits, of the even and of the odd ones.
    /// </summary>
    public static string MultiplyHigh(LaneType type, int bits) => type.Bytes == 8
        ? "        return new((Products32(left.Value.AsUInt64(), right.Value.AsUInt64()) >>> 32).AsInt64());"
        : $"""
                    var even = Products32(left.Value.AsUInt64(), right.Value.AsUInt64()) >>> 32;
                    var odd = Products32(left.Value.AsUInt64() >>> 32, right.Value.AsUInt64() >>> 32);
                    return new((even | (odd & Vector{bits}.Create(0xFFFFFFFF00000000))).AsInt32());
            """;

    public static string Products(int bits)
    {
        var set = bits == 512 ? "Avx512F" : bits == 256 ? "Avx2" : "Sse2";
        var low = $"Vector{bits}.Create((ulong)uint.MaxValue)";
        return $"{set}.IsSupported ? {set}.Multiply(left.AsUInt32(), right.AsUInt32()) "
            + $": (left & {low}) * (right & {low})";
    }
}
