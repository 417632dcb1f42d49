using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Models;

/// <summary>Native memory lives as long as someone uses it: neither disposing nor the collector takes it away.</summary>
public class LifetimeTests
{
    private static readonly float[] Row = [1, 2, 3];

    [Fact]
    public void Dispose_is_not_needed_and_may_be_repeated()
    {
        var model = new LineModel();
        model.Predict(Row);
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Predict(Row));
        Assert.Throws<ObjectDisposedException>(() => model.Predict(Dataset.FromArrays(Row, 1)));
        Assert.Throws<ObjectDisposedException>(() => model.Train(LineModel.Examples(3)));
        Assert.Throws<ObjectDisposedException>(() => model.Evaluate(LineModel.Examples(3)));
        Assert.Throws<ObjectDisposedException>(() => model.Save("line.safetensors"));
        Assert.Throws<ObjectDisposedException>(model.Parameters[0].ToArray<float>);
        Assert.Throws<ObjectDisposedException>(() => model.Parameters[0].CopyFrom(Row));
    }

    [Fact]
    public void A_prediction_under_way_keeps_the_memory()
    {
        var expected = new LineModel(new() { Seed = 3 }).Predict(Row);
        for (var round = 0; round < 20; round++)
        {
            var model = new LineModel(new() { Seed = 3 });
            Assert.Equal(expected, model.Predict(Row, between: () =>
            {
                model.Dispose();
                using var other = new LineModel(new() { Seed = 99 }); // takes memory that was given back
            }));
            Assert.Throws<ObjectDisposedException>(() => model.Predict(Row));
        }
    }

    [Fact]
    public void Training_under_way_ends_with_an_error()
    {
        var model = new LineModel();
        var epochs = 0;
        Assert.Throws<ObjectDisposedException>(() => model.Train(LineModel.Examples(50), onEpoch: _ =>
        {
            epochs++;
            model.Dispose();
        }));
        Assert.Equal(1, epochs);
    }

    [Fact]
    public void Models_may_become_unreachable_while_they_work()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Combine("line.safetensors");
        var (predicted, weights) = (new LineModel().Predict(Row), new LineModel().Parameters[0].ToArray<float>());
        using var done = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!done.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            for (var round = 0; round < 100; round++)
            {
                Assert.Equal(predicted, new LineModel().Predict(Row));
                Assert.Equal(weights, new LineModel().Parameters[0].ToArray<float>());
                new LineModel().Save(path);
                Assert.Equal(weights, new LineModel(weights: path).Parameters[0].ToArray<float>());
            }
        }
        finally
        {
            done.Cancel();
            collector.Join();
        }
    }
}
