using System.Collections.Immutable;

namespace NetLang.Benchmarks.Cases;

/// <summary>An update rule that NetLang and PyTorch both have.</summary>
/// <param name="Name">What torch_worker.py calls it.</param>
/// <param name="Source">How NetLang says it.</param>
/// <param name="States">Tensors of a weight's size that it keeps.</param>
/// <param name="CheckRate">
/// A rate at which losses move visibly within ten steps, but rounding does not grow: rules that divide by the size of
/// the gradient take full steps on gradients that are all rounding.
/// </param>
internal sealed record Optimizer(string Name, string Source, int States, double CheckRate)
{
    public static Optimizer Adam { get; } = new("adam", "adam", 2, 1e-4);

    public static ImmutableArray<Optimizer> All { get; } =
    [
        new("sgd", "sgd", 0, 0.05),
        new("momentum", "sgd { momentum = 0.9 }", 1, 0.02),
        Adam,
        new("adamW", "adamW", 2, 1e-4),
        new("rmsprop", "rmsprop", 1, 1e-5),
    ];
}
