namespace NetLang.Runtime.Generation;

/// <summary>
/// How the next token is drawn from the scores that a model gives all of them: what has been there is made less likely
/// (<see cref="RepetitionPenalty"/>), scores are divided (<see cref="Temperature"/>), only the likeliest are left
/// (<see cref="TopK"/>, and of these <see cref="TopP"/>), and of those that are left one is drawn, by the softmax over them.
/// </summary>
public sealed record SamplingOptions
{
    /// <summary>
    /// Scores are divided by it before the softmax: below 1 for what is likely, above 1 for what is not; 0 for the token with the
    /// highest score, always.
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Only so many tokens, those with the highest scores, are drawn from; null for all.</summary>
    public int? TopK { get; init; }

    /// <summary>
    /// Only the likeliest tokens are drawn from: as few as have this probability together, above 0, and one at least; 1 for all.
    /// (Nucleus sampling: Holtzman et al. 2019, The Curious Case of Neural Text Degeneration.)
    /// </summary>
    public double TopP { get; init; } = 1;

    /// <summary>
    /// Divides the scores above 0, and multiplies those below, of all tokens that the sequence has so far, those of the prompt
    /// among them: above 1 for less of what has been there, below for more. (Keskar et al. 2019, CTRL.)
    /// </summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Tokens with which the sequence ends, when one is drawn; it is not given itself.</summary>
    public IReadOnlyCollection<int> StopTokens { get; init; } = [];

    /// <summary>The same seed draws the same tokens.</summary>
    public ulong Seed { get; init; }
}
