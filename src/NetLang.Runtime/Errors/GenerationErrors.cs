namespace NetLang.Runtime;

/// <summary>Errors of generating sequences.</summary>
public static class GenerationErrors
{
    /// <summary>The model does not take tokens one at a time, or does not score all of them.</summary>
    public static readonly RuntimeError NotGenerative = new(
        "NL4901",
        "the model cannot generate",
        """
        To generate, a model is asked again and again for the token that follows. So it takes one input of tokens and gives
        one output with a score for each token at each step, `model Chars (tokens: i32[N, T]) : f32[N, T, 64]`, with a length
        that is chosen at run time (T); and what it knows of earlier tokens is in states that begin with a constant, as those
        of `lstm` and `gru` do, or by attention that is causal, so that it has a program of one step. Layers that look at later
        steps stand against that: `bidirectional = true`, attention without `causal = true`, a mean over all steps.
        """);

    /// <summary>An option of generating has no sense.</summary>
    public static readonly RuntimeError BadOption = new(
        "NL4902",
        "wrong option of generation",
        """
        The temperature is 0 or more, top k is at least 1, top p is above 0 and at most 1, the repetition penalty is above 0,
        and there is at least one token to begin with. Those to begin with, and those to stop at, are numbers of tokens that the
        model has.
        """);

    /// <summary>A sequence has as many steps as the model takes, and is to go on.</summary>
    public static readonly RuntimeError ContextFull = new(
        "NL4904",
        "the sequence is as long as the model takes",
        """
        A model with a vector for each of so many places, as by `learnedPositions 128`, takes sequences of that length. A step
        behind the last of them has no place. `Generate` begins anew with the last half of the sequence then, and so must what goes
        on by itself: with a new state, from steps that it has kept.
        """);

    /// <summary>The model scores a token with NaN, or infinitely high.</summary>
    public static readonly RuntimeError NotFinite = new(
        "NL4903",
        "a score that is no number",
        """
        A token is drawn by the scores that the model gives all of them. One of them is NaN, or the highest is infinite, so
        none can be drawn. Weights that are not finite, or very large, do that.
        """);
}
