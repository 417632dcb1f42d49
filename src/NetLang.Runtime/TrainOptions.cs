using NetLang.Runtime.Data;

namespace NetLang.Runtime;

/// <summary>What a host may say about training; what it leaves out is as the <c>train</c> record says.</summary>
public sealed record TrainOptions
{
    /// <summary>Passes over the data.</summary>
    public int? Epochs { get; init; }

    /// <summary>Examples a step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Examples held out; each epoch ends with their loss and metrics.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// Whether each epoch goes through the examples in an order of its own; else in that of the data.
    /// </summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Called for each step in order, on the thread that called <c>Train</c>: after the step, on a GPU after up to fifteen
    /// more, since it goes on working meanwhile.
    /// </summary>
    public Action<StepReport>? OnStep { get; init; }
}
