using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Parity.Tests.Training;

/// <summary>Training on batches of different lengths is as good as on one length, in the same bits, without garbage.</summary>
[Trait("Category", "Numeric")]
public sealed class BucketTrainingTests : IDisposable
{
    private const int Examples = 61;

    private readonly TemporaryFolder folder = new();

    public BucketTrainingTests()
    {
        var random = new System.Random(4);
        var rows = Enumerable.Range(0, Examples).Select(row =>
        {
            var letters = row % 2 == 0 ? "abc" : "bcd";
            return $"{string.Concat(Enumerable.Range(0, random.Next(13)).Select(_ => letters[random.Next(3)]))},{row % 2}\n";
        });
        folder.Write("names.csv", $"name,kind\n{string.Concat(rows)}");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Weights_have_the_same_bits_on_one_two_and_three_threads()
    {
        var create = CompiledModel.Load(CompiledModel.Compile(Source("buckets = [3; 8; 12]")));
        var one = Train(create, threads: 1);
        Assert.Equal(one, Train(create, threads: 2));
        Assert.Equal(one, Train(create, threads: 3));
        Assert.NotEqual(one, Train(create, threads: 1, seed: 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_warm_step_allocates_nothing(int threads)
    {
        using var model = CompiledModel.Create(Source("buckets = [2; 4; 8; 12]"), Options(threads));
        var marks = new AllocationMarks();
        model.Train(options: new() { Epochs = 5, OnStep = _ => marks.Add() });
        marks.AssertNone(marks.Count * 4 / 5, marks.Count - 1);
    }

    /// <summary>The model heeds lengths, so that what fills texts up changes nothing.</summary>
    [Fact]
    public void Losses_and_predictions_are_those_of_one_length()
    {
        using var bucketed = CompiledModel.Create(Source("buckets = [3; 8; 12]"), Options(2));
        using var whole = CompiledModel.Create(Source("length = 12"), Options(2));
        Assert.Equal(whole.Evaluate().Loss, bucketed.Evaluate().Loss, 1e-6);
        var expected = whole.Predict(Load(whole)).Columns[0].ToArray<float>();
        Close(expected, bucketed.Predict(Load(bucketed)).Columns[0].ToArray<float>());
        var reports = bucketed.Train(options: new() { Epochs = 30 });
        Assert.True(reports[^1].ValidationLoss < 0.3 * reports[0].ValidationLoss);
        Assert.NotNull(bucketed.Confusion());
    }

    /// <summary>This one does not: its outputs show the length that a batch has.</summary>
    [Fact]
    public void A_batch_is_as_long_as_its_bucket()
    {
        const string padding = """
            model Padding (tokens: i32[N, T]) : f32[N, 1] = cast f32 (expandDims -1 (sum { axis = 1 } (where (tokens >= 0) 1 0))) + dense 1 (zeros [N; 1])

            train Padding = { data = labelledText { text = "name"; label = "kind"; buckets = [3; 8; 12] } (characters "abcd") "names.csv"; loss = mse }
            """;
        using var model = CompiledModel.Create(padding, Options(2));
        model.Parameters.Single(parameter => parameter.Name.EndsWith("bias", StringComparison.Ordinal)).CopyFrom([0f]);
        var data = Load(model);
        var expected = data["lengths"].ToArray<int>().Select(length => length <= 3 ? 3f : length <= 8 ? 8f : 12f);
        Assert.Equal(expected, model.Predict(data).Columns[0].ToArray<float>());
    }

    /// <summary>A dataset has rows of one length, so outputs that depend on it have the longest.</summary>
    [Fact]
    public void Outputs_for_each_token_have_the_full_length()
    {
        const string tagger = """
            model Tagger (tokens: i32[N, T]) : f32[N, T, 2] = tokens |> embedding 4 3 |> dense 2

            let mean2 (output: f32[n, t, 2]) (label: i32[n]) = mean output * mean (cast f32 label)

            train Tagger = { data = labelledText { text = "name"; label = "kind"; buckets = [3; 8; 12] } (characters "abcd") "names.csv"; loss = mean2 }
            """;
        using var model = CompiledModel.Create(tagger, Options(1));
        Assert.Equal([12, 2], model.Predict(Load(model)).Columns[0].RowShape);
    }

    private static string Source(string length) => $$"""
        let names = labelledText { text = "name"; label = "kind"; {{length}} } (characters "abcd") "names.csv"

        model Names (tokens: i32[N, T]) (lengths: i32[N]) : f32[N, 2] =
            tokens |> embedding 4 5 |> gru 7 { lengths = lengths } |> lastStep { lengths = lengths } |> dropout 0.1 |> dense 2

        train Names =
            { data     = names
              validate = names
              loss     = crossEntropy
              schedule = constantRate 0.02
              batch    = 8
              epochs   = 3 }
        """;

    private static void Close(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    private Dataset Load(Model model) => new DataLoader(model.Specification, folder.Path).Load(model.Specification.Training!.Data!);

    private float[] Train(Func<ModelOptions?, Model> create, int threads, ulong seed = 0)
    {
        using var model = create(Options(threads) with { Seed = seed });
        model.Train();
        return [.. model.Parameters.SelectMany(p => p.ToArray<float>())];
    }

    private ModelOptions Options(int threads) => new() { Threads = threads, DataDirectory = folder.Path };
}
