using System.Collections.Immutable;
using NetLang.Compiler.Text;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.IR;

/// <summary>A model after elaboration: what passes, kernels and code generation work on.</summary>
public sealed record ModelDefinition
{
    public required string Name { get; init; }

    public string? Documentation { get; init; }

    /// <summary>Dimensions that are chosen at run time, in order of appearance.</summary>
    public required ImmutableArray<string> Symbols { get; init; }

    /// <summary>The first dimension of every input, where that is one symbol.</summary>
    public string? BatchSymbol { get; init; }

    public required ImmutableArray<ModelTensor> Inputs { get; init; }

    public required ImmutableArray<ModelTensor> Outputs { get; init; }

    public ImmutableArray<ModelTensor> Targets { get; init; } = [];

    public required ImmutableArray<Variable> Variables { get; init; }

    /// <summary>One scope a layer instance, for <c>summary</c>, in order of elaboration.</summary>
    public ImmutableArray<LayerInstance> Layers { get; init; } = [];

    /// <summary>No inputs; updates every variable to its initial value.</summary>
    public required Graph Initialize { get; init; }

    /// <summary>Elaborated with <c>training = false</c>: inputs to outputs.</summary>
    public required Graph Predict { get; init; }

    /// <summary><see cref="Predict"/> before all passes, with the calls that made its nodes.</summary>
    public required WrittenModel Written { get; init; }

    /// <summary>
    /// Inputs and targets to <c>loss</c> and the metrics' outputs, with <c>training = false</c>; null without
    /// <c>train</c>.
    /// </summary>
    public Graph? Evaluate { get; init; }

    /// <summary>
    /// One step: inputs and targets to <c>loss</c> and host output <c>rate</c>, and an update of every trained
    /// parameter, state and optimizer state; null without <c>train</c>. Gradients are <c>gradient</c> nodes until the
    /// autodiff pass has run.
    /// </summary>
    public Graph? Train { get; init; }

    /// <summary>The model for a step of its sequence at a time; null where that is not all that a step needs.</summary>
    public StepDefinition? Step { get; init; }

    /// <summary>What stands against that, where the model has a sequence.</summary>
    public string? StepObstacle { get; init; }

    /// <summary>Where <c>train</c> says that sequences go on from batch to batch; null where it does not.</summary>
    public SourceSpan? Stateful { get; init; }

    public ImmutableArray<MetricDefinition> Metrics { get; init; } = [];

    public TrainingDefaults? Training { get; init; }

    /// <summary>What a training step may take; null for as much as it likes.</summary>
    public MemoryBudget? Memory { get; init; }
}

/// <summary>A model for a part of its sequence at a time.</summary>
/// <param name="Graph">
/// From one step of each input, and the states before it, to the outputs at that step, and the states behind it.
/// </param>
/// <param name="Several">The same for as many steps as inputs have.</param>
/// <param name="Time">The number of the symbol that counts the steps of the model: in these graphs, of new ones.</param>
/// <param name="Counters">
/// Symbols beyond the model's, where a step depends on how many are known: their number, and that for which caches have room.
/// </param>
/// <param name="Context">How many steps a sequence may have; null for any number.</param>
/// <param name="Inputs">Those of the model, with one step.</param>
public sealed record StepDefinition(
    Graph Graph,
    Graph Several,
    int Time,
    ImmutableArray<string> Counters,
    long? Context,
    ImmutableArray<ModelTensor> Inputs);

/// <summary>Memory that a training step may take, and where that is said.</summary>
public sealed record MemoryBudget(long Bytes, SourceSpan Span)
{
    /// <summary>What was made of it; null before.</summary>
    public MemoryUse? Use { get; init; }
}

/// <summary>What a training step takes.</summary>
/// <param name="Gradients">How the gradients of scans come by what the steps have computed, as a sentence.</param>
public sealed record MemoryUse(long Bytes, string Gradients);

/// <summary>A tensor at the border of a model.</summary>
/// <param name="IndexBound">As in <see cref="TensorSpec"/>.</param>
public sealed record ModelTensor(string Name, TensorType Type, SourceSpan? Span, long IndexBound = 0);

/// <param name="Path">
/// For example <c>block2.conv.weight</c>; of an optimizer state <c>adam.m/dense.weight</c>.
/// </param>
public sealed record Variable(string Path, VariableKind Kind, TensorType Type, SourceSpan? Span);

/// <summary>A layer instance: its scope and what goes out of it.</summary>
/// <param name="Flops">Operations of the products and other structured ops in it.</param>
public sealed record LayerInstance(string Path, string Definition, TensorType? Output, Dim Flops, SourceSpan? Span);

/// <summary>How metric outputs of the evaluate graph become one number.</summary>
/// <param name="Outputs">Names of the outputs of <see cref="ModelDefinition.Evaluate"/> that feed it.</param>
/// <param name="Result">
/// Null for a mean by batch size; else a graph of host scalars with inputs <c>s0</c>, <c>s1</c>, … (the sums of the
/// outputs over all batches) and one output <c>value</c>.
/// </param>
public sealed record MetricDefinition(string Name, ImmutableArray<string> Outputs, Graph? Result);
