using NetLang.Runtime.Execution;

namespace NetLang.Runtime;

/// <summary>How a model is made.</summary>
public sealed record ModelOptions
{
    /// <summary>
    /// Seed of initial weights, dropout and the order of examples; by default that of the <c>train</c> record, else 0.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>Threads that work for the model; by default one a processor. Results do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Notes when the kernels run, for a profile; null to note nothing. It gives the model threads of its own.
    /// </summary>
    public LaunchLog? Launches { get; init; }

    /// <summary>
    /// Where the model runs; by default where its assembly was built for, and on the processor where that is a choice.
    /// Nothing falls back: a device that cannot be had is an error.
    /// </summary>
    public Device? Device { get; init; }

    /// <summary>
    /// Whether NVIDIA's devices may round the factors of large matrix products to tf32, which has 10 bits of fraction
    /// where f32 has 23: several times as fast, and good to about three digits. Not unless it is said.
    /// </summary>
    public bool AllowTf32 { get; init; }

    /// <summary>
    /// The folder to which the paths in the <c>train</c> record are relative; by default the current one.
    /// </summary>
    public string? DataDirectory { get; init; }
}
