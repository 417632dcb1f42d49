namespace NetLang.Runtime.Generator;

/// <summary>What only vectors of integers have: IIntVector.</summary>
internal static class IntegerMembers
{
    public const string Text = """

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Constant(long value) => new($vector.Create(unchecked(($lane)value)));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self MultiplyLowerHalves($self left, $self right) => new(($lower_product).As$framework());

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self UpperHalves($self value) => new((value.Value.AsUInt64() >>> 32).As$framework());

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self JoinLowerHalves($self lower, $self upper) => new(
                ((lower.Value.AsUInt64() & $vector.Create((ulong)uint.MaxValue)) | (upper.Value.AsUInt64() << 32))
                .As$framework());

            /// <inheritdoc/>
            public static $self operator /($self left, $self right)
            {
                var result = left;
                var lanes = ($lane*)&result;
                for (var lane = 0; lane < $count; lane++)
                    lanes[lane] = right[lane] switch
                    {
                        0 => 0,
                        -1 => unchecked(-left[lane]),
                        var divisor => left[lane] / divisor,
                    };
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
            public static $self LoadMaskPartial(byte* source, nint count) =>
                NotEqual(LoadBytesPartial(source, count), Zero);

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
                $narrow_bytes;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static $vector<$lane> FirstLanesMask(nint count) => FirstLanes(count).Value;

        """;
}
