using NetLang.Benchmarks.Cases;
using Xunit;

namespace NetLang.Parity.Tests.Benchmark;

/// <summary>What the benchmark says of contenders that do not compute the same.</summary>
public class AgreementTests
{
    [Theory]
    [InlineData(float.NaN, 2f)]
    [InlineData(2f, float.NaN)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(float.PositiveInfinity, 2f)]
    [InlineData(2f, float.NegativeInfinity)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    public void No_number_among_numbers_is_no_agreement(float ours, float theirs)
    {
        foreach (var agreement in new[] { Agreement.OfSums, Agreement.OfLosses })
        {
            var deviation = agreement.Deviation([1, ours, 3], [1, theirs, 3]);
            Assert.Equal(double.PositiveInfinity, deviation);
            Assert.False(agreement.Allows(deviation));
        }
    }

    [Fact]
    public void Zeros_agree_with_zeros_alone()
    {
        foreach (var agreement in new[] { Agreement.OfSums, Agreement.OfLosses })
        {
            Assert.Equal(0, agreement.Deviation([0, 0], [0, 0]));
            Assert.Equal(double.PositiveInfinity, agreement.Deviation([0, 1e-9f], [0, 0]));
        }
    }

    [Fact]
    public void Sums_deviate_by_a_part_of_the_largest_and_losses_by_one_of_each()
    {
        Assert.Equal(0.125, Agreement.OfSums.Deviation([-8, 2], [-8, 1]));
        Assert.Equal(1, Agreement.OfLosses.Deviation([-8, 2], [-8, 1]));
    }

    [Fact]
    public void Fewer_values_or_none_are_no_agreement()
    {
        Assert.Equal(double.PositiveInfinity, Agreement.OfSums.Deviation([1], [1, 2]));
        Assert.Equal(double.PositiveInfinity, Agreement.OfSums.Deviation([], []));
    }
}
