namespace NetLang.Runtime.Generation;

/// <summary>A model of tokens, asked for one after another.</summary>
internal sealed unsafe class TokenGenerator
{
    private readonly Model model;

    /// <exception cref="NetLangException">The model is no such.</exception>
    public TokenGenerator(Model model)
    {
        this.model = model;
        var specification = model.Specification;
        if (specification.TimeSymbol < 0)
            throw NotGenerative("it has no program of one step");
        if (specification.Inputs is not [{ Type: ElementType.I32, Shape.Length: 2 }])
            throw NotGenerative("its input is not i32[N, T]");
        if (specification.Outputs is not [{ Type: ElementType.F32, Shape: [_, _, { Symbols: [] }] }])
            throw NotGenerative("its output is not f32[N, T, k], with the score of each of k tokens");
        Tokens = (int)specification.Outputs[0].Shape[2].Evaluate([]);
        if (specification.Inputs[0].IndexBound is > 0 and var read && read < Tokens)
            throw NotGenerative($"it scores {Tokens} tokens, and reads {read}");
    }

    /// <summary>How many different tokens there are.</summary>
    public int Tokens { get; }

    /// <param name="prompt">At least one token.</param>
    /// <returns>The same tokens each time that they are asked for.</returns>
    public IEnumerable<int> From(int[] prompt, SamplingOptions options)
    {
        var sampler = new TokenSampler(options, Tokens, prompt);
        var state = model.NewState(1);
        foreach (var token in prompt[..^1])
            state = Read(token, state).State;
        var last = prompt[^1];
        while (true)
        {
            (var scores, state) = Read(last, state);
            yield return last = sampler.Next(scores);
        }
    }

    private (float[] Scores, ModelState State) Read(int token, ModelState state)
    {
        using var call = model.BeginStep(state);
        call.Input(0, &token, 1);
        call.Run();
        return (call.Output<float>(0), call.State());
    }

    private NetLangException NotGenerative(string what) => new(
        GenerationErrors.NotGenerative,
        $"{model.Specification.Name} cannot generate: {what}",
        "a model such as `model Chars (tokens: i32[N, T]) : f32[N, T, 64] = tokens |> embedding 64 32 |> lstm 192 |> dense 64` can");
}
