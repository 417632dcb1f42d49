using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime.Training;

/// <summary>Loss and metrics of a model over a dataset, in file order.</summary>
internal sealed class Evaluator : IDisposable
{
    private readonly ModelSpec model;
    private readonly BatchRunner batches;
    private readonly BatchOrder order;
    private readonly int loss;

    public Evaluator(ProgramRunner runner, ModelSpec model, BoundData data, int batchSize)
    {
        this.model = model;
        var size = Math.Min(batchSize, data.Count);
        batches = new BatchRunner(runner, model, data, size);
        order = data.InBatches(size, batches.IsStateful);
        loss = runner.OutputNamed("loss");
    }

    public EvaluationReport Run()
    {
        batches.Restart();
        var outputs = batches.Runner.Spec.Outputs.Length - batches.Runner.Spec.Starts.Length;
        var sums = new double[outputs];
        var weighted = new double[outputs]; // each a mean over its batch, so weighted by the batch's size
        for (var batch = 0; batch < order.Count; batch++)
        {
            batches.Run(order[batch], step: 0);
            for (var output = 0; output < outputs; output++)
            {
                var value = batches.Runner.ScalarOutput(output);
                sums[output] += value;
                weighted[output] += value * order[batch].Length;
            }
        }

        return new(
            weighted[loss] / order.Rows,
            [
                .. model.Metrics.Select(metric => new MetricValue(
                    metric.Name,
                    metric.Result is null
                        ? weighted[metric.Outputs[0]] / order.Rows
                        : metric.Result([.. metric.Outputs.Select(output => sums[output])]))),
            ]);
    }

    public void Dispose() => batches.Dispose();
}
