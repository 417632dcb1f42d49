namespace NetLang.Runtime.Generator;

/// <summary>What only vectors of floats have: IFloatVector.</summary>
internal static class FloatMembers
{
    public const string Text = """

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self operator /($self left, $self right) => new(left.Value / right.Value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Constant(double value) => new($vector.Create(($lane)value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self MultiplyAdd($self left, $self right, double addend) =>
                new($vector.MultiplyAddEstimate(left.Value, right.Value, $vector.Create(($lane)addend)));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self AtMost($self value, double bound) =>
                new($vector.MinNative($vector.Create(($lane)bound), value.Value)); // of a NaN, x86 takes the second

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self AtLeast($self value, double bound) =>
                new($vector.MaxNative($vector.Create(($lane)bound), value.Value));

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Scale($self value, $other exponent)
            {
                var half = exponent.Value >> 1;
                var rest = exponent.Value - half;
                return new(value.Value
                    * ((half + $vector.Create(($integer)$bias)) << $mantissa)$frommask
                    * ((rest + $vector.Create(($integer)$bias)) << $mantissa)$frommask);
            }

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
            public static $self Log($self value) =>
                LogFunctions<FusedArithmetic, $self, $lane, $other, $integer>.Log(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Log1p($self value) =>
                LogFunctions<FusedArithmetic, $self, $lane, $other, $integer>.Log1p(value);

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
            public static $self Sin($self value) =>
                TrigonometricFunctions<FusedArithmetic, $self, $lane, $other, $integer>.Sin(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Cos($self value) =>
                TrigonometricFunctions<FusedArithmetic, $self, $lane, $other, $integer>.Cos(value);

            /// <inheritdoc/>
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public static $self Pow($self value, $self exponent) =>
                PowerFunction<$self, $lane, $other, $integer>.Pow(value, exponent);

            /// <inheritdoc/>
            public static $self RandomUniform(ulong seed, ulong step, ulong key, long first, long stride) =>
                RandomVectors<$self, $lane, $other, $integer>.Uniform(seed, step, key, first, stride);

            /// <inheritdoc/>
            public static void RandomUniformBlock(ulong seed, ulong step, ulong key, long block, $lane* numbers) =>
                RandomVectors<$self, $lane, $other, $integer>.UniformBlock(seed, step, key, block, numbers);

            /// <inheritdoc/>
            public static $self RandomNormal(ulong seed, ulong step, ulong key, long first, long stride) =>
                RandomVectors<$self, $lane, $other, $integer>.Normal(seed, step, key, first, stride);

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            private static $vector<$lane> FirstLanesMask(nint count) => $mask.FirstLanes(count).Value$frommask;

        """;
}
