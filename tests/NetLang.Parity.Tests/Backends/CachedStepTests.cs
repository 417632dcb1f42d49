using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Backends;

/// <summary>Models with causal attention, a part of the sequence at a time: keys and values of earlier parts are kept.</summary>
[Trait("Category", "Numeric")]
public sealed class CachedStepTests
{
    private const int Batch = 3;
    private const int Steps = 11;
    private const int Width = 6;

    private static readonly Dictionary<string, string> Models = new()
    {
        ["several layers behind learned positions"] = """
            model Stepped (x: f32[N, T, 6]) : f32[N, T, 6] =
                x |> learnedPositions 20 |> transformerEncoder 2 3 8 { norm = Pre; finalNorm = true; causal = true; dropout = 0.2 }
            """,
        ["norm behind, behind waves"] = """
            model Stepped (x: f32[N, T, 6]) : f32[N, T, 6] =
                x |> sinusoidalPositions |> transformerEncoder 2 2 8 { causal = true }
            """,
        ["turned queries and keys"] = """
            model Stepped (x: f32[N, T, 6]) : f32[N, T, 6] = multiHeadAttention 3 { causal = true; positions = rotary } x
            """,
        ["heads that share keys"] = """
            model Stepped (x: f32[N, T, 6]) : f32[N, T, 6] =
                groupedQueryAttention 4 2 { headWidth = 2; causal = true; positions = rotary { pairs = Neighbours } } x
            """,
        ["a recurrent layer before and one behind"] = """
            model Stepped (x: f32[N, T, 6]) : f32[N, T, 4] =
                x |> lstm 6 |> multiHeadAttention 2 { causal = true } |> gru 4
            """,
        ["attention that sees the last three alone"] = """
            model Stepped (x: f32[N, T, 6]) : f32[N, T, 6] =
                let near = iota 0 [T; T] - iota 1 [T; T] < 3
                multiHeadAttention 2 { causal = true; mask = near } x
            """,
        ["a bias by distance"] = """
            model Stepped (x: f32[N, T, 6]) : f32[N, T, 6] =
                let far = cast f32 (iota 0 [T; T] - iota 1 [T; T])
                let scores = x @ permute [0; 2; 1] (dense 6 x) + -0.5 * far
                softmax (where (iota 0 [T; T] >= iota 1 [T; T]) scores -1e30) @ dense 6 x
            """,
        ["the last step alone"] = """
            model Stepped (x: f32[N, T, 6]) : f32[N, 6] = x |> transformerEncoder 1 2 8 { causal = true } |> lastStep
            """,
        ["a number of the step"] = """
            model Stepped (x: f32[N, T, 6]) : f32[N, T, 6] = gru 6 x + cast f32 (iota 1 (shape x))
            """,
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parts_give_what_the_sequence_gives(string name)
    {
        using dynamic model = CompiledModel.Create(Models[name]);
        var x = Numbers(Batch * Steps * Width);
        foreach (var parts in (int[][])[[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [4, 1, 1, 5], [11], [3, 8], [1, 9, 1]])
        {
            ModelState state = model.InitialState(Batch);
            var begin = 0;
            foreach (var part in parts)
            {
                float[] whole = model.Predict(Part(x, Width, 0, begin + part), (long)(begin + part));
                var now = Part(x, Width, begin, begin + part);
                var (output, next) = ((float[], ModelState))model.Step(now, state);
                var (again, _) = ((float[], ModelState))model.Step(now, state); // a state is a value
                Assert.Equal(output, again);
                var width = output.Length / (Batch * part);
                var expected = whole.Length == output.Length ? whole : Part(whole, width, begin, begin + part, begin + part);
                Assert.Equal(expected.Length, output.Length);
                for (var i = 0; i < output.Length; i++)
                    Assert.Equal(expected[i], output[i], 1e-5);
                state = next;
                begin += part;
                Assert.Equal(begin, state.Steps);
            }
        }
    }

    /// <summary>Memory for 64 steps is used up in a part, and for 128 between two; other sequences are read meanwhile.</summary>
    [Fact]
    public void Parts_go_on_where_memory_is_used_up()
    {
        const int Width = 4;
        const int Length = 140;
        using dynamic model = CompiledModel.Create(
            "model Stepped (x: f32[N, T, 4]) : f32[N, T, 4] = multiHeadAttention 2 { causal = true; positions = rotary } x");
        var x = Numbers(Batch * Length * Width);
        float[] whole = model.Predict(x, (long)Length);
        ModelState state = model.InitialState(Batch);
        foreach (var part in (int[])[50, 30, 47, 1, 1, 11])
        {
            var (begin, end) = ((int)state.Steps, (int)state.Steps + part);
            var (output, next) = ((float[], ModelState))model.Step(Part(x, Width, begin, end, Length), state);
            Assert.All(Part(whole, Width, begin, end, Length).Zip(output), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            var (other, _) = ((float[], ModelState))model.Step(x[..(5 * Width)], model.InitialState(1));
            Assert.All(whole.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            state = next;
        }

        Assert.Equal(Length, state.Steps);
    }

    /// <summary>How many steps there are is what the lengths give for the sequences of the state.</summary>
    [Fact]
    public void A_state_says_how_many_sequences_there_are()
    {
        using dynamic model = CompiledModel.Create(Models["turned queries and keys"]);
        var (_, four) = ((float[], ModelState))model.Step(Numbers(4 * Width), model.InitialState(1));
        Assert.Equal((1, 4), (four.Batch, four.Steps));
        var failure = Assert.Throws<ArgumentException>(() => { model.Step(Numbers(4 * Width), model.InitialState(3)); });
        Assert.Contains("its length must be a multiple of 18, but 24 elements", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>What a call has to itself is there for the next one, also where a state is refused.</summary>
    [Fact]
    public void A_refused_state_costs_nothing()
    {
        using dynamic model = CompiledModel.Create(Models["turned queries and keys"]);
        using dynamic other = CompiledModel.Create(Models["heads that share keys"]);
        var (x, state) = (Numbers(Width), (ModelState)model.InitialState(1));
        var (_, foreign) = ((float[], ModelState))other.Step(x, other.InitialState(1));
        Taken();
        var warm = Taken();
        Assert.Throws<ArgumentException>(() => { model.Step(x, foreign); });
        Assert.InRange(Taken(), 0, warm);

        long Taken()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            model.Step(x, state);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void A_step_behind_the_last_place_is_refused()
    {
        using dynamic model = CompiledModel.Create("""
            model Stepped (x: f32[N, T, 6]) : f32[N, T, 6] = x |> learnedPositions 4 |> multiHeadAttention 2 { causal = true }
            """);
        var (_, full) = ((float[], ModelState))model.Step(Numbers(4 * Width), model.InitialState(1));
        var failure = Assert.Throws<NetLangException>(() => { model.Step(Numbers(Width), full); });
        Assert.Equal("NL4904", failure.Error.Code);
        Assert.Contains("4 are known", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Also before there is memory for any step.</summary>
    [Fact]
    public void No_steps_are_refused()
    {
        using dynamic model = CompiledModel.Create(Models["several layers behind learned positions"]);
        var failure = Assert.Throws<NetLangException>(() => { model.Step(Array.Empty<float>(), model.InitialState(1)); });
        Assert.Equal("NL4806", failure.Error.Code);
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i * 1.7f) * 0.8f)];

    /// <summary>Some steps of each sequence of [batch, length, width].</summary>
    private static float[] Part(float[] x, int width, int from, int to, int length = Steps) =>
        [.. Enumerable.Range(0, Batch).SelectMany(b => x.AsSpan(((b * length) + from) * width, (to - from) * width).ToArray())];
}
