using System.Collections.Immutable;

namespace NetLang.Benchmarks.Cases;

/// <summary>An update rule that NetLang and PyTorch both have.</summary>
/// <param name="Name">What torch_worker.py calls it.</param>
/// <param name="Source">How NetLang says it.</param>
/// <param name="States">Tensors of a weight's size that it keeps.</param>
/// <param name="CheckRate">
/// See <see cref="Network.CheckRate"/>: rules that divide by the size of
/// the gradient take full steps on gradients that are all rounding.
/// </param>
internal sealed record Optimizer(string Name, string Source, int States, double CheckRate)
{
    public static Optimizer Adam { get; } = new("adam", "adam", 2, 1e-3);

    public static ImmutableArray<Optimizer> All { get; } =
    [
        new("sgd", "sgd", 0, 0.2),
        new("momentum", "sgd { momentum = 0.9 }", 1, 0.1),
        Adam,
        new("adamW", "adamW", 2, 1e-3),
        new("rmsprop", "rmsprop", 1, 1e-4),
    ];
}
