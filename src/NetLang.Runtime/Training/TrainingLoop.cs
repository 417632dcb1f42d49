using System.Diagnostics;
using System.Globalization;
using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Training;

/// <summary>What a training does: data and numbers, all decided.</summary>
internal sealed record TrainingPlan(int Epochs, int BatchSize, ulong Seed, bool Shuffle, Action<StepReport>? OnStep);

/// <summary>
/// Epochs of shuffled batches. The weights of the last finished epoch are kept aside: kernels update in place, so a
/// step whose loss turns out not to be finite is undone by going back to them.
/// </summary>
internal sealed unsafe class TrainingLoop : IDisposable
{
    private readonly TrainingPlan plan;
    private readonly VariableStore variables;
    private readonly ModelSpec model;
    private readonly NativeBlock snapshot;
    private readonly BatchRunner batches;
    private readonly PendingSteps pending;
    private readonly Evaluator? validation;
    private readonly BatchOrder order;
    private readonly int loss;
    private readonly int rate;
    private readonly int stepInput;
    private readonly long steps;
    private long step;

    /// <param name="snapshot">Of the weights as they are now; stays the caller's.</param>
    /// <param name="runner">Of the training program; disposed of with this.</param>
    public TrainingLoop(
        TrainingPlan plan, ModelSpec model, VariableStore variables, NativeBlock snapshot, ProgramRunner runner,
        BoundData data, Evaluator? validation)
    {
        this.plan = plan;
        this.model = model;
        this.variables = variables;
        this.snapshot = snapshot;
        this.validation = validation;
        batches = new BatchRunner(runner, model, data, plan.BatchSize, isTraining: true);
        pending = new PendingSteps(runner.RunsAhead);
        order = data.InBatches(plan.BatchSize, batches.IsStateful);
        steps = plan.Epochs * (long)order.Count;
        loss = runner.OutputNamed("loss");
        rate = Array.Find(runner.Spec.HostOutputs, output => output.Name == "rate") is { Name: not null } found
            ? found.Index
            : -1;
        stepInput = Array.IndexOf(runner.Spec.HostInputs, "step");
        runner.SetScalar(Array.IndexOf(runner.Spec.HostInputs, "total"), steps);
    }

    private double Rate => rate >= 0 ? batches.Runner.Scalar(rate) : 0;

    /// <exception cref="NetLangException">The loss or a weight became NaN or infinite.</exception>
    public IReadOnlyList<EpochReport> Run(Action<EpochReport>? onEpoch, CancellationToken cancellation)
    {
        var reports = new List<EpochReport>();
        for (var epoch = 1; epoch <= plan.Epochs; epoch++)
        {
            var start = Stopwatch.GetTimestamp();
            batches.Seed = new(plan.Seed, (ulong)epoch);
            if (plan.Shuffle && !batches.IsStateful)
                order.Shuffle(plan.Seed, (ulong)epoch);
            batches.Restart();

            var trainLoss = RunSteps(epoch, start, cancellation);
            var trained = Stopwatch.GetElapsedTime(start);
            if (WeightChecks.FirstNotFinite(variables, model.Variables) is { } variable)
                throw Diverged($"'{variable.Name}' became NaN or infinite in epoch {epoch}", epoch, Rate);
            variables.CopyWeightsTo(snapshot);

            var held = validation?.Run();
            var report = new EpochReport
            {
                Epoch = epoch,
                Epochs = plan.Epochs,
                TrainLoss = trainLoss,
                ValidationLoss = held?.Loss,
                Metrics = held?.Metrics ?? [],
                Rate = Rate,
                ExamplesPerSecond = order.Rows / trained.TotalSeconds,
                Duration = Stopwatch.GetElapsedTime(start),
            };
            reports.Add(report);
            onEpoch?.Invoke(report);
        }

        return reports;
    }

    public void Dispose()
    {
        batches.Dispose();
        pending.Dispose();
    }

    private double RunSteps(int epoch, long start, CancellationToken cancellation)
    {
        double sum = 0;
        var done = 0;
        for (var batch = 0; batch < order.Count; batch++)
        {
            if (cancellation.IsCancellationRequested)
            {
                Settle(epoch, start, sum, done); // their weights stay, so they are checked and reported
                cancellation.ThrowIfCancellationRequested();
            }

            var rows = order[batch];
            step++;
            batches.Runner.SetScalar(stepInput, step);
            batches.Start(rows, (ulong)step, loss, pending.Loss(pending.Count));
            pending.Add(new(step, rows.Length, Rate));
            if (pending.IsFull || batch == order.Count - 1)
                (sum, done) = Settle(epoch, start, sum, done);
        }

        return sum / order.Rows;
    }

    /// <summary>Waits for all steps that were begun, and reports them.</summary>
    private (double Sum, int Done) Settle(int epoch, long start, double sum, int done)
    {
        batches.Runner.Finish();
        for (var index = 0; index < pending.Count; index++)
        {
            var ended = pending[index];
            var value = batches.Runner.ScalarOutput(loss, pending.Loss(index));
            if (!double.IsFinite(value))
            {
                var what = $"the loss became {(double.IsNaN(value) ? "NaN" : "infinite")} at step {ended.Number}";
                throw Diverged(what, epoch, ended.Rate);
            }

            sum += value * ended.Rows;
            done += ended.Rows;
            plan.OnStep?.Invoke(new StepReport(
                epoch,
                plan.Epochs,
                ended.Number,
                steps,
                value,
                sum / done,
                ended.Rate,
                done / Stopwatch.GetElapsedTime(start).TotalSeconds));
        }

        pending.Clear();
        return (sum, done);
    }

    private NetLangException Diverged(string what, int epoch, double rate)
    {
        variables.CopyWeightsFrom(snapshot);
        var kept = epoch == 1 ? "from before training" : $"of the end of epoch {epoch - 1}";
        return new(
            TrainingErrors.NotFinite,
            $"{what} (epoch {epoch} of {plan.Epochs}, learning rate {rate.ToString(CultureInfo.InvariantCulture)}); "
            + $"the weights are those {kept}",
            "lower the learning rate, clip gradients, or normalize the data");
    }
}
