namespace NetLang.Runtime.Execution;

/// <summary>What a variable of a model is for.</summary>
public enum VariableKind
{
    /// <summary>Declared with <c>param</c>: trained and saved.</summary>
    Parameter,

    /// <summary>Declared with <c>param</c> and frozen: saved, not trained.</summary>
    FrozenParameter,

    /// <summary>Declared with <c>state</c> in a layer: saved, not trained.</summary>
    State,

    /// <summary>Declared with <c>state</c> in an optimizer: saved in checkpoints only.</summary>
    OptimizerState,
}

/// <summary>A tensor that lives as long as the model. Its shape is static.</summary>
public sealed record VariableSpec(string Name, VariableKind Kind, ElementType Type, long[] Shape);

/// <summary>A tensor at the border of a program.</summary>
/// <param name="IndexBound">
/// Where the tensor holds indices, of classes or of what is gathered: one more than the largest that is allowed, else 0.
/// Datasets are checked against it before training, and what <c>Predict</c> is given.
/// </param>
public sealed record TensorSpec(string Name, ElementType Type, DimensionSpec[] Shape, long IndexBound = 0);

/// <summary>
/// A metric of <c>train</c>: how outputs of the evaluate program become one number over a whole dataset.
/// </summary>
/// <param name="Name">As the user wrote it: <c>accuracy</c>.</param>
/// <param name="Outputs">Which outputs of the program feed it, all of them scalars.</param>
/// <param name="Result">
/// Combines the sums of the outputs over all batches; null where there is one output, a mean over the batch, that
/// is averaged by batch size.
/// </param>
public sealed record MetricSpec(string Name, int[] Outputs, Func<double[], double>? Result);

/// <summary>What a generated class tells the runtime about its model.</summary>
public sealed record ModelSpec
{
    /// <summary>The name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>Params, states and optimizer states.</summary>
    public required VariableSpec[] Variables { get; init; }

    /// <summary>Names of the dimensions that are chosen at run time.</summary>
    public required string[] Symbols { get; init; }

    /// <summary>Number of the symbol that is the batch, or -1.</summary>
    public required int BatchSymbol { get; init; }

    /// <summary>Inputs of the model, in order.</summary>
    public required TensorSpec[] Inputs { get; init; }

    /// <summary>Outputs of the model, in order.</summary>
    public required TensorSpec[] Outputs { get; init; }

    /// <summary>What the loss is compared with, in order; empty where the file has no <c>train</c>.</summary>
    public TensorSpec[] Targets { get; init; } = [];

    /// <summary>Metrics of <c>train</c>.</summary>
    public MetricSpec[] Metrics { get; init; } = [];

    /// <summary>Number of the symbol that counts the steps of a sequence, for its program of one step; -1 where it has none.</summary>
    public int TimeSymbol { get; init; } = -1;

    /// <summary>Why there is no program of one step, where the model has a sequence.</summary>
    public string? StepObstacle { get; init; }

    /// <summary>How many steps a sequence may have; 0 for any number.</summary>
    public long Context { get; init; }

    /// <summary>What <c>train</c> says; null where the file has none.</summary>
    public TrainingDefaults? Training { get; init; }
}

/// <summary>The fields of a <c>train</c> record that a host may override.</summary>
public sealed record TrainingDefaults
{
    /// <summary>Examples a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Passes over the data.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Seed of initial weights, dropout and the order of examples.</summary>
    public ulong Seed { get; init; }

    /// <summary>Where the examples come from; null where the host must give them.</summary>
    public Data.DataSource? Data { get; init; }

    /// <summary>Where the examples held out come from.</summary>
    public Data.DataSource? Validation { get; init; }

    /// <summary>A safetensors file with weights of a pretrained model, to begin with; null for initial weights.</summary>
    public string? Pretrained { get; init; }
}
