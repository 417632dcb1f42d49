using NetLang.Runtime.Random;
using NetLang.Runtime.Simd;
using Xunit;

namespace NetLang.Runtime.Tests.Random;

[Trait("Category", "Numeric")]
public class PhiloxTests
{
    private const ulong Seed = 42;
    private const ulong Key = 0xDEADBEEFCAFE;

    // Indices in and across blocks of 64, 32 and 16, and where the counter's words carry.
    public static readonly TheoryData<long, long> Places = new()
    {
        { 0, 1 }, { 16, 1 }, { 1, 1 }, { 61, 1 }, { 1000, 3 }, { 7, 100 }, { 5, 0 }, { 500, -7 }, { 3, 1L << 33 },
        { (1L << 34) - 3, 1 }, { (1L << 40) + 5, 1 },
    };

    /// <summary>The known answers that the authors of the generator publish with it.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
        0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0,
        0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void KnownAnswers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), Philox.Block((c0, c1, c2, c3), k0, k1));

    [Fact]
    public void UniformIsTheStatedWordOfTheStatedCounter()
    {
        var key = Philox.MixKey(Seed, Key);
        for (long index = 0; index < 200; index++)
        {
            var place = index % 64;
            var counter = (ulong)((index / 64 * 16) + (place % 16));
            var (x0, x1, x2, x3) = Philox.Block(
                ((uint)counter, (uint)(counter >> 32), 9, 1), (uint)key, (uint)(key >> 32));
            var word = (place / 16) switch { 0 => x0, 1 => x1, 2 => x2, _ => x3 };
            Assert.Equal((word >> 8) / 16777216f, Philox.Uniform32(Seed, (1UL << 32) + 9, Key, index));

            place = index % 32;
            counter = (ulong)((index / 32 * 16) + (place % 16));
            (x0, x1, x2, x3) = Philox.Block(((uint)counter, (uint)(counter >> 32), 9, 1), (uint)key, (uint)(key >> 32));
            var (high, low) = place < 16 ? (x0, x1) : (x2, x3);
            Assert.Equal(
                ((((ulong)high << 32) | low) >> 11) / 9007199254740992.0,
                Philox.Uniform64(Seed, (1UL << 32) + 9, Key, index));
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void AllWidthsGiveTheBitsOfTheScalarForms(long first, long stride)
    {
        Check32<F32x16, I32x16>(first, stride);
        Check32<F32x8, I32x8>(first, stride);
        Check32<F32x4, I32x4>(first, stride);
        Check64<F64x8, I64x8>(first, stride);
        Check64<F64x4, I64x4>(first, stride);
        Check64<F64x2, I64x2>(first, stride);
    }

    /// <summary>In order, from any place, across blocks, and back again.</summary>
    [Fact]
    public void ASequenceGivesTheSameNumbersOneByOne()
    {
        CheckSequence<F32x16, float, I32x16>();
        CheckSequence<F32x8, float, I32x8>();
        CheckSequence<F32x4, float, I32x4>();
        CheckSequence<F64x8, double, I64x8>();
        CheckSequence<F64x4, double, I64x4>();
        CheckSequence<F64x2, double, I64x2>();
    }

    /// <summary>Frozen bits: a weight initialised today is the same on every machine and in every version.</summary>
    [Fact]
    public void BitsAreFrozen()
    {
        var bits = string.Join(" ", Enumerable.Range(0, 3).Select(i => string.Join(
            ",",
            BitConverter.SingleToUInt32Bits(Philox.Uniform32(1, 2, 3, 20 * i)).ToString("x8"),
            BitConverter.SingleToUInt32Bits(Philox.Normal32(1, 2, 3, 20 * i)).ToString("x8"),
            BitConverter.DoubleToUInt64Bits(Philox.Uniform64(1, 2, 3, 20 * i)).ToString("x16"),
            BitConverter.DoubleToUInt64Bits(Philox.Normal64(1, 2, 3, 20 * i)).ToString("x16"))));
        Assert.Equal(
            "3f762464,bc19359b,3feec48c8ab7d47c,3fc58d1572700946 "
            + "3f4f8df1,3e0c8a69,3fe79efc5298e6d8,3fca2fbce912d34a "
            + "3f1a1cf8,bf623b97,3fe0e0d10c936edc,3ffd6c01a73409de",
            bits);
    }

    [Fact]
    public void NormalHasTheMomentsOfANormalDistribution()
    {
        const int Count = 200_000;
        double sum = 0, squares = 0, fourth = 0;
        for (var index = 0; index < Count; index++)
        {
            double x = Philox.Normal32(Seed, 1, Key, index);
            (sum, squares, fourth) = (sum + x, squares + (x * x), fourth + (x * x * x * x));
        }

        Assert.InRange(sum / Count, -0.01, 0.01);
        Assert.InRange(squares / Count, 0.98, 1.02);
        Assert.InRange(fourth / Count, 2.9, 3.1);
    }

    [Fact]
    public void UniformFillsItsRangeEvenly()
    {
        var bins = new int[16];
        for (var index = 0; index < 160_000; index++)
            bins[(int)(Philox.Uniform32(Seed, 1, Key, index) * 16)]++;

        // Chi-square with 15 degrees of freedom is below 38 but once in a thousand.
        Assert.True(bins.Sum(bin => (bin - 10_000) * (bin - 10_000) / 10_000.0) < 38);
    }

    [Fact]
    public void SeedStepAndKeyAllMatter()
    {
        float[] draws =
        [
            Philox.Uniform32(1, 1, 1, 0), Philox.Uniform32(2, 1, 1, 0), Philox.Uniform32(1, 2, 1, 0),
            Philox.Uniform32(1, 1, 2, 0), Philox.Uniform32(1, 1 + (1UL << 32), 1, 0), Philox.Uniform32(2, 1, 2, 0),
        ];
        Assert.Equal(draws.Length, draws.Distinct().Count());
    }

    private static void Check32<F, I>(long first, long stride)
        where F : struct, IFloatVector<F, float, I>
        where I : struct
    {
        var uniform = Philox.Uniform<F, I>(Seed, 7, Key, first, stride);
        var normal = Philox.Normal<F, I>(Seed, 7, Key, first, stride);
        for (var lane = 0; lane < F.Count; lane++)
        {
            Assert.Equal(Philox.Uniform32(Seed, 7, Key, first + (lane * stride)), uniform[lane]);
            Assert.Equal(Philox.Normal32(Seed, 7, Key, first + (lane * stride)), normal[lane]);
        }
    }

    private static void Check64<F, I>(long first, long stride)
        where F : struct, IFloatVector<F, double, I>
        where I : struct
    {
        var uniform = Philox.Uniform<F, I>(Seed, 7, Key, first, stride);
        var normal = Philox.Normal<F, I>(Seed, 7, Key, first, stride);
        for (var lane = 0; lane < F.Count; lane++)
        {
            Assert.Equal(Philox.Uniform64(Seed, 7, Key, first + (lane * stride)), uniform[lane]);
            Assert.Equal(Philox.Normal64(Seed, 7, Key, first + (lane * stride)), normal[lane]);
        }
    }

    private static void CheckSequence<F, T, I>()
        where F : struct, IFloatVector<F, T, I>
        where T : unmanaged
        where I : struct
    {
        UniformSequence sequence = new(Seed, 5, Key);
        foreach (var first in (long[])[0, 16, 32, 48, 61, 64, 70, 128, 3, 64, (1L << 34) - 3])
        {
            var expected = Philox.Uniform<F, I>(Seed, 5, Key, first, 1);
            var drawn = sequence.At<F, T, I>(first);
            for (var lane = 0; lane < F.Count; lane++)
                Assert.Equal(expected[lane], drawn[lane]);
        }
    }
}
