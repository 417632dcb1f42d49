using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NetLang.Parity.Tests.PyTorch;

/// <summary>
/// Figures that PyTorch computed, in the files that make_fixtures.py and its like write; add_formulas.py adds what it does not have.
/// </summary>
internal static class Fixture
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Activations Activations { get; } = Read<Activations>("activations.json");

    public static Losses Losses { get; } = Read<Losses>("losses.json");

    public static VectorLosses VectorLosses { get; } = Read<VectorLosses>("vector_losses.json");

    public static Optimizers Optimizers { get; } = Read<Optimizers>("optimizers.json");

    public static Norms Norms { get; } = Read<Norms>("norms.json");

    public static Norms Blocks { get; } = Read<Norms>("blocks.json");

    public static RunningStatistics RunningStatistics { get; } = Read<RunningStatistics>("running_statistics.json");

    public static Windows Windows { get; } = Read<Windows>("windows.json");

    public static Recurrent Recurrent { get; } = Read<Recurrent>("recurrent.json");

    public static Transformer Transformer { get; } = Read<Transformer>("transformer.json");

    private static T Read<T>(string name, [CallerFilePath] string here = "") =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, name)), Options)!;
}

/// <summary>y = f(x), and the gradient of sum(y · w) by x.</summary>
internal sealed record Activations(int[] Shape, double[] X, double[] W, ActivationCase[] Cases);

internal sealed record ActivationCase(string Name, double[] Y, double[] Gradient);

/// <summary>The loss of an output against a target, and its gradient by the output.</summary>
internal sealed record Losses(int[] Shape, double[] Output, LossCase[] Cases);

internal sealed record LossCase(string Name, double[] Target, bool IntegerTarget, double Loss, double[] Gradient);

/// <summary>The loss of outputs that stand side by side, and its gradient by all of them.</summary>
internal sealed record VectorLosses(int[] Shape, double[] Output, double[] Label, VectorLossCase[] Cases);

internal sealed record VectorLossCase(string Name, int Outputs, double Loss, double[] Gradient);

/// <summary>Losses and final weights of fifty steps of a small network.</summary>
internal sealed record Optimizers(double Rate, double[] X, double[] Y, double[][] Initial, OptimizerCase[] Cases);

internal sealed record OptimizerCase(string Optimizer, double[] Losses, double[][] Weights);

/// <summary>
/// y = f(x) in training from some weights, the gradients of sum(y · w), and the prediction behind that step. Where
/// there is no <c>Output</c>, it is of the shape of x.
/// </summary>
internal sealed record Norms(NormCase[] Cases);

internal sealed record NormCase(
    string Layer,
    int[] Shape,
    int[]? Output,
    double[] X,
    double[] W,
    Dictionary<string, double[]> Weights,
    double[] Y,
    Dictionary<string, double[]> Gradients,
    double[] Predicted);

/// <summary>The state of a layer after ten steps of training, and what it then predicts for all examples.</summary>
internal sealed record RunningStatistics(RunningStatisticsCase[] Cases);

internal sealed record RunningStatisticsCase(
    string Layer, int[] Shape, double[] X, double[] Target, Dictionary<string, double[]> State, double[] Predicted);

/// <summary>y = f(x) of a convolution, a pooling or resizing, and the gradients of sum(y · w).</summary>
internal sealed record Windows(WindowCase[] Cases);

internal sealed record WindowCase(
    string Layer,
    int[] Shape,
    double[] X,
    double[] W,
    int[] Output,
    Dictionary<string, double[]> Weights,
    double[] Y,
    Dictionary<string, double[]> Gradients);

/// <summary>Recurrent layers, and what a network with weights of recurrent.safetensors gives for <c>Saved.Index</c>.</summary>
internal sealed record Recurrent(int Batch, int Steps, BodyCase[] Cases, SavedNetwork Saved);

internal sealed record SavedNetwork(int[] Index, double[] Y);

/// <summary>Attention and the Transformer, and what a network with weights of transformer.safetensors gives for sequences.</summary>
internal sealed record Transformer(BodyCase[] Cases, Translation[] Saved);

/// <summary>Scores for what comes next in the targets, and the gradients of sum(y · w), for one pair of lengths.</summary>
internal sealed record Translation(
    int[] Source, int[] Lengths, int[] Target, double[] W, double[] Y, Dictionary<string, double[]> Gradients);

/// <summary>
/// The rows that a body gives for inputs of its own, for the lengths of sequences and for indices, and the gradients of
/// sum(y · w) by inputs and weights. <c>{type}</c> in it stands for the element type.
/// </summary>
internal sealed record BodyCase(
    string Body,
    int Columns,
    Dictionary<string, BodyInput> Inputs,
    int[]? Lengths,
    int[][]? Index,
    Dictionary<string, double[]> Weights,
    double[] W,
    double[] Y,
    Dictionary<string, double[]> Gradients)
{
    /// <summary>Of how many examples the batch is.</summary>
    public int Rows => Y.Length / Columns;
}

internal sealed record BodyInput(int[] Shape, double[] Values);
