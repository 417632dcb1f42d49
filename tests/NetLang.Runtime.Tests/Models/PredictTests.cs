using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Models;

public class PredictTests
{
    private readonly LineModel model = new(new() { Seed = 3 });

    [Fact]
    public void The_batch_follows_from_the_length()
    {
        model.Parameters["line.weight"].CopyFrom([1f, 10f, 100f]);
        model.Parameters["line.bias"].CopyFrom([0.5f]);

        Assert.Equal([321.5f], model.Predict([1, 2, 3]));
        Assert.Equal([321.5f, 0.5f], model.Predict([1, 2, 3, 0, 0, 0]));
        Assert.Equal([321.5f, 0.5f], model.Predict([1, 2, 3, 0, 0, 0], batch: 2));
        Assert.Empty(model.Predict([]));
    }

    [Fact]
    public void A_wrong_length_names_input_and_lengths()
    {
        var error = Assert.Throws<ArgumentException>(() => model.Predict([1, 2, 3, 4]));
        Assert.Equal("x", error.ParamName);
        Assert.Contains("input 'x' is f32[N, 3], so its length must be a multiple of 3, but 4 elements", error.Message);

        error = Assert.Throws<ArgumentException>(() => model.Predict([1, 2, 3], batch: 2));
        Assert.Contains("its length must be 6, but 3 elements", error.Message);
        error = Assert.Throws<ArgumentException>(() => model.Predict([1, 2, 3], batch: long.MaxValue));
        Assert.Contains("with N = 9223372036854775807 an input has more elements", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Predict([1, 2, 3], batch: -1));
    }

    [Fact]
    public void A_wrong_type_is_an_argument_error() =>
        Assert.Contains("f64 was given", Assert.Throws<ArgumentException>(() => model.PredictWrongType([1])).Message);

    [Fact]
    public void A_failed_call_leaves_the_model_usable()
    {
        Assert.Throws<ArgumentException>(() => model.Predict([1]));
        Assert.Single(model.Predict([1, 2, 3]));
    }

    [Fact]
    public void A_warm_call_allocates_its_result_alone()
    {
        float[] x = [1, 2, 3, 4, 5, 6];
        model.Predict(x);
        model.Predict(x);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = model.Predict(x);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        before = GC.GetAllocatedBytesForCurrentThread();
        var same = new float[result.Length];
        var result1 = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(result1, allocated);
        GC.KeepAlive(same);
    }

    [Fact]
    public void Calls_may_run_at_the_same_time() => Parallel.For(0, 2000, number =>
    {
        var rows = 1 + (number % 5);
        var x = Enumerable.Repeat((float)number, rows * 3).ToArray();
        var expected = (number * 0.03f) + (number * 0.04f) + (number * 0.05f);
        Assert.All(model.Predict(x), y => Assert.Equal(expected, y, 1e-3f * (1 + expected)));
    });

    [Fact]
    public void A_dataset_is_predicted_in_batches()
    {
        var data = LineModel.Examples(600);
        var predicted = model.Predict(data).Columns.Single();

        Assert.Equal("y", predicted.Name);
        Assert.Equal([1], predicted.RowShape);
        Assert.Equal(model.Predict(data["features"].ToArray<float>()), predicted.ToArray<float>());
    }

    [Fact]
    public void Too_much_memory_is_told_before_it_is_taken()
    {
        var error = Assert.Throws<NetLangException>(
            () => MemoryPlan.Create(new LinePredict(), model.Specification, [1L << 50]));
        Assert.Equal(ExecutionErrors.TooLarge, error.Error);
        Assert.Contains("N = 1125899906842624", error.Message);
        Assert.Contains("error: 4,503,599,627,370,496 bytes", error.Message);
        Assert.Contains("y: 4,503,599,627,370,560 bytes", error.Message);

        error = Assert.Throws<NetLangException>(
            () => MemoryPlan.Create(new LinePredict(), model.Specification, [long.MaxValue / 2]));
        Assert.Contains("64 bits", error.Message);
    }

    [Fact]
    public void Parameters_are_named_and_checked()
    {
        Assert.Equal(["line.weight", "line.bias"], model.Parameters.Select(parameter => parameter.Name));
        Assert.Contains("line.bias", Assert.Throws<KeyNotFoundException>(() => model.Parameters["bias"]).Message);
        var weight = model.Parameters[0];
        Assert.Equal("line.weight: f32[3]", weight.ToString());
        Assert.Throws<ArgumentException>(() => weight.CopyFrom([1f]));
        Assert.Throws<ArgumentException>(weight.ToArray<double>);
    }

    [Fact]
    public void A_negative_dimension_is_told()
    {
        var error = Assert.Throws<NetLangException>(
            () => MemoryPlan.Create(new Shrinking(), model.Specification, [1]));
        Assert.Equal(ExecutionErrors.NegativeDimension, error.Error);
        Assert.Contains("'y' of Line is f32[N - 2], and with N = 1 its N - 2 is -1", error.Message);
        Assert.Equal([0], MemoryPlan.Create(new Shrinking(), model.Specification, [2]).OutputLengths);
    }

    [Fact]
    public void A_dataset_of_one_row_and_no_target_is_enough() =>
        Assert.Equal(1, model.Predict(Dataset.FromArrays([1f, 2f, 3f], count: 1)).Count);

    private sealed unsafe class Shrinking() : LineProgram(
        "predict", [], [new("y", ElementType.F32, [new("N - 2", -1, symbols => symbols[0] - 2)])])
    {
        public override void Run(ExecutionFrame* frame, WorkerPool pool) => throw new NotSupportedException();
    }
}
