using NetLang.Compiler.Tests.Semantics;
using NetLang.Runtime;
using NetLang.Runtime.Data;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Tensors;

/// <summary>Models with indices, from data that are right and from data that are wrong.</summary>
public sealed class IndexedModelTests
{
    private const string Rows = """
        model Rows (words: i32[N, T]) : f32[N, T, 2] =
            param table : f32[5, 2] = zeros
            gather words table + 1.0
        """;

    private static readonly int[] Good = [0, 4, 2, 3, 1, 0];

    private static long BoundOf(string body, string inputs) =>
        Analyzed.ModelOfUser($"model M {inputs} = {body}").Inputs[0].IndexBound;

    [Theory]
    [InlineData("gather i x", "(i: i32[N]) (x: f32[N, 7])", 0)] // N is not known yet
    [InlineData("gather { axis = 1 } i x", "(i: i32[N]) (x: f32[N, 7])", 7)]
    [InlineData("gather { axis = 1 } (cast i64 (transpose i)) x", "(i: u8[N, 2]) (x: f32[N, 7])", 7)]
    [InlineData("gather { axis = 1 } i[.., 0] (gather { axis = 1 } i[.., 1] x)[.., ..0]", "(i: i32[3, 2]) (x: f32[N, 7])", 1)]
    [InlineData("gather { axis = 1 } (i + 1) x", "(i: i32[N]) (x: f32[N, 7])", 0)] // computed
    [InlineData("scatterAdd i 9 x", "(i: i32[N]) (x: f32[N, 7])", 9)]
    [InlineData("pick i x", "(i: i32[N]) (x: f32[N, 7])", 7)]
    [InlineData("pick i x", "(i: i32[N]) (x: f32[N, T])", 0)]
    [InlineData("checkIndex 3 i", "(i: i32[N])", 3)]
    [InlineData("checkIndex N i", "(i: i32[N])", 0)]
    public void The_bound_of_an_index_is_known_to_the_model(string body, string inputs, long bound) =>
        Assert.Equal(bound, BoundOf(body, inputs));

    [Fact]
    public void Data_outside_of_the_bound_are_named_by_their_row()
    {
        var model = CompiledModel.Create(Rows);
        var words = DataColumn.Create("words", Good, 2);
        Assert.Equal(12, model.Predict(new Dataset([words])).Columns[0].ToArray<float>().Length);
        var error = Assert.Throws<NetLangException>(() => model.Predict(new Dataset([DataColumn.Create("words", [0, 1, 2, 5], 2)])));
        Assert.Equal(DataErrors.LabelOutOfRange, error.Error);
        Assert.Contains("row 2, position 2 of column 'words' is 5, but 'words' takes indices 0 to 4", error.Problem);
    }

    [Fact]
    public void What_Predict_is_given_is_checked_too()
    {
        dynamic model = CompiledModel.Create(Rows);
        Assert.Equal(12, ((float[])model.Predict(Good, 2L)).Length);
        Exception error = Assert.Throws<ArgumentException>(() => (object)model.Predict(new[] { 0, -1 }, 2L));
        Assert.Contains("element 1 of input 'words' is not one of its indices 0 to 4", error.Message);
    }

    [Fact]
    public void A_computed_index_outside_of_the_axis_gives_0()
    {
        dynamic model = CompiledModel.Create("""
            model Shift (i: i32[N]) : f32[N] = gather (i - 2) (tensor [1.0; 2.0; 3.0])
            """);
        int[] given = [1, 2, 3, 4, 5, int.MaxValue, int.MinValue, int.MinValue + 1];
        Assert.Equal([0f, 1f, 2f, 3f, 0f, 0f, 0f, 0f], (float[])model.Predict(given));
    }

    [Fact]
    public void Long_indices_do_not_wrap_around()
    {
        dynamic model = CompiledModel.Create("model Far (i: i64[N]) : f32[N] = gather (i * 1) (tensor [1.0; 2.0; 3.0])");
        Assert.Equal([2f, 0f, 0f, 0f], (float[])model.Predict(new[] { 1, 1L << 32, long.MinValue, (1L << 62) + 1 }));
        dynamic sums = CompiledModel.Create("model Far (i: i64[N]) (x: f32[N]) : f32[3] = scatterAdd (i * 1) 3 x");
        Assert.Equal([0f, 1f, 0f], (float[])sums.Predict(new[] { 1, 1L << 32, -1 }, new[] { 1f, 2f, 3f }));
    }

    [Fact]
    public void Words_that_occur_often_are_learned_with_the_same_bits_by_any_number_of_threads()
    {
        var load = CompiledModel.Load(CompiledModel.Compile("""
            model Topics (words: i32[N, T]) : f32[N, 3] =
                param table : f32[300, 64] = normal 0.0 1.0
                table |> gather words |> mean { axis = 1 } |> dense 3

            train Topics = { loss = crossEntropy; optimizer = sgd { momentum = 0.9 }; schedule = constantRate 0.5 }
            """));
        var random = new Random(3);
        int[] words = [.. Enumerable.Range(0, 64 * 40).Select(_ => random.Next(2) == 0 ? 7 : random.Next(300))];
        int[] labels = [.. words.Chunk(40).Select(w => w.Count(i => i == 7) % 3)];
        var data = new Dataset([DataColumn.Create("words", words, 40), DataColumn.Create("label", labels)]);
        var tables = new List<float[]>();
        foreach (var threads in new[] { 1, 2, 3 })
        {
            using var model = load(new ModelOptions { Seed = 4, Threads = threads });
            var reports = model.Train(data, new() { Epochs = 3, BatchSize = 64 });
            Assert.True(reports[^1].TrainLoss < reports[0].TrainLoss);
            tables.Add(model.Parameters["table"].ToArray<float>());
        }

        Assert.All(tables, table => Assert.Equal(tables[0], table));
    }
}
