using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Training;

/// <summary>Loss and metrics of a model over a dataset, in file order.</summary>
internal sealed class Evaluator : IDisposable
{
    private readonly ModelSpec model;
    private readonly BatchRunner batches;
    private readonly int batchSize;
    private readonly int[] rows;
    private readonly int loss;

    public Evaluator(ProgramRunner runner, ModelSpec model, BoundData data, int batchSize)
    {
        this.model = model;
        this.batchSize = Math.Min(batchSize, data.Count);
        batches = new BatchRunner(runner, model, data, this.batchSize);
        rows = batches.IsStateful ? ExampleOrder.InStreams(data.Count, this.batchSize) : ExampleOrder.InFileOrder(data.Count);
        loss = runner.OutputNamed("loss");
    }

    public EvaluationReport Run()
    {
        batches.Restart();
        var outputs = batches.Runner.Spec.Outputs.Length - batches.Runner.Spec.Starts.Length;
        var sums = new double[outputs];
        var weighted = new double[outputs]; // each a mean over its batch, so weighted by the batch's size
        for (var start = 0; start < rows.Length; start += batchSize)
        {
            var batch = rows.AsSpan(start, Math.Min(batchSize, rows.Length - start));
            batches.Run(batch, step: 0);
            for (var output = 0; output < outputs; output++)
            {
                var value = batches.Runner.ScalarOutput(output);
                sums[output] += value;
                weighted[output] += value * batch.Length;
            }
        }

        return new(
            weighted[loss] / rows.Length,
            [
                .. model.Metrics.Select(metric => new MetricValue(
                    metric.Name,
                    metric.Result is null
                        ? weighted[metric.Outputs[0]] / rows.Length
                        : metric.Result([.. metric.Outputs.Select(output => sums[output])]))),
            ]);
    }

    public void Dispose() => batches.Dispose();
}
