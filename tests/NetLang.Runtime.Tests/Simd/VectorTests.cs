using System.Numerics;
using System.Runtime.CompilerServices;
using NetLang.Runtime.Simd;
using Xunit;

namespace NetLang.Runtime.Tests.Simd;

/// <summary>Each operation of each vector against the scalar operation, lane by lane.</summary>
[Trait("Category", "Numeric")]
public unsafe class VectorTests
{
    [Fact]
    public void TheExpectedWidthIsInUse() => VectorWidth.AssertAsExpected();

    [Fact]
    public void Floats512()
    {
        Floats<F32x16, float, I32x16, int>();
        Floats<F64x8, double, I64x8, long>();
    }

    [Fact]
    public void Floats256()
    {
        Floats<F32x8, float, I32x8, int>();
        Floats<F64x4, double, I64x4, long>();
    }

    [Fact]
    public void Floats128()
    {
        Floats<F32x4, float, I32x4, int>();
        Floats<F64x2, double, I64x2, long>();
    }

    [Fact]
    public void Integers512()
    {
        Integers<I32x16, int, F32x16>();
        Integers<I64x8, long, F64x8>();
    }

    [Fact]
    public void Integers256()
    {
        Integers<I32x8, int, F32x8>();
        Integers<I64x4, long, F64x4>();
    }

    [Fact]
    public void Integers128()
    {
        Integers<I32x4, int, F32x4>();
        Integers<I64x2, long, F64x2>();
    }

    [Fact]
    public void LanesWidenAndNarrow()
    {
        Conversions<Lanes8, F32x8, I32x8, F64x8, I64x8>();
        Conversions<Lanes4, F32x4, I32x4, F64x4, I64x4>();
    }

    [Fact]
    public void FusedMultiplyAddIsTheSameInAllWidths()
    {
        for (var i = 1; i < 100; i++)
        {
            float x = 1f / i, y = 3f + i, z = -(x * y);
            var result = F32x4.FusedMultiplyAdd(F32x4.Create(x), F32x4.Create(y), F32x4.Create(z))[0];
            Assert.Equal(result, F32x8.FusedMultiplyAdd(F32x8.Create(x), F32x8.Create(y), F32x8.Create(z))[7]);
            Assert.Equal(result, F32x16.FusedMultiplyAdd(F32x16.Create(x), F32x16.Create(y), F32x16.Create(z))[15]);
            Assert.Equal(VectorHardware.HasFusedMultiplyAdd ? MathF.FusedMultiplyAdd(x, y, z) : 0, result);
        }
    }

    private static void Floats<F, T, I, J>()
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where I : struct, IIntVector<I, J, F>
        where J : unmanaged, IBinaryInteger<J>
    {
        T[] values =
        [
            T.Zero, T.NegativeZero, T.One, -T.One, T.CreateChecked(2.5), T.CreateChecked(-2.5), T.CreateChecked(3.5),
            T.CreateChecked(-0.5), T.NaN, T.PositiveInfinity, T.NegativeInfinity,
            T.CreateChecked(1e30), T.CreateChecked(-1e30),
            T.Epsilon, T.CreateChecked(123456.75), T.CreateChecked(-7),
        ];
        Common<F, T, I>(values);
        Memory<F, T, I>(values);
        foreach (var x in values)
        {
            Same(T.Sqrt(x), F.Sqrt(F.Create(x))[0]);
            Same(T.Floor(x), F.Floor(F.Create(x))[0]);
            Same(T.Ceiling(x), F.Ceiling(F.Create(x))[0]);
            Same(T.Round(x, MidpointRounding.ToEven), F.Round(F.Create(x))[0]);
            Same(T.Truncate(x), F.Truncate(F.Create(x))[0]);
            Same(J.CreateSaturating(x), F.ConvertToInt(F.Create(x))[F.Count - 1]);
            Same(x, I.BitCastToFloat(F.BitCastToInt(F.Create(x)))[0]);
            foreach (var y in values)
            {
                Same(T.CopySign(x, y), F.CopySign(F.Create(x), F.Create(y))[0]);
                Same(x / y, (F.Create(x) / F.Create(y))[0]);
            }
        }
    }

    // The first 64 bits, which are one lane of 8 bytes or two of 4.
    private static void Halves<I, J, F>(J x, J y)
        where I : struct, IIntVector<I, J, F>
        where J : unmanaged, IBinaryInteger<J>, IMinMaxValue<J>
        where F : struct
    {
        var (left, right) = (I.Create(x), I.Create(y));
        var product = (ulong)uint.CreateTruncating(x) * uint.CreateTruncating(y);
        Assert.Equal(product, Bits(I.MultiplyLowerHalves(left, right)));
        Assert.Equal(Bits(left) >> 32, Bits(I.UpperHalves(left)));
        Assert.Equal(
            uint.CreateTruncating(x) | ((ulong)uint.CreateTruncating(y) << 32), Bits(I.JoinLowerHalves(left, right)));

        static ulong Bits(I vector) => Unsafe.SizeOf<J>() == 8
            ? ulong.CreateTruncating(vector[0])
            : uint.CreateTruncating(vector[0]) | ((ulong)uint.CreateTruncating(vector[1]) << 32);
    }

    private static void Integers<I, J, F>()
        where I : struct, IIntVector<I, J, F>
        where J : unmanaged, IBinaryInteger<J>, IMinMaxValue<J>
        where F : struct
    {
        J[] values =
        [
            J.Zero, J.One, -J.One, J.MinValue, J.MaxValue, J.CreateChecked(7), J.CreateChecked(-7), J.CreateChecked(3),
            J.CreateChecked(-3), J.CreateChecked(123456), J.CreateChecked(0x7EDCBA98),
            J.CreateChecked(2), J.CreateChecked(-100),
            J.CreateChecked(64), J.CreateChecked(255), J.CreateChecked(256),
        ];
        Common<I, J, I>(values);
        Memory<I, J, I>(values);
        Bytes<I, J, F>();
        foreach (var x in values)
        {
            Same(~x, (~I.Create(x))[0]);
            Same(x << 3, (I.Create(x) << 3)[0]);
            Same(x >> 3, (I.Create(x) >> 3)[0]);
            Same(x >>> 3, (I.Create(x) >>> 3)[0]);
            foreach (var y in values)
            {
                Same(x & y, (I.Create(x) & I.Create(y))[0]);
                Same(x | y, (I.Create(x) | I.Create(y))[0]);
                Same(x ^ y, (I.Create(x) ^ I.Create(y))[0]);
                var (a, b) = (BigInteger.CreateChecked(x), BigInteger.CreateChecked(y));
                Same(b == 0 ? J.Zero : J.CreateTruncating(a / b), (I.Create(x) / I.Create(y))[0]);
                var floor = b == 0 ? 0 : (a - (((a % b) + b) % b)) / b;
                Same(J.CreateTruncating(floor), I.FloorDivide(I.Create(x), I.Create(y))[0]);
                Halves<I, J, F>(x, y);
            }
        }

        for (nint count = -1; count <= I.Count + 1; count++)
        {
            var mask = I.FirstLanes(count);
            for (var lane = 0; lane < I.Count; lane++)
                Same(lane < count ? -J.One : J.Zero, mask[lane]);
            Assert.Equal(count > 0, I.Any(mask));
            Assert.Equal(count >= I.Count, I.All(mask));
        }
    }

    private static void Common<V, T, M>(T[] values)
        where V : struct, IVector<V, T, M>
        where T : unmanaged, INumber<T>
        where M : struct
    {
        foreach (var x in values)
        {
            var a = V.Create(x);
            Same(-x, (-a)[0]);
            Same(x == T.Zero || T.IsNaN(x) ? x : T.CreateChecked(T.Sign(x)), V.Sign(a)[0]);
            Same(T.IsNegative(x) ? unchecked(-x) : x, V.Abs(a)[0]);
            foreach (var y in values)
            {
                var b = V.Create(y);
                Same(x + y, (a + b)[0]);
                Same(x - y, (a - b)[V.Count - 1]);
                Same(unchecked(x * y), (a * b)[0]);
                Same(T.Min(x, y), V.Min(a, b)[0]);
                Same(T.Max(x, y), V.Max(a, b)[0]);
                Same(x == y, V.Select(V.Equal(a, b), V.Create(T.One), V.Zero)[0] == T.One);
                Same(x != y, V.Select(V.NotEqual(a, b), V.Create(T.One), V.Zero)[0] == T.One);
                Same(x < y, V.Select(V.Less(a, b), V.Create(T.One), V.Zero)[0] == T.One);
                Same(x <= y, V.Select(V.LessOrEqual(a, b), V.Create(T.One), V.Zero)[0] == T.One);
                Same(x > y, V.Select(V.Greater(a, b), V.Create(T.One), V.Zero)[0] == T.One);
                Same(x >= y, V.Select(V.GreaterOrEqual(a, b), V.Create(T.One), V.Zero)[0] == T.One);
            }
        }

        var sequence = V.Sequence(T.CreateChecked(5));
        for (var lane = 0; lane < V.Count; lane++)
            Same(T.CreateChecked(5 + lane), sequence[lane]);
        Same(T.CreateChecked(V.Count * (V.Count + 9) / 2), V.ReduceSum(sequence));
        Same(T.CreateChecked(5), V.ReduceMin(sequence));
        Same(T.CreateChecked(4 + V.Count), V.ReduceMax(sequence));
        Same(T.CreateChecked(1 << V.Count), V.ReduceProduct(V.Create(T.CreateChecked(2))));
    }

    /// <summary>Partial and strided access leaves what it must not touch.</summary>
    private static void Memory<V, T, M>(T[] values)
        where V : struct, IVector<V, T, M>
        where T : unmanaged, INumber<T>
        where M : struct
    {
        const int Stride = 3;
        var other = T.CreateChecked(99);
        var source = stackalloc T[16 * Stride];
        for (var i = 0; i < 16 * Stride; i++)
            source[i] = values[i % values.Length];
        var target = stackalloc T[16 * Stride];
        for (nint count = 0; count <= V.Count; count++)
        {
            var (partial, strided) = (V.LoadPartial(source, count), V.LoadStrided(source, Stride, count));
            var repeated = V.LoadStrided(source + 2, 0, count);
            for (var lane = 0; lane < V.Count; lane++)
            {
                Same(lane < count ? source[lane] : T.Zero, partial[lane]);
                Same(lane < count ? source[lane * Stride] : T.Zero, strided[lane]);
                Same(lane < count ? source[2] : T.Zero, repeated[lane]);
            }

            foreach (var stride in new[] { 1, Stride })
            {
                new Span<T>(target, 16 * Stride).Fill(other);
                if (stride == 1)
                    V.Load(source).StorePartial(target, count);
                else
                    V.Load(source).StoreStrided(target, stride, count);
                for (var i = 0; i < 16 * Stride; i++)
                    Same(i % stride == 0 && i / stride < count ? source[i / stride] : other, target[i]);
            }
        }

        new Span<T>(target, 16 * Stride).Fill(other);
        V.Load(source).Store(target);
        for (var i = 0; i <= V.Count; i++)
            Same(i < V.Count ? source[i] : other, target[i]);
    }

    private static void Bytes<I, J, F>()
        where I : struct, IIntVector<I, J, F>
        where J : unmanaged, IBinaryInteger<J>
        where F : struct
    {
        var source = stackalloc byte[17];
        for (var i = 0; i < 17; i++)
            source[i] = (byte)(i % 3 == 0 ? 0 : 255 - i);
        var target = stackalloc byte[17];
        for (nint count = 0; count <= I.Count; count++)
        {
            var isAll = count == I.Count;
            var bytes = isAll ? I.LoadBytes(source) : I.LoadBytesPartial(source, count);
            var mask = isAll ? I.LoadMask(source) : I.LoadMaskPartial(source, count);
            for (var lane = 0; lane < I.Count; lane++)
            {
                Same(lane < count ? J.CreateChecked(source[lane]) : J.Zero, bytes[lane]);
                Same(lane < count && source[lane] != 0 ? -J.One : J.Zero, mask[lane]);
            }

            new Span<byte>(target, 17).Fill(77);
            I.LoadBytes(source).StoreBytesPartial(target, count);
            for (var lane = 0; lane < 17; lane++)
                Same(lane < count ? source[lane] : (byte)77, target[lane]);
            new Span<byte>(target, 17).Fill(77);
            I.LoadMask(source).StoreMaskPartial(target, count);
            for (var lane = 0; lane < 17; lane++)
                Same(lane < count ? (byte)(source[lane] != 0 ? 1 : 0) : (byte)77, target[lane]);
        }
    }

    private static void Conversions<C, F, I, D, L>()
        where C : struct, ILaneConversion<F, I, D, L>
        where F : struct, IFloatVector<F, float, I>
        where I : struct, IIntVector<I, int, F>
        where D : struct, IFloatVector<D, double, L>
        where L : struct, IIntVector<L, long, D>
    {
        Assert.Equal(F.Count, D.Count);
        var integers = I.Sequence(-2);
        for (var lane = 0; lane < F.Count; lane++)
        {
            Same(lane - 2.0, C.Widen(I.ConvertToFloat(integers))[lane]);
            Same(lane - 2L, C.Widen(integers)[lane]);
            Same(lane + 0.1f, C.Narrow(D.Sequence(0) + D.Create(0.1))[lane]);
            Same(lane - 2, C.Narrow(L.Sequence((1L << 40) - 2))[lane]);
        }
    }

    private static void Same<T>(T expected, T actual) => Assert.Equal(expected, actual);
}
