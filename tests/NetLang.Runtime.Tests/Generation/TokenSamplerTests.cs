using NetLang.Runtime.Generation;
using Xunit;

namespace NetLang.Runtime.Tests.Generation;

public sealed class TokenSamplerTests
{
    /// <summary>More than what sorts without exchanging equals.</summary>
    private static readonly float[] AllEqual = new float[65];

    [Fact]
    public void Of_equal_scores_the_first_is_taken_at_temperature_0()
    {
        Assert.Equal(0, new TokenSampler(new() { Temperature = 0 }, 65).Next(AllEqual));
        var scores = AllEqual.ToArray();
        (scores[7], scores[40]) = (2, 2);
        Assert.Equal(7, new TokenSampler(new() { Temperature = 0 }, 65).Next(scores));
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(0, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    public void Scores_that_are_not_finite_are_refused(float first, float second)
    {
        foreach (var temperature in new[] { 0.0, 1 })
        {
            var sampler = new TokenSampler(new() { Temperature = temperature }, 2);
            var failure = Assert.Throws<NetLangException>(() => sampler.Next([first, second]));
            Assert.Equal(GenerationErrors.NotFinite, failure.Error);
        }
    }

    [Fact]
    public void A_token_that_is_ruled_out_is_never_drawn()
    {
        var sampler = new TokenSampler(new(), 2);
        for (var draw = 0; draw < 1000; draw++)
            Assert.Equal(1, sampler.Next([float.NegativeInfinity, 0]));
    }
}
