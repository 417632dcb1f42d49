using NetLang.Runtime.Execution;

namespace NetLang.Runtime;

/// <summary>The compiled graphs of a model.</summary>
public sealed record ModelPrograms
{
    /// <summary>No inputs; sets every variable to its initial value.</summary>
    public required CompiledProgram Initialize { get; init; }

    /// <summary>The inputs of the model, in order, to its outputs, in order.</summary>
    public required CompiledProgram Predict { get; init; }

    /// <summary>
    /// The inputs of the model, then its targets, to a scalar output <c>loss</c> and the outputs that metrics name;
    /// null where the file has no <c>train</c>.
    /// </summary>
    public CompiledProgram? Evaluate { get; init; }

    /// <summary>
    /// One step: the inputs of the model, then its targets, to a scalar output <c>loss</c>, with every variable
    /// updated in place; null where the file has no <c>train</c>.
    /// </summary>
    public CompiledProgram? Train { get; init; }
}
