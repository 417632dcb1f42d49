namespace NetLang.Runtime;

/// <summary>How weights are loaded.</summary>
public sealed record LoadOptions
{
    /// <summary>
    /// Whether a file must hold exactly the weights of the model; else what does not fit keeps its value, and the
    /// report says so.
    /// </summary>
    public bool Strict { get; init; } = true;
}

/// <summary>What became of a weight file.</summary>
/// <param name="Loaded">Names of the weights that were set.</param>
/// <param name="Missing">Names of the weights that the file does not hold.</param>
/// <param name="Unused">Names of the file's tensors that the model does not have.</param>
/// <param name="Misshapen">Weights whose tensor has another shape or type, with both.</param>
public sealed record LoadReport(
    IReadOnlyList<string> Loaded,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unused,
    IReadOnlyList<string> Misshapen);
