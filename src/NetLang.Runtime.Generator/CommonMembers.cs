namespace NetLang.Runtime.Generator;

/// <summary>What vectors of floats and of integers have in common: IVector.</summary>
internal static class CommonMembers
{
    public const string Text = """

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
            public static $mask NotEqual($self left, $self right) =>
                new((~$vector.Equals(left.Value, right.Value))$asmask);

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
}
