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
    /// <exception cref="NetLangException">An option is out of range.</exception>
    public TokenSampler(SamplingOptions options, int tokens)
    {
        if (!(options.Temperature >= 0 && double.IsFinite(options.Temperature)))
            throw BadOption($"the temperature is {options.Temperature}: it must be 0 or more", "0 takes the likeliest token, 1 draws as the model says");
        if (options.TopK < 1)
            throw BadOption($"top k is {options.TopK}: it must be at least 1", "leave it out to draw from all tokens");
        this.options = options;
        weights = new double[tokens];
        places = new int[tokens];
    }

    /// <summary>The next token: softmax(score / temperature) over the k highest; the first of those with equal scores.</summary>
    public int Next(ReadOnlySpan<float> scores)
    {
        for (var token = 0; token < places.Length; token++)
        {
            places[token] = token;
            weights[token] = float.IsNaN(scores[token]) ? double.PositiveInfinity : -(double)scores[token]; // NaN would sort first
        }

        Array.Sort(weights, places);
        if (options.Temperature == 0)
            return places[0];
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

    private static NetLangException BadOption(string what, string help) => new(GenerationErrors.BadOption, what, help);
}
