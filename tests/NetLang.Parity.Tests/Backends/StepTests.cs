using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Backends;

/// <summary>Recurrent models a step at a time, and batches that go on where the one before has ended.</summary>
[Trait("Category", "Numeric")]
public sealed class StepTests
{
    private const int Batch = 3;
    private const int Steps = 7;
    private const int Width = 5;

    private static readonly Dictionary<string, string> Models = new()
    {
        ["layers and a softmax"] = """
            model Stepped (x: f32[N, T, 5]) : f32[N, T, 4] = x |> lstm 6 { layers = 2 } |> dense 4 |> softmax
            """,
        ["a residual around a layer"] = """
            model Stepped (x: f32[N, T, 5]) : f32[N, T, 6] =
                let h = x |> dense 6 |> tanh
                h + gru 6 (layerNorm h)
            """,
        ["a projection"] = "model Stepped (x: f32[N, T, 5]) : f32[N, T, 4] = x |> lstm 6 { projection = 3 } |> rnn 4",
        ["a part of what a scan gives"] = "model Stepped (x: f32[N, T, 5]) : f32[N, T, 2] = (gru 4 x)[_, _, 1..2]",
        ["the last step alone"] = "model Stepped (x: f32[N, T, 5]) : f32[N, 4] = x |> gru 4 |> lastStep",
        ["a cell of one's own that begins with less than zeros and with ones"] = """
            let decayed (x: 't[b, t, n]) =
                let step (h, count) now =
                    let next = 0.5 * h + sum { axis = -1 } now
                    ((next, count + 1.0), next / count)
                let _, y = scan step (zeros [b] - 0.5, ones [b]) x
                y
            model Stepped (x: f32[N, T, 5]) : f32[N, T] = decayed x
            """,
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_give_what_the_sequence_gives(string name)
    {
        using dynamic model = CompiledModel.Create(Models[name]);
        var x = Numbers(Batch * Steps * Width);
        ModelState state = model.InitialState(Batch);
        for (var step = 1; step <= Steps; step++)
        {
            var now = Step(x, Width, step - 1);
            float[] whole = model.Predict(Prefix(x, Width, step), (long)step);
            var (output, next) = ((float[], ModelState))model.Step(now, state);
            var (again, _) = ((float[], ModelState))model.Step(now, state); // a state is a value
            Assert.Equal(output, again);
            var perStep = output.Length / Batch;
            var expected = whole.Length == output.Length ? whole : Step(whole, perStep, step - 1, step);
            for (var i = 0; i < output.Length; i++)
                Assert.Equal(expected[i], output[i], 1e-5);
            state = next;
        }
    }

    [Fact]
    public void A_state_of_other_sequences_or_of_another_model_is_refused()
    {
        const string source = "model Next (x: f32[N, T, 5]) : f32[N, T, 6] = x |> LAYER 6";
        using dynamic lstm = CompiledModel.Create(source.Replace("LAYER", "lstm", StringComparison.Ordinal));
        using dynamic gru = CompiledModel.Create(source.Replace("LAYER", "gru", StringComparison.Ordinal));
        var x = Numbers(2 * Width);
        Assert.Throws<ArgumentException>(() => lstm.Step(x, (ModelState)lstm.InitialState(3)));
        Assert.Throws<ArgumentException>(() => lstm.Step(x, (ModelState)gru.InitialState(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => lstm.InitialState(0));
    }

    /// <summary>Windows of a stream, one behind another, are the stream: the loss over all is that of long windows.</summary>
    [Theory]
    [InlineData("lstm 6")]
    [InlineData("gru 6 { layers = 2 }")]
    public void Batches_go_on_where_the_one_before_has_ended(string layer)
    {
        const int windows = 5;
        var source = $$"""
            model Next (x: f32[N, T, {{Width}}]) : f32[N, T, 1] = x |> {{layer}} |> dense 1
            train Next = { loss = mse; schedule = constantRate 0.0; batch = {{Batch}}; epochs = 1; stateful = STATEFUL }
            """;
        using var goesOn = CompiledModel.Create(source.Replace("STATEFUL", "true", StringComparison.Ordinal));
        using var begins = CompiledModel.Create(source.Replace("STATEFUL", "false", StringComparison.Ordinal));
        var x = Numbers(Batch * windows * Steps * Width);
        var y = Numbers(Batch * windows * Steps);
        var shortOnes = Data(x, y, Steps);
        var longOnes = Data(x, y, Steps * windows);

        Assert.Equal(begins.Evaluate(longOnes).Loss, goesOn.Evaluate(shortOnes).Loss, 1e-6);
        Assert.NotEqual(begins.Evaluate(shortOnes).Loss, goesOn.Evaluate(shortOnes).Loss, 1e-6);
        // At a rate of 0 nothing is learned, and training sees the same.
        Assert.Equal(goesOn.Evaluate(shortOnes).Loss, goesOn.Train(shortOnes)[0].TrainLoss, 1e-6);
    }

    [Fact]
    public void Stateful_training_has_the_same_bits_for_any_number_of_threads()
    {
        const string source = """
            model Next (x: f32[N, T, 5]) : f32[N, T, 1] = x |> lstm 40 |> dense 1
            train Next = { loss = mse; batch = 3; epochs = 3; stateful = true }
            """;
        var create = CompiledModel.Load(CompiledModel.Compile(source));
        var data = Data(Numbers(12 * Steps * Width), Numbers(12 * Steps), Steps);
        var losses = new[] { 1, 2, 3 }.Select(threads =>
        {
            using var model = create(new() { Threads = threads });
            return model.Train(data).Select(e => e.TrainLoss).ToList();
        }).ToList();
        Assert.Equal(losses[0], losses[1]);
        Assert.Equal(losses[0], losses[2]);
        Assert.True(losses[0][^1] < losses[0][0]);
    }

    private static Dataset Data(float[] x, float[] y, int length) => new(
        DataColumn.Create("x", x, length, Width), DataColumn.Create("y", y, length, 1));

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i * 1.7f) * 0.8f)];

    /// <summary>A step of each sequence of [batch, length, width].</summary>
    private static float[] Step(float[] x, int width, int step, int length = Steps) =>
        [.. Enumerable.Range(0, Batch).SelectMany(b => x.AsSpan(((b * length) + step) * width, width).ToArray())];

    private static float[] Prefix(float[] x, int width, int steps) =>
        [.. Enumerable.Range(0, Batch).SelectMany(b => x.AsSpan(b * Steps * width, steps * width).ToArray())];
}
