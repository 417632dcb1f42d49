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

    public static string NarrowBytes(LaneType type, int bits)
    {
        if (bits == 512)
        {
            return "Avx512F.IsSupported ? Avx512F.ConvertToVector128Byte(Value)\n"
                + $"        : PackedBytes.Narrow<{type.Prefix}x{bits / 8 / type.Bytes}, {type.Name}>(this)";
        }

        var halves = bits == 256 ? "Value.GetLower(), Value.GetUpper()" : $"Value, Vector128<{type.Name}>.Zero";
        return "Avx512F.VL.IsSupported ? Avx512F.VL.ConvertToVector128Byte(Value)\n"
            + $"        : PackedBytes.Narrow({(type.Bytes == 4 ? halves : $"Vector128.Narrow({halves}), Vector128<int>.Zero")})";
    }

    /// <summary>Products of the lower 32 bits of each 64.</summary>
    public static string LowerProduct(int bits)
    {
        var set = bits == 512 ? "Avx512F" : bits == 256 ? "Avx2" : "Sse2";
        var low = $"Vector{bits}.Create((ulong)uint.MaxValue)";
        return $"{set}.IsSupported ? {set}.Multiply(left.Value.AsUInt32(), right.Value.AsUInt32()) "
            + $": (left.Value.AsUInt64() & {low}) * (right.Value.AsUInt64() & {low})";
    }
}
