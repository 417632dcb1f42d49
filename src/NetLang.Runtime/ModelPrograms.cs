using NetLang.Runtime.Execution;

namespace NetLang.Runtime;

/// <summary>The compiled graphs of a model, each made when it is first needed.</summary>
public sealed record ModelPrograms
{
    /// <summary>No inputs; sets every variable to its initial value.</summary>
    public required Lazy<CompiledProgram> Initialize { get; init; }

    /// <summary>The inputs of the model, in order, to its outputs, in order.</summary>
    public required Lazy<CompiledProgram> Predict { get; init; }

    /// <summary>
    /// A step of each input, then the states before it and what is kept of earlier steps, to a step of each output, then the states
    /// behind it; null where the model has no such program.
    /// </summary>
    public Lazy<CompiledProgram>? Step { get; init; }

    /// <summary>The same for any number of steps.</summary>
    public Lazy<CompiledProgram>? Steps { get; init; }

    /// <summary>
    /// The inputs of the model, then its targets, to a scalar output <c>loss</c> and the outputs that metrics name;
    /// null where the file has no <c>train</c>.
    /// </summary>
    public Lazy<CompiledProgram>? Evaluate { get; init; }

    /// <summary>
    /// One step: the inputs of the model, then its targets, to a scalar output <c>loss</c>, with every variable
    /// updated in place; null where the file has no <c>train</c>.
    /// </summary>
    public Lazy<CompiledProgram>? Train { get; init; }

    /// <summary>The variables that these programs keep in panels.</summary>
    public PanelSpec[] Panels { get; init; } = [];

    /// <summary>The variables that these programs keep with their axes in another order; all others are row-major.</summary>
    public AxisOrderSpec[] AxisOrders { get; init; } = [];

    /// <summary>Where these programs keep variables on a device of their own; null where they work on the host's.</summary>
    public VariableMirror? Mirror { get; init; }
}

/// <summary>A matrix that is stored in <see cref="LinearAlgebra.Panels"/>.</summary>
/// <param name="Variable">Counts in <see cref="ModelSpec.Variables"/>.</param>
/// <param name="ColumnAxis">The axis of the matrix that the panels cut.</param>
public readonly record struct PanelSpec(int Variable, int ColumnAxis);

/// <summary>A tensor whose axes lie in another order than row-major.</summary>
/// <param name="Variable">Counts in <see cref="ModelSpec.Variables"/>.</param>
/// <param name="Axes">The axes, the slowest first.</param>
public readonly record struct AxisOrderSpec(int Variable, int[] Axes);
