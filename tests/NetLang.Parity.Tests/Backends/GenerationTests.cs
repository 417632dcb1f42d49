using NetLang.Runtime;
using NetLang.Runtime.Generation;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Backends;

/// <summary>Tokens that a model draws one after another.</summary>
public sealed class GenerationTests
{
    /// <summary>Scores are chosen by the last token and the number of earlier ones alone, so that what is drawn is known.</summary>
    private const string Cycle = """
        model Cycle (tokens: i32[N, T]) : f32[N, T, 4] =
            param following : f32[4, 4] = zeros
            let step count now = (count + 1.0, count + 1.0)
            let _, counts = scan step (zeros [N]) tokens
            gather tokens following + 0.0 * expandDims -1 counts
        """;

    [Fact]
    public void The_likeliest_token_is_taken_at_temperature_0()
    {
        using var model = Model([0, 9, 1, 0, /**/ 0, 0, 9, 1, /**/ 1, 0, 0, 9, /**/ 9, 1, 0, 0]);
        Assert.Equal([2, 3, 0, 1, 2], model.Generate([0, 1], new() { Temperature = 0 }).Take(5));
    }

    [Fact]
    public void Tokens_are_drawn_as_often_as_their_scores_say()
    {
        var row = new[] { MathF.Log(1), MathF.Log(2), MathF.Log(3), MathF.Log(4) };
        using var model = Model([.. row, .. row, .. row, .. row]);
        var all = Counts(model, new());
        for (var token = 0; token < 4; token++)
            Assert.InRange(all[token], (token + 1) * 950, (token + 1) * 1050);
        var sharper = Counts(model, new() { Temperature = 0.5 }); // as the squares, 1 : 4 : 9 : 16
        for (var token = 0; token < 4; token++)
            Assert.InRange(sharper[token], ((token + 1) * (token + 1) * 10_000 / 30 * 0.9) - 10, ((token + 1) * (token + 1) * 10_000 / 30 * 1.1) + 10);
        var two = Counts(model, new() { TopK = 2 });
        Assert.Equal([0, 0], two[..2]);
        Assert.InRange(two[2], 10_000 * 3 / 7 * 0.95, 10_000 * 3 / 7 * 1.05);
        Assert.Equal(model.Generate([0], new() { Seed = 7 }).Take(50), model.Generate([0], new() { Seed = 7 }).Take(50));
        var twice = model.Generate([0], new() { Seed = 7 });
        Assert.Equal(twice.Take(50), twice.Take(50));
        Assert.NotEqual(model.Generate([0], new() { Seed = 7 }).Take(50), model.Generate([0], new() { Seed = 8 }).Take(50));
    }

    [Fact]
    public void A_sequence_ends_before_a_stop_token()
    {
        using var model = Model([0, 9, 1, 0, /**/ 0, 0, 9, 1, /**/ 1, 0, 0, 9, /**/ 9, 1, 0, 0]);
        SamplingOptions greedy = new() { Temperature = 0 };
        Assert.Equal([2], model.Generate([0, 1], greedy with { StopTokens = [3] }));
        Assert.Equal([2, 3], model.Generate([0, 1], greedy with { StopTokens = [1, 0] })); // the prompt's do not stop it
        Assert.Equal([], model.Generate([1], greedy with { StopTokens = [2] }));
    }

    /// <summary>Behind 0, 1 has 9, and 2 has 6; each that has been there has half.</summary>
    [Fact]
    public void What_the_prompt_has_is_penalized()
    {
        using var model = Model([0, 9, 6, 5, /**/ 0, 9, 6, 5, /**/ 0, 9, 6, 5, /**/ 0, 9, 6, 5]);
        Assert.Equal([1, 2, 3, 1], model.Generate([0], new() { Temperature = 0, RepetitionPenalty = 2 }).Take(4));
        Assert.Equal([2, 3, 1], model.Generate([1, 0], new() { Temperature = 0, RepetitionPenalty = 2 }).Take(3));
    }

    [Fact]
    public void Wrong_options_and_models_are_refused()
    {
        using var cycle = Model(new float[16]);
        Assert.Equal("NL4902", Code(() => cycle.Generate([], new())));
        Assert.Equal("NL4902", Code(() => cycle.Generate([0], new() { Temperature = double.NaN })));
        Assert.Equal("NL4902", Code(() => cycle.Generate([0], new() { TopK = 0 })));
        using var dense = CompiledModel.Create("model Plain (x: f32[N, 2]) : f32[N, 1] = dense 1 x");
        Assert.Equal("NL4901", Code(() => dense.Generate([0])));
        using var numbers = CompiledModel.Create("model Numbers (x: f32[N, T, 2]) : f32[N, T, 3] = gru 3 x");
        Assert.Equal("NL4901", Code(() => numbers.Generate([0])));
        Assert.Equal("NL4902", Code(() => cycle.Generate([4])));
        using var narrow = CompiledModel.Create("model Narrow (tokens: i32[N, T]) : f32[N, T, 9] = tokens |> embedding 4 3 |> gru 9");
        Assert.Equal("NL4901", Code(() => narrow.Generate([0])));
    }

    private static string Code(Action action) => Assert.Throws<NetLangException>(action).Error.Code;

    private static int[] Counts(Model model, SamplingOptions options)
    {
        var counts = new int[4];
        foreach (var token in model.Generate([0], options).Take(10_000))
            counts[token]++;
        return counts;
    }

    private static Model Model(float[] following)
    {
        var model = CompiledModel.Create(Cycle);
        model.Parameters["following"].CopyFrom(following);
        return model;
    }
}
