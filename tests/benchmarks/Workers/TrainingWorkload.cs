using System.Diagnostics;
using NetLang.Runtime;
using NetLang.Runtime.Data;

namespace NetLang.Benchmarks.Workers;

/// <summary>
/// Training steps as users get them, from one call of <c>OnStep</c> to the next: batches are gathered from a dataset in
/// an order that changes by epoch. assembly= weights= inputs= labels= examples= batch= threads=.
/// </summary>
internal sealed class TrainingWorkload : Workload
{
    private readonly WorkerOptions options;
    private readonly Dataset data;
    private readonly long memoryBefore;
    private readonly Model model;

    public TrainingWorkload(WorkerOptions options)
    {
        this.options = options;
        data = new(Column<float>("inputs"), Column<int>("labels"));
        memoryBefore = Environment.WorkingSet;
        model = Create("Measured");
    }

    private DataColumn Column<T>(string name)
        where T : unmanaged
    {
        var values = options.Values<T>(name);
        var row = values.Length / options.Number("examples");
        return DataColumn.Create(name, values, row == 1 ? [] : [row]);
    }

    public override string Facts => $"before={memoryBefore}";

    /// <summary>From the same weights each time, so that all turns do the same work.</summary>
    public override Timing Measure(double seconds)
    {
        model.LoadWeights(options.Text("weights"));
        using CancellationTokenSource enough = new();
        List<double> samples = [];
        var begin = Stopwatch.GetTimestamp();
        var last = begin;
        try
        {
            model.Train(data, Training(int.MaxValue, shuffle: true, _ =>
            {
                var now = Stopwatch.GetTimestamp();
                var elapsed = Stopwatch.GetElapsedTime(begin, now).TotalSeconds;
                if (elapsed > seconds / 5)
                    samples.Add(Stopwatch.GetElapsedTime(last, now).TotalSeconds);
                if (elapsed > seconds * 1.2)
                    enough.Cancel();
                last = Stopwatch.GetTimestamp();
            }), cancellation: enough.Token);
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }

        return Timing.OfSamples(samples);
    }

    /// <summary>The losses of a pass over the data in their order, by the model without dropout.</summary>
    public override float[] Result()
    {
        List<float> losses = [];
        using var check = Create("Checked");
        check.Train(data, Training(epochs: 1, shuffle: false, step => losses.Add((float)step.StepLoss)));
        return [.. losses];
    }

    private Model Create(string name)
    {
        var made = new ModelAssembly(options.Text("assembly"))
            .Create(name, new() { Threads = options.Number("threads"), Seed = 1 });
        made.LoadWeights(options.Text("weights"));
        return made;
    }

    private TrainOptions Training(int epochs, bool shuffle, Action<StepReport> onStep) => new()
    {
        Epochs = epochs,
        BatchSize = options.Number("batch"),
        Shuffle = shuffle,
        OnStep = onStep,
    };
}
