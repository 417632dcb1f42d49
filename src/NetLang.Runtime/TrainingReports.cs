namespace NetLang.Runtime;

/// <summary>A metric over a whole dataset.</summary>
/// <param name="Name">As in the <c>train</c> record: <c>accuracy</c>.</param>
public readonly record struct MetricValue(string Name, double Value);

/// <summary>One finished epoch.</summary>
public sealed record EpochReport
{
    /// <summary>Number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Number of epochs in this training.</summary>
    public required int Epochs { get; init; }

    /// <summary>Mean loss over the examples, each as it was when its step ran.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>Mean loss over the examples held out, after the epoch; null where there are none.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Metrics over the examples held out; empty where there are none.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];

    /// <summary>Learning rate of the last step; 0 where the program does not tell it.</summary>
    public required double Rate { get; init; }

    /// <summary>Training examples a second, validation not counted.</summary>
    public required double ExamplesPerSecond { get; init; }

    /// <summary>Time of the epoch, validation included.</summary>
    public required TimeSpan Duration { get; init; }
}

/// <summary>One finished step.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Epochs">Number of epochs in this training.</param>
/// <param name="Step">Number of the step in this training, from 1.</param>
/// <param name="Steps">Number of steps in this training.</param>
/// <param name="StepLoss">Mean loss over the examples of this step, before its update.</param>
/// <param name="Loss">Mean loss over the examples of this epoch so far.</param>
/// <param name="Rate">Learning rate of the step; 0 where the program does not tell it.</param>
/// <param name="ExamplesPerSecond">In this epoch so far.</param>
public readonly record struct StepReport(
    int Epoch, int Epochs, long Step, long Steps, double StepLoss, double Loss, double Rate, double ExamplesPerSecond);

/// <summary>A model measured on a dataset.</summary>
/// <param name="Loss">Mean over the examples.</param>
public sealed record EvaluationReport(double Loss, IReadOnlyList<MetricValue> Metrics);
