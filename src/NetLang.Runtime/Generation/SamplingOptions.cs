namespace NetLang.Runtime.Generation;

/// <summary>How the next token is drawn from the scores that a model gives all of them.</summary>
public sealed record SamplingOptions
{
    /// <summary>
    /// Scores are divided by it before the softmax: below 1 for what is likely, above 1 for what is not; 0 for the token with the
    /// highest score, always.
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Only so many tokens, those with the highest scores, are drawn from; null for all.</summary>
    public int? TopK { get; init; }

    /// <summary>The same seed draws the same tokens.</summary>
    public ulong Seed { get; init; }
}
