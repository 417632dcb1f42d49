using System.Globalization;
using NetLang.Runtime.Random;

namespace NetLang.Runtime.Generation;

/// <summary>Draws the tokens of a sequence, one after another.</summary>
internal sealed class TokenSampler
{
    private readonly SamplingOptions options;
    private readonly double[] scores;
    private readonly double[] weights;
    private readonly double[] ones;
    private readonly int[] order;
    private readonly bool[] isThere;
    private long drawn;

    /// <param name="tokens">How many there are.</param>
    /// <param name="prompt">Tokens with which the sequence begins.</param>
    public TokenSampler(SamplingOptions options, int tokens, params ReadOnlySpan<int> prompt)
    {
        this.options = options;
        (scores, weights, order, isThere) = (new double[tokens], new double[tokens], new int[tokens], new bool[tokens]);
        ones = options.TopK is null ? [] : [.. Enumerable.Repeat(1.0, tokens)];
        foreach (var token in prompt)
        {
            if ((uint)token < (uint)tokens) // a model may read others than those that it scores
                isThere[token] = true;
        }
    }

    /// <param name="tokens">How many there are.</param>
    /// <exception cref="NetLangException">An option is out of range.</exception>
    public static void Check(SamplingOptions options, int tokens)
    {
        if (!(options.Temperature >= 0 && double.IsFinite(options.Temperature)))
            throw BadOption($"the temperature is {Shown(options.Temperature)}: it must be 0 or more", "0 takes the likeliest token, 1 draws as the model says");
        if (options.TopK < 1)
            throw BadOption($"top k is {options.TopK}: it must be at least 1", "leave it out to draw from all tokens");
        if (!(options.TopP is > 0 and <= 1))
            throw BadOption($"top p is {Shown(options.TopP)}: it must be above 0, and 1 at most", "leave it out to draw from all tokens, or take 0.9");
        if (!(options.RepetitionPenalty > 0 && double.IsFinite(options.RepetitionPenalty)))
        {
            throw BadOption(
                $"the repetition penalty is {Shown(options.RepetitionPenalty)}: it must be above 0",
                "1 changes nothing; 1.2 makes less likely what has been there");
        }

        foreach (var stop in options.StopTokens)
        {
            if ((uint)stop >= (uint)tokens)
                throw BadOption($"the stop token {stop} is no token: they are 0 to {tokens - 1}", "take the number that the tokenizer's IndexOf gives");
        }
    }

    /// <summary>The next token; at temperature 0 the first with the highest score.</summary>
    /// <exception cref="NetLangException">A score is not a number, or the highest is infinite.</exception>
    public int Next(ReadOnlySpan<float> given)
    {
        var highest = Penalize(given);
        var token = options.Temperature == 0 ? highest : Draw(highest);
        isThere[token] = true;
        return token;
    }

    /// <summary>Takes the scores, and returns the token with the highest.</summary>
    private int Penalize(ReadOnlySpan<float> given)
    {
        var highest = 0;
        for (var token = 0; token < scores.Length; token++)
        {
            if (!(given[token] < float.PositiveInfinity))
                throw NotFinite(given[token], token);
            double score = given[token];
            if (isThere[token])
                score = score > 0 ? score / options.RepetitionPenalty : score * options.RepetitionPenalty;
            scores[token] = score;
            if (score > scores[highest])
                highest = token;
        }

        return double.IsFinite(scores[highest]) ? highest : throw NotFinite(given[highest], highest);
    }

    private int Draw(int highest)
    {
        foreach (var token in order.AsSpan(Weigh(highest)))
            weights[token] = 0;
        var rest = Philox.Uniform64(options.Seed, step: 0, key: 0, drawn++) * weights.Sum();
        var last = highest;
        for (var token = 0; token < weights.Length; token++)
        {
            if (weights[token] == 0)
                continue;
            rest -= weights[token];
            if (rest < 0)
                return token;
            last = token;
        }

        return last;
    }

    /// <summary>Gives tokens their weights, and puts those that are drawn from to the front of the order.</summary>
    /// <returns>How many these are.</returns>
    private int Weigh(int highest)
    {
        for (var token = 0; token < order.Length; token++)
            order[token] = token;
        var kept = options.TopK is { } most && most < order.Length ? Likeliest.MoveToFront(order, scores, ones, most) : order.Length;
        var total = 0.0;
        foreach (var token in order.AsSpan(0, kept))
            total += weights[token] = Math.Exp((scores[token] - scores[highest]) / options.Temperature);
        return options.TopP < 1 ? Likeliest.MoveToFront(order.AsSpan(0, kept), scores, weights, options.TopP * total) : kept;
    }

    private static string Shown(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static NetLangException NotFinite(float score, int token) => new(
        GenerationErrors.NotFinite,
        $"the score of token {token} is {score.ToString(CultureInfo.InvariantCulture)}",
        "weights that are not finite come from training that has diverged: take those of an earlier epoch");

    private static NetLangException BadOption(string what, string help) => new(GenerationErrors.BadOption, what, help);
}
