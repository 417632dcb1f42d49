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

    /// <summary>Probabilities 0.5, 0.3, 0.15 and 0.05, not in their order.</summary>
    private static readonly float[] Four = [MathF.Log(0.15f), MathF.Log(0.5f), MathF.Log(0.05f), MathF.Log(0.3f)];

    [Theory]
    [InlineData(1, "0,1,2,3")]
    [InlineData(0.96, "0,1,2,3")]
    [InlineData(0.94, "0,1,3")]     // 0.95 of them
    [InlineData(0.81, "0,1,3")]     // what reaches it is one of them
    [InlineData(0.79, "1,3")]
    [InlineData(0.51, "1,3")]
    [InlineData(0.49, "1")]
    [InlineData(1e-300, "1")]       // one at least
    public void The_fewest_tokens_with_a_probability_are_drawn_from(double topP, string expected) =>
        Assert.Equal(expected, Drawn(new() { TopP = topP }));

    [Fact]
    public void Of_equal_tokens_the_first_are_drawn_from()
    {
        Assert.Equal("0,1", Drawn(new() { TopP = 0.45 }, [1, 1, 1, 1]));
        Assert.Equal("0,1", Drawn(new() { TopK = 2 }, [1, 1, 1, 1]));
        Assert.Equal("0,3", Drawn(new() { TopK = 2 }, [1, 1, 1, 2]));
    }

    /// <summary>Temperature 0.5 squares: 0.25, 0.09, 0.0225 and 0.0025 of 0.365, so that the first has 0.68 and two have 0.93.</summary>
    [Fact]
    public void The_temperature_comes_before_the_tokens_are_chosen()
    {
        Assert.Equal("1", Drawn(new() { TopP = 0.6, Temperature = 0.5 }));
        Assert.Equal("1,3", Drawn(new() { TopP = 0.9, Temperature = 0.5 }));
        Assert.Equal("0,1,3", Drawn(new() { TopP = 0.9 }));
    }

    /// <summary>Of the two likeliest, the first has 0.5 of 0.8, 0.625.</summary>
    [Fact]
    public void Top_k_comes_before_top_p()
    {
        Assert.Equal("1", Drawn(new() { TopK = 2, TopP = 0.62 }));
        Assert.Equal("1,3", Drawn(new() { TopK = 2, TopP = 0.63 }));
        Assert.Equal("1,3", Drawn(new() { TopK = 2, TopP = 1 }));
        Assert.Equal("0,1,2,3", Drawn(new() { TopK = 9 }));
    }

    [Fact]
    public void What_is_left_keeps_its_proportions()
    {
        var sampler = new TokenSampler(new() { TopP = 0.75 }, 4);
        var counts = new int[4];
        for (var draw = 0; draw < 10_000; draw++)
            counts[sampler.Next(Four)]++;
        Assert.InRange(counts[1], 6250 - 200, 6250 + 200); // four deviations
        Assert.Equal(10_000, counts[1] + counts[3]);
    }

    [Fact]
    public void What_has_been_there_is_penalized()
    {
        SamplingOptions options = new() { Temperature = 0, RepetitionPenalty = 2 };
        var sampler = new TokenSampler(options, 4);
        int[] taken = [.. Enumerable.Range(0, 4).Select(_ => sampler.Next([4, -1.5f, 3, -4]))];
        Assert.Equal([0, 2, 0, 0], taken); // 4; 2 and 3; 2 and 1.5; as before: it is not penalized twice
        sampler = new TokenSampler(options, 4, 0, 2);
        Assert.Equal(0, sampler.Next([-3, -7, -3.1f, -6.5f])); // -6, -7, -6.2, -6.5
        Assert.Equal(3, new TokenSampler(options, 4, 0, 2).Next([-3, -7, -3.5f, -5.5f]));
        Assert.Equal(1, new TokenSampler(options with { RepetitionPenalty = 0.5 }, 4, 1).Next([4, 3, 1, 1])); // below 1 for more of it: 6
        Assert.Equal(0, new TokenSampler(options, 4, 7).Next([4, 3, 1, 1])); // a model may read tokens that it never makes
    }

    /// <summary>A penalty of 2 squares the probability 0.5 of the second token: 0.25, less than 0.3.</summary>
    [Fact]
    public void The_penalty_comes_before_the_tokens_are_chosen()
    {
        Assert.Equal(3, new TokenSampler(new() { TopK = 1, RepetitionPenalty = 2 }, 4, 1).Next(Four));
        Assert.Equal(3, new TokenSampler(new() { TopP = 0.3, RepetitionPenalty = 2 }, 4, 1).Next(Four));
    }

    [Fact]
    public void The_same_seed_draws_the_same_tokens()
    {
        SamplingOptions options = new() { Seed = 5, TopK = 40, TopP = 0.9, RepetitionPenalty = 1.1 };
        int[] Some(SamplingOptions chosen)
        {
            var sampler = new TokenSampler(chosen, 65);
            return [.. Enumerable.Range(0, 50).Select(_ => sampler.Next(AllEqual))];
        }

        Assert.Equal(Some(options), Some(options));
        Assert.NotEqual(Some(options), Some(options with { Seed = 6 }));
    }

    public static TheoryData<SamplingOptions> WrongOptions =>
    [
        new() { Temperature = -1 },
        new() { Temperature = double.NaN },
        new() { Temperature = double.PositiveInfinity },
        new() { TopK = 0 },
        new() { TopP = 0 },
        new() { TopP = 1.01 },
        new() { TopP = double.NaN },
        new() { RepetitionPenalty = 0 },
        new() { RepetitionPenalty = double.NaN },
        new() { RepetitionPenalty = double.PositiveInfinity },
        new() { StopTokens = [0, 4] },
        new() { StopTokens = [-1] },
    ];

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Options_out_of_range_are_refused(SamplingOptions options) =>
        Assert.Equal(GenerationErrors.BadOption, Assert.Throws<NetLangException>(() => TokenSampler.Check(options, 4)).Error);

    /// <summary>The tokens that are drawn in 2000 draws: of those that are likely 0.05, all.</summary>
    private static string Drawn(SamplingOptions options, float[]? scores = null, params int[] prompt)
    {
        var sampler = new TokenSampler(options, 4, prompt);
        return string.Join(',', Enumerable.Range(0, 2000).Select(_ => sampler.Next(scores ?? Four)).Distinct().Order());
    }
}
