namespace NetLang.Runtime.Generator;

/// <summary>
/// Writes the structs that implement IFloatVector and IIntVector: one for each lane type and width, which differ in
/// names and in the masked and narrowing instructions that their width has.
/// </summary>
public static class VectorStructs
{
    private static readonly int[] Widths = [512, 256, 128];

    /// <summary>One file a struct.</summary>
    public static IEnumerable<(string Name, string Text)> Files() =>
        from type in LaneType.All
        from bits in Widths
        let struct_ = type.Prefix + "x" + (bits / 8 / type.Bytes)
        select (struct_ + ".cs", Struct(type, bits, struct_));

    private static string Struct(LaneType type, int bits, string self)
    {
        var members = Common + (type.IsFloat ? FloatMembers : IntegerMembers);
        return (Header + members + "}\n")
            .Replace("$interface", type.IsFloat ? "IFloatVector" : "IIntVector", StringComparison.Ordinal)
            .Replace("$partial_load", PartialLoad(type, bits), StringComparison.Ordinal)
            .Replace("$partial_store", PartialStore(type, bits), StringComparison.Ordinal)
            .Replace("$widen_bytes", WidenBytes(type, bits), StringComparison.Ordinal)
            .Replace("$narrow_bytes", NarrowBytes(type, bits), StringComparison.Ordinal)
            .Replace("$sum", Reduction(bits, type, (a, b) => $"{a} + {b}"), StringComparison.Ordinal)
            .Replace("$product", Reduction(bits, type, (a, b) => $"{a} * {b}"), StringComparison.Ordinal)
            .Replace("$minimum", Reduction(bits, type, (a, b) => $"$min({a}, {b})"), StringComparison.Ordinal)
            .Replace("$maximum", Reduction(bits, type, (a, b) => $"$max({a}, {b})"), StringComparison.Ordinal)
            .Replace("$fma", type.IsFloat
                ? $"new(Vector{bits}.MultiplyAddEstimate(left.Value, right.Value, addend.Value))"
                : "(left * right) + addend", StringComparison.Ordinal)
            .Replace("$integer", type.Other.Name, StringComparison.Ordinal)
            .Replace("$multiply_high", MultiplyHigh(type, bits), StringComparison.Ordinal)
            .Replace("$wide_multiply", Products(bits), StringComparison.Ordinal)
            .Replace("$mask", (type.IsFloat ? type.Partner : type.Prefix) + self[3..], StringComparison.Ordinal)
            .Replace("$other", type.Partner + self[3..], StringComparison.Ordinal)
            .Replace("$asmask", type.IsFloat ? ".As" + type.Other.Framework + "()" : "", StringComparison.Ordinal)
            .Replace("$frommask", type.IsFloat ? ".As" + type.Framework + "()" : "", StringComparison.Ordinal)
            .Replace("$as", "As" + type.Other.Framework, StringComparison.Ordinal)
            .Replace("$to", "ConvertTo" + type.Other.Framework, StringComparison.Ordinal)
            .Replace("$count", $"{bits / 8 / type.Bytes}", StringComparison.Ordinal)
            .Replace("$vector", "Vector" + bits, StringComparison.Ordinal)
            .Replace("$lane", type.Name, StringComparison.Ordinal)
            .Replace("$self", self, StringComparison.Ordinal);
    }

    /// <summary>Halves are combined until one vector of 128 bits is left, then its lanes.</summary>
    private static string Reduction(int bits, LaneType type, Func<string, string, string> combine)
    {
        string[] lines = [];
        var vector = "value.Value";
        for (var width = bits; width > 128; width /= 2)
        {
            var combined = combine($"{vector}.GetLower()", $"{vector}.GetUpper()")
                .Replace("$m", $"Vector{width / 2}.M", StringComparison.Ordinal);
            lines = [.. lines, $"        var half{width / 2} = {combined};\n"];
            vector = "half" + (width / 2);
        }

        string Lane(int lane) => $"{vector}[{lane}]";
        var last = type.Bytes == 8
            ? combine(Lane(0), Lane(1))
            : combine($"({combine(Lane(0), Lane(2))})", $"({combine(Lane(1), Lane(3))})");
        last = last.Replace("$m", (type.IsFloat ? type.Name : "Math") + ".M", StringComparison.Ordinal);
        return string.Concat(lines) + $"        return {last};";
    }

    /// <summary>Loads under a mask do not fault on what the mask hides; 128 and 256 bits have them since AVX, for floats.</summary>
    private static string PartialLoad(LaneType type, int bits)
    {
        var mask = "FirstLanesMask(count)";
        return bits == 512
            ? $"Avx512F.IsSupported ? new(Avx512F.MaskLoad(source, {mask}, Vector512<{type.Name}>.Zero))"
            : type.IsFloat
                ? $"Avx.IsSupported ? new(Avx.MaskLoad(source, {mask}))"
                : $"Avx2.IsSupported ? new(Avx2.MaskLoad(source, {mask}))";
    }

    private static string PartialStore(LaneType type, int bits)
    {
        var set = bits == 512 ? "Avx512F" : type.IsFloat ? "Avx" : "Avx2";
        return $"if ({set}.IsSupported)\n            {set}.MaskStore(destination, FirstLanesMask(count), Value);";
    }

    private static string WidenBytes(LaneType type, int bits)
    {
        var set = bits == 512 ? "Avx512F" : bits == 256 ? "Avx2" : "Sse41";
        return $"{set}.IsSupported ? new({set}.ConvertToVector{bits}{type.Framework}(bytes))";
    }

    private static string NarrowBytes(LaneType type, int bits) =>
        bits == 512
            ? "Avx512F.IsSupported ? Avx512F.ConvertToVector128Byte(Value)"
            : "Avx512F.VL.IsSupported ? Avx512F.VL.ConvertToVector128Byte(Value)";

    /// <summary>Products of the lower halves of 64 bits; for lanes of 32 bits, of the even and of the odd ones.</summary>
    private static string MultiplyHigh(LaneType type, int bits) => type.Bytes == 8
        ? "        return new((Products32(left.Value.AsUInt64(), right.Value.AsUInt64()) >>> 32).AsInt64());"
        : $"""
                    var even = Products32(left.Value.AsUInt64(), right.Value.AsUInt64()) >>> 32;
                    var odd = Products32(left.Value.AsUInt64() >>> 32, right.Value.AsUInt64() >>> 32);
                    return new((even | (odd & Vector{bits}.Create(0xFFFFFFFF00000000))).AsInt32());
            """;

    private static string Products(int bits)
    {
        var set = bits == 512 ? "Avx512F" : bits == 256 ? "Avx2" : "Sse2";
        var low = $"Vector{bits}.Create((ulong)uint.MaxValue)";
        return $"{set}.IsSupported ? {set}.Multiply(left.AsUInt32(), right.AsUInt32()) : (left & {low}) * (right & {low})";
    }

    private const string Header = """
        // <auto-generated>Written by src/NetLang.Runtime.Generator.</auto-generated>
        #nullable enable
        using System.Runtime.CompilerServices;
        using System.Runtime.Intrinsics;
        using System.Runtime.Intrinsics.X86;
        using NetLang.Runtime.Random;

        namespace NetLang.Runtime.Simd;

        /// <summary>$count lanes of $lane.</summary>
        /// <param name="value">The hardware vector.</param>
        public readonly unsafe struct $self($vector<$lane> value) : $interface<$self, $lane, $other>
        {
            /// <summary>The hardware vector.</summary>
            public readonly $vector<$lane> Value = value;

        """;

    private const string Common = """

            /// <inheritdoc/>
            public static int Count => $count;

            /// <inheritdoc/>
            public static $self Zero => default;

            /// <inheritdoc/>
            public $lane this[int lane] => Value[lane];

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Create($lane value) => new($vector.Create(value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Sequence($lane start) => new($vector.Create(start) + $vector<$lane>.Indices);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Load($lane* source) => new($vector.Load(source));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self LoadPartial($lane* source, nint count) =>
                count >= $count ? Load(source)
                : $partial_load
                : LaneMemory.Load<$self, $lane>(source, 1, count);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self LoadStrided($lane* source, nint stride, nint count) =>
                stride == 1 ? LoadPartial(source, count)
                : stride == 0 && count >= $count ? Create(*source)
                : LaneMemory.Load<$self, $lane>(source, stride, count);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void Store($lane* destination) => Value.Store(destination);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void StorePartial($lane* destination, nint count)
            {
                if (count >= $count)
                    Value.Store(destination);
                else $partial_store
                else
                    LaneMemory.Store(Value, destination, 1, count);
            }

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void StoreStrided($lane* destination, nint stride, nint count)
            {
                if (stride == 1)
                    StorePartial(destination, count);
                else
                    LaneMemory.Store(Value, destination, stride, count);
            }

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator +($self left, $self right) => new(left.Value + right.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator -($self left, $self right) => new(left.Value - right.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator *($self left, $self right) => new(left.Value * right.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator -($self value) => new(-value.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Min($self left, $self right) => new($vector.Min(left.Value, right.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Max($self left, $self right) => new($vector.Max(left.Value, right.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self FusedMultiplyAdd($self left, $self right, $self addend) =>
                $fma;

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Abs($self value) => new($vector.Abs(value.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Sign($self value) =>
                Select(Greater(value, Zero), Create(1), Select(Less(value, Zero), Create(-1), value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $mask Equal($self left, $self right) => new($vector.Equals(left.Value, right.Value)$asmask);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $mask NotEqual($self left, $self right) => new((~$vector.Equals(left.Value, right.Value))$asmask);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $mask Less($self left, $self right) => new($vector.LessThan(left.Value, right.Value)$asmask);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $mask LessOrEqual($self left, $self right) =>
                new($vector.LessThanOrEqual(left.Value, right.Value)$asmask);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $mask Greater($self left, $self right) =>
                new($vector.GreaterThan(left.Value, right.Value)$asmask);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $mask GreaterOrEqual($self left, $self right) =>
                new($vector.GreaterThanOrEqual(left.Value, right.Value)$asmask);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Select($mask mask, $self whenSet, $self otherwise) =>
                new($vector.ConditionalSelect(mask.Value$frommask, whenSet.Value, otherwise.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $lane ReduceSum($self value)
            {
        $sum
            }

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $lane ReduceProduct($self value)
            {
        $product
            }

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $lane ReduceMin($self value)
            {
        $minimum
            }

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $lane ReduceMax($self value)
            {
        $maximum
            }

        """;

    private const string FloatMembers = """

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator /($self left, $self right) => new(left.Value / right.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Constant(double value) => new($vector.Create(($lane)value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Sqrt($self value) => new($vector.Sqrt(value.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Floor($self value) => new($vector.Floor(value.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Ceiling($self value) => new($vector.Ceiling(value.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Round($self value) => new($vector.Round(value.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Truncate($self value) => new($vector.Truncate(value.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self CopySign($self magnitude, $self sign) =>
                new($vector.ConditionalSelect($vector.Create(-($lane)0.0), sign.Value, magnitude.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $other ConvertToInt($self value) => new($vector.$to(value.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $other BitCastToInt($self value) => new(value.Value.$as());

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Exp($self value) => ExpFunctions<$self, $lane, $other, $integer>.Exp(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Expm1($self value) => ExpFunctions<$self, $lane, $other, $integer>.Expm1(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Log($self value) => LogFunctions<FusedArithmetic, $self, $lane, $other, $integer>.Log(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Log1p($self value) => LogFunctions<FusedArithmetic, $self, $lane, $other, $integer>.Log1p(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Tanh($self value) => ExpFunctions<$self, $lane, $other, $integer>.Tanh(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Sigmoid($self value) => ExpFunctions<$self, $lane, $other, $integer>.Sigmoid(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Erf($self value) => ErrorFunction<$self, $lane, $other, $integer>.Erf(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Sin($self value) => TrigonometricFunctions<FusedArithmetic, $self, $lane, $other, $integer>.Sin(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Cos($self value) => TrigonometricFunctions<FusedArithmetic, $self, $lane, $other, $integer>.Cos(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Pow($self value, $self exponent) =>
                PowerFunction<$self, $lane, $other, $integer>.Pow(value, exponent);

            /// <inheritdoc/>
            public static $self RandomUniform(ulong seed, ulong step, ulong key, long first, long stride) =>
                RandomVectors<$self, $lane, $other, $integer>.Uniform(seed, step, key, first, stride);

            /// <inheritdoc/>
            public static $self RandomNormal(ulong seed, ulong step, ulong key, long first, long stride) =>
                RandomVectors<$self, $lane, $other, $integer>.Normal(seed, step, key, first, stride);

            private static $vector<$lane> FirstLanesMask(nint count) => $mask.FirstLanes(count).Value$frommask;

        """;

    private const string IntegerMembers = """

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Constant(long value) => new($vector.Create(unchecked(($lane)value)));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self MultiplyHigh32($self left, $self right)
            {
        $multiply_high
            }

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static $vector<ulong> Products32($vector<ulong> left, $vector<ulong> right) =>
                $wide_multiply;

            /// <inheritdoc/>
            public static $self operator /($self left, $self right)
            {
                var result = left;
                var lanes = ($lane*)&result;
                for (var lane = 0; lane < $count; lane++)
                    lanes[lane] = right[lane] switch { 0 => 0, -1 => unchecked(-left[lane]), var divisor => left[lane] / divisor };
                return result;
            }

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator &($self left, $self right) => new(left.Value & right.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator |($self left, $self right) => new(left.Value | right.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator ^($self left, $self right) => new(left.Value ^ right.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator ~($self value) => new(~value.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator <<($self value, int bits) => new(value.Value << bits);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator >>($self value, int bits) => new(value.Value >> bits);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator >>>($self value, int bits) => new(value.Value >>> bits);

            /// <inheritdoc/>
            public static $self FloorDivide($self left, $self right)
            {
                var quotient = left / right;
                var remainder = left - (quotient * right);
                var inexact = NotEqual(remainder, Zero) & NotEqual(right, Zero);
                return quotient + (inexact & Less(remainder ^ right, Zero));
            }

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self FirstLanes(nint count) =>
                Less(new($vector<$lane>.Indices), Create(($lane)Math.Clamp(count, 0, $count)));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static bool Any($self mask) => mask.Value != $vector<$lane>.Zero;

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static bool All($self mask) => mask.Value == $vector<$lane>.AllBitsSet;

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $other ConvertToFloat($self value) => new($vector.$to(value.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $other BitCastToFloat($self value) => new(value.Value.$as());

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self LoadBytes(byte* source) => WidenBytes(PackedBytes.Load(source, $count));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self LoadBytesPartial(byte* source, nint count) =>
                count >= $count ? LoadBytes(source) : WidenBytes(PackedBytes.LoadPartial(source, count));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void StoreBytes(byte* destination) => PackedBytes.Store(NarrowToBytes(), destination, $count);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void StoreBytesPartial(byte* destination, nint count)
            {
                if (count >= $count)
                    StoreBytes(destination);
                else
                    PackedBytes.StorePartial(NarrowToBytes(), destination, count);
            }

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self LoadMask(byte* source) => NotEqual(LoadBytes(source), Zero);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self LoadMaskPartial(byte* source, nint count) => NotEqual(LoadBytesPartial(source, count), Zero);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void StoreMask(byte* destination) => (this & Create(1)).StoreBytes(destination);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void StoreMaskPartial(byte* destination, nint count) =>
                (this & Create(1)).StoreBytesPartial(destination, count);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static $self WidenBytes(Vector128<byte> bytes) =>
                $widen_bytes
                : PackedBytes.Widen<$self, $lane>(bytes);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private Vector128<byte> NarrowToBytes() =>
                $narrow_bytes
                : PackedBytes.Narrow<$self, $lane>(this);

            private static $vector<$lane> FirstLanesMask(nint count) => FirstLanes(count).Value;

        """;
}
