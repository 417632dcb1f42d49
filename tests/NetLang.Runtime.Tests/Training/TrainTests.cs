using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;
using NetLang.Runtime.Tests.Models;
using Xunit;

namespace NetLang.Runtime.Tests.Training;

public class TrainTests
{
    private static readonly Dataset Data = LineModel.Examples(103);

    [Fact]
    public void Training_finds_the_line()
    {
        var model = new LineModel();
        var reports = model.Train(Data, new() { Epochs = 60, BatchSize = 10, Validation = Data });

        Assert.Equal(60, reports.Count);
        Assert.True(reports[^1].TrainLoss < 1e-6 * reports[0].TrainLoss, $"{reports[^1].TrainLoss}");
        Assert.All(
            model.Parameters["line.weight"].ToArray<float>().Zip([2f, -1f, 0.5f]),
            pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
        Assert.Equal("meanAbsoluteError", reports[^1].Metrics[0].Name);
        Assert.InRange(reports[^1].Metrics[0].Value, 0, 1e-3);
        Assert.Equal(reports[^1].ValidationLoss!.Value, reports[^1].Metrics[1].Value);
    }

    [Fact]
    public void Metrics_and_loss_do_not_depend_on_the_batches()
    {
        var model = new LineModel();
        var all = model.Train(Data, new() { Epochs = 1, BatchSize = 103, Validation = Data })[0];
        var parts = model.Evaluate(Data); // batches of 32, the last of 7

        Assert.Equal(all.ValidationLoss!.Value, parts.Loss, 1e-6);
        Assert.Equal(all.Metrics[0].Value, parts.Metrics[0].Value, 1e-6);
        Assert.Equal(parts.Loss, parts.Metrics[1].Value);
    }

    [Fact]
    public void Every_example_is_seen_once_an_epoch_and_steps_are_counted()
    {
        var steps = new List<StepReport>();
        var epochs = new List<EpochReport>();
        new LineModel().Train(Data, new() { Epochs = 2, BatchSize = 25, OnStep = steps.Add }, epochs.Add);

        Assert.Equal(Enumerable.Range(1, 10).Select(step => (long)step), steps.Select(step => step.Step));
        Assert.All(steps, step => Assert.Equal((10, 2), (step.Steps, step.Epochs)));
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], steps.Select(step => step.Epoch));
        Assert.Equal(0.05f * (1 - (0.5 / 10)), steps[0].Rate, 1e-9);
        Assert.Equal(0.05f * 0.5, epochs[1].Rate, 1e-9);
        Assert.Equal(steps[4].Loss, epochs[0].TrainLoss);
    }

    [Fact]
    public void A_seed_gives_the_same_bits_and_another_seed_others()
    {
        Assert.Equal(WeightsAfterTraining(seed: 5), WeightsAfterTraining(seed: 5));
        Assert.NotEqual(WeightsAfterTraining(seed: 5), WeightsAfterTraining(seed: 6));
    }

    [Fact]
    public void Training_again_begins_the_optimizer_anew()
    {
        var twice = new LineModel();
        twice.Train(Data, new() { Epochs = 2 });
        var between = twice.Parameters[0].ToArray<float>();
        var bias = twice.Parameters[1].ToArray<float>();
        twice.Train(Data, new() { Epochs = 2 });

        var fresh = new LineModel();
        fresh.Parameters[0].CopyFrom(between);
        fresh.Parameters[1].CopyFrom(bias);
        fresh.Train(Data, new() { Epochs = 2 });
        Assert.Equal(fresh.Parameters[0].ToArray<float>(), twice.Parameters[0].ToArray<float>());
    }

    [Fact]
    public void A_warm_step_allocates_nothing()
    {
        var marks = new AllocationMarks();
        new LineModel().Train(Data, new() { Epochs = 20, BatchSize = 25, OnStep = _ => marks.Add() });

        // Steps 5 to 9 are the second epoch, 10 to 14 the third, the last of each a partial batch.
        marks.AssertNone(5, 9);
        marks.AssertNone(10, 14);
    }

    [Fact]
    public void A_loss_that_is_not_finite_goes_back_to_the_last_epoch()
    {
        var bad = LineModel.Examples(40);
        var model = new LineModel(rate: 40f);
        var kept = model.Parameters[0].ToArray<float>();
        var error = Assert.Throws<NetLangException>(() => model.Train(
            bad, new() { Epochs = 500, BatchSize = 40 }, _ => kept = model.Parameters[0].ToArray<float>()));

        Assert.Equal(TrainingErrors.NotFinite, error.Error);
        Assert.Contains("of the end of epoch", error.Problem);
        Assert.NotNull(error.Help);
        Assert.Equal(kept, model.Parameters[0].ToArray<float>());
        Assert.All(kept, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void In_the_first_epoch_it_goes_back_to_the_start()
    {
        var model = new LineModel(rate: 1e30f);
        var start = model.Parameters[0].ToArray<float>();
        var error = Assert.Throws<NetLangException>(() => model.Train(Data, new() { Epochs = 2, BatchSize = 10 }));

        Assert.Contains("from before training", error.Problem);
        Assert.Equal(start, model.Parameters[0].ToArray<float>());
    }

    [Fact]
    public void Weights_that_the_last_update_ruins_are_found_too()
    {
        var model = new LineModel(rate: float.PositiveInfinity);
        var error = Assert.Throws<NetLangException>(() => model.Train(Data, new() { Epochs = 1, BatchSize = 103 }));
        Assert.Contains("'line.weight' became NaN", error.Problem);
        Assert.All(model.Parameters[0].ToArray<float>(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Cancelling_ends_between_steps()
    {
        using var source = new CancellationTokenSource();
        var steps = 0;
        var model = new LineModel();
        Assert.Throws<OperationCanceledException>(() => model.Train(
            Data,
            new()
            {
                OnStep = _ =>
                {
                    if (++steps == 3)
                        source.Cancel();
                },
            },
            cancellation: source.Token));
        Assert.Equal(3, steps);
        Assert.Single(model.Train(Data, new() { Epochs = 1 }));
    }

    [Fact]
    public void Cancelled_before_it_starts_training_changes_nothing()
    {
        var model = new LineModel();
        var start = model.Parameters[0].ToArray<float>();
        Assert.Throws<OperationCanceledException>(
            () => model.Train(Data, new() { Epochs = int.MaxValue }, cancellation: new(canceled: true)));
        Assert.Equal(start, model.Parameters[0].ToArray<float>());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 32)]
    [InlineData(7, 1_000_000_000)]
    public void A_batch_larger_than_the_data_is_all_of_them(int rows, int batch)
    {
        var steps = 0;
        var data = LineModel.Examples(rows);
        var model = new LineModel();
        var report = model.Train(data, new() { Epochs = 1, BatchSize = batch, OnStep = _ => steps++ }).Single();
        Assert.Equal(1, steps);
        Assert.True(double.IsFinite(report.TrainLoss));
        Assert.True(double.IsFinite(model.Evaluate(data).Loss));
    }

    [Fact]
    public void Without_rows_there_is_nothing_to_do()
    {
        var none = new Dataset(DataColumn.Create<float>("x", [], 3), DataColumn.Create<float>("y", [], 1));
        var model = new LineModel();
        AssertEmpty(() => model.Train(none));
        AssertEmpty(() => model.Train(Data, new() { Validation = none }));
        AssertEmpty(() => model.Evaluate(none));
        AssertEmpty(() => model.Predict(none));

        static void AssertEmpty(Action action) =>
            Assert.Equal(DataErrors.Empty, Assert.Throws<NetLangException>(action).Error);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Options_out_of_range_are_told(int epochs, int batch)
    {
        var error = Assert.Throws<NetLangException>(
            () => new LineModel().Train(Data, new() { Epochs = epochs, BatchSize = batch }));
        Assert.Equal(TrainingErrors.BadOption, error.Error);
    }

    [Fact]
    public void The_train_record_gives_data_and_numbers()
    {
        double[][] x = [[0, 0, 1], [0, 1, 0], [1, 0, 0], [1, 1, 1]];
        double[][] y = [[1.5], [0], [3], [2.5]];
        var training = new TrainingDefaults
        {
            Epochs = 3,
            BatchSize = 2,
            Seed = 9,
            Data = new InlineSource(x, y),
            Validation = new InlineSource(x, y),
        };
        var model = new LineModel(training: training);
        var reports = model.Train();

        Assert.Equal(9UL, model.Seed);
        Assert.Equal(3, reports.Count);
        Assert.Equal(reports[2].ValidationLoss, model.Evaluate().Loss);
    }

    [Fact]
    public void Without_data_it_says_so()
    {
        Assert.Equal(TrainingErrors.NoData, Assert.Throws<NetLangException>(() => new LineModel().Train()).Error);
        Assert.Equal(TrainingErrors.NoData, Assert.Throws<NetLangException>(() => new LineModel().Evaluate()).Error);
    }

    [Fact]
    public void A_model_is_trained_once_at_a_time()
    {
        var model = new LineModel();
        void TrainAgain(EpochReport report) => model.Train(Data);
        Assert.Throws<InvalidOperationException>(() => model.Train(Data, onEpoch: TrainAgain));
        Assert.NotEmpty(model.Train(Data));
    }

    private static float[] WeightsAfterTraining(ulong seed)
    {
        var model = new LineModel(new() { Seed = seed });
        model.Parameters[0].CopyFrom([0f, 0f, 0f]);
        model.Train(Data, new() { Epochs = 2, BatchSize = 10 });
        return model.Parameters[0].ToArray<float>();
    }
}
