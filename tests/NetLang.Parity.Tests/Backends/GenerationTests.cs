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

    private const string Gpt = """
        model Gpt (tokens: i32[N, T]) : f32[N, T, 11] =
            let rows, scores = tiedEmbedding 11 12
            tokens |> rows |> learnedPositions 16
                |> transformerEncoder 2 3 16 { norm = Pre; finalNorm = true; causal = true; dropout = 0.0 }
                |> scores
        """;

    /// <summary>Each token is what the whole sequence so far would give, read again.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.5)]
    public void What_is_kept_of_earlier_tokens_gives_the_same_tokens(double temperature)
    {
        using dynamic model = CompiledModel.Create(Gpt, new() { Seed = 5 });
        foreach (var weight in (ParameterCollection)model.Parameters)
            weight.CopyFrom([.. weight.ToArray<float>().Select(w => 3 * w)]); // so that scores differ
        SamplingOptions options = new() { Temperature = temperature, Seed = 3 };
        List<int> text = [3, 1, 4, 1, 5];
        int[] written = [.. ((Model)model).Generate(text.ToArray(), options).Take(11)];
        Assert.True(written.Distinct().Count() > 2);
        using var sampler = new WholeSampler(options);
        foreach (var token in written)
        {
            float[] scores = model.Predict(text.ToArray(), (long)text.Count);
            Assert.Equal(token, sampler.Next(scores[^11..]));
            text.Add(token);
        }
    }

    /// <summary>When as many tokens are read as there are places, the last half of these is what is known.</summary>
    [Fact]
    public void A_text_may_be_longer_than_the_model_takes()
    {
        using dynamic model = CompiledModel.Create(Gpt, new() { Seed = 5 });
        int[] prompt = [.. Enumerable.Range(0, 40).Select(i => i * i % 11)];
        int[] written = [.. ((Model)model).Generate(prompt, new() { Temperature = 0 }).Take(30)];
        int[] all = [.. prompt, .. written];
        var begin = 32; // the last 8 of 40
        for (var i = 0; i < written.Length; i++)
        {
            var end = prompt.Length + i;
            if (end - begin > 16)
                begin = end - 8;
            float[] scores = model.Predict(all[begin..end], (long)(end - begin));
            Assert.Equal(written[i], Array.IndexOf(scores[^11..], scores[^11..].Max()));
        }
    }

    /// <summary>A prompt of which not all is read at once; what is kept of it outgrows its memory.</summary>
    [Fact]
    public void A_long_prompt_is_read_in_parts()
    {
        using dynamic model = CompiledModel.Create("""
            model Endless (tokens: i32[N, T]) : f32[N, T, 11] =
                let rows, scores = tiedEmbedding 11 4
                tokens |> rows |> multiHeadAttention 2 { causal = true; positions = rotary } |> scores
            """, new() { Seed = 5 });
        foreach (var weight in (ParameterCollection)model.Parameters)
            weight.CopyFrom([.. weight.ToArray<float>().Select(w => 3 * w)]); // so that scores differ
        int[] prompt = [.. Enumerable.Range(0, 600).Select(i => i * i % 11)];
        SamplingOptions options = new() { Temperature = 1.5, Seed = 3 };
        int[] written = [.. ((Model)model).Generate(prompt, options).Take(8)];
        Assert.True(written.Distinct().Count() > 2);
        using var sampler = new WholeSampler(options);
        int[] all = [.. prompt, .. written];
        for (var i = 0; i < written.Length; i++)
        {
            float[] scores = model.Predict(all[..(prompt.Length + i)], (long)(prompt.Length + i));
            Assert.Equal(written[i], sampler.Next(scores[^11..]));
        }
    }

    /// <summary>A model of which no step can be taken alone says what stands against it.</summary>
    [Fact]
    public void What_looks_at_later_tokens_is_named()
    {
        using var both = CompiledModel.Create("""
            model Both (tokens: i32[N, T]) : f32[N, T, 9] =
                let rows, scores = tiedEmbedding 9 4
                tokens |> rows |> multiHeadAttention 2 |> scores
            """);
        var failure = Assert.Throws<NetLangException>(() => both.Generate([0]));
        Assert.Equal("NL4901", failure.Error.Code);
        Assert.Contains("test.net(3,23): `attention` takes more than the steps so far", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Memory for a cache, which is no object, is taken when the sequence outgrows it: each other step makes a few small arrays.</summary>
    [Fact]
    public void A_warm_step_makes_few_objects()
    {
        using dynamic model = CompiledModel.Create("""
            model Wide (tokens: i32[N, T]) : f32[N, T, 5] =
                tokens |> embedding 5 256 |> multiHeadAttention 4 { causal = true } |> dense 5
            """);
        using var tokens = ((Model)model).Generate([1], new() { Temperature = 0 }).GetEnumerator();
        for (var i = 0; i < 70; i++)
            tokens.MoveNext();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
            tokens.MoveNext();
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 50, 0, 1_000);
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

    /// <summary>Draws from scores as <see cref="Model.Generate"/> does, by a model that has these for each token.</summary>
    private sealed class WholeSampler(SamplingOptions options) : IDisposable
    {
        private readonly Model same = CompiledModel.Create("""
            model Same (tokens: i32[N, T]) : f32[N, T, 11] =
                param score : f32[11] = zeros
                let _, zero = scan (fun h now -> (h, h)) (zeros [N]) tokens
                score + 0.0 * expandDims -1 zero
            """);

        private int drawn;

        public int Next(float[] scores)
        {
            same.Parameters["score"].CopyFrom(scores);
            return same.Generate([0], options).ElementAt(drawn++);
        }

        public void Dispose() => same.Dispose();
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
