using System.Runtime.InteropServices;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Generation;

/// <summary>A model of tokens, asked for one after another.</summary>
internal sealed unsafe class TokenGenerator
{
    /// <summary>Of a prompt, so many tokens are read at once at most: scores of all of them are in memory.</summary>
    private const int MostAtOnce = 256;

    private readonly Model model;

    /// <exception cref="NetLangException">The model is no such.</exception>
    public TokenGenerator(Model model)
    {
        this.model = model;
        var specification = model.Specification;
        if (specification.TimeSymbol < 0)
            throw NotGenerative("it has no program of one step" + (specification.StepObstacle is { } why ? $", for {why}" : ""));
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
        var history = new TokenHistory(prompt, model.Specification.Context);
        using var context = model.NewStepContext();
        context.Begin(model.NewState(1));
        while (true)
        {
            if (history.Begins())
                context.Begin(model.NewState(1));
            var next = sampler.Next(Read(context, history.Unread()));
            history.Add(next);
            yield return next;
        }
    }

    /// <summary>The scores of what follows some tokens.</summary>
    private ReadOnlySpan<float> Read(StepContext context, ReadOnlySpan<int> tokens)
    {
        while (true)
        {
            var count = Math.Min(tokens.Length, MostAtOnce);
            context.Reset();
            fixed (int* first = tokens)
            {
                context.SetInput(0, ElementType.I32, (byte*)first, count);
                context.Run();
            }

            context.Advance();
            if (count == tokens.Length)
                return MemoryMarshal.Cast<byte, float>(context.Output(0, ElementType.F32))[^Tokens..];
            tokens = tokens[count..];
        }
    }

    private NetLangException NotGenerative(string what) => new(
        GenerationErrors.NotGenerative,
        $"{model.Specification.Name} cannot generate: {what}",
        "a model such as `model Chars (tokens: i32[N, T]) : f32[N, T, 64] = tokens |> embedding 64 32 |> lstm 192 |> dense 64` can");
}
