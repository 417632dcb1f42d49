using System.Globalization;
using NetLang.Runtime.Random;

namespace NetLang.Runtime.Generation;

/// <summary>Draws tokens, one after another.</summary>
internal sealed class TokenSampler
{
    private readonly SamplingOptions options;
    private readonly double[] weights;
    private readonly int[] places;
    private long drawn;

    /// <param name="tokens">How many there are.</param>
    public TokenSampler(SamplingOptions options, int tokens)
    {
        this.options = options;
        weights = new double[tokens];
        places = new int[tokens];
    }

    /// <exception cref="NetLangException">An option is out of range.</exception>
    public static void Check(SamplingOptions options)
    {
        if (!(options.Temperature >= 0 && double.IsFinite(options.Temperature)))
            throw BadOption($"the temperature is {options.Temperature}: it must be 0 or more", "0 takes the likeliest token, 1 draws as the model says");
        if (options.TopK < 1)
            throw BadOption($"top k is {options.TopK}: it must be at least 1", "leave it out to draw from all tokens");
    }

    /// <summary>The next token: softmax(score / temperature) over the k highest; at temperature 0 the first with the highest.</summary>
    /// <exception cref="NetLangException">A score is not a number, or the highest is infinite.</exception>
    public int Next(ReadOnlySpan<float> scores)
    {
        var highest = 0;
        for (var token = 0; token < places.Length; token++)
        {
            if (!(scores[token] < float.PositiveInfinity))
                throw NotFinite(scores[token], token);
            if (scores[token] > scores[highest])
                highest = token;
            places[token] = token;
            weights[token] = -(double)scores[token];
        }

        if (!float.IsFinite(scores[highest]))
            throw NotFinite(scores[highest], highest);
        if (options.Temperature == 0)
            return highest;
        Array.Sort(weights, places);
        var kept = Math.Min(options.TopK ?? places.Length, places.Length);
        var best = weights[0];
        var total = 0.0;
        for (var place = 0; place < kept; place++)
            total += weights[place] = Math.Exp((best - weights[place]) / options.Temperature);
        var rest = Philox.Uniform64(options.Seed, step: 0, key: 0, drawn++) * total;
        for (var place = 0; place < kept - 1; place++)
        {
            rest -= weights[place];
            if (rest < 0)
                return places[place];
        }

        return places[kept - 1];
    }

    private static NetLangException NotFinite(float score, int token) => new(
        GenerationErrors.NotFinite,
        $"the score of token {token} is {score.ToString(CultureInfo.InvariantCulture)}",
        "weights that are not finite come from training that has diverged: take those of an earlier epoch");

    private static NetLangException BadOption(string what, string help) => new(GenerationErrors.BadOption, what, help);
}
