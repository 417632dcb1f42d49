namespace NetLang.Runtime.Execution;

/// <summary>What a buffer of a program is bound to.</summary>
public enum BufferRole
{
    /// <summary>
    /// An input or target of the model: <see cref="BufferSpec.Index"/> counts in <see cref="ProgramSpec.Inputs"/>.
    /// </summary>
    Input,

    /// <summary>An input that the program changes where it lies: what is kept of each step of a sequence.</summary>
    Cache,

    /// <summary>A param, state or optimizer state: the index counts in <see cref="ModelSpec.Variables"/>.</summary>
    Variable,

    /// <summary>A result: the index counts in <see cref="ProgramSpec.Outputs"/>.</summary>
    Output,

    /// <summary>Temporary memory: the index is the slot in the arena.</summary>
    Arena,
}

/// <summary>One buffer of a program.</summary>
public readonly record struct BufferSpec(string Name, BufferRole Role, int Index);

/// <summary>What must hold of the dimensions that are chosen at run time.</summary>
/// <param name="Message">What to say where it does not hold.</param>
/// <param name="Holds">Whether it does, for a binding of all symbols.</param>
public sealed record RequirementSpec(string Message, Func<long[], bool> Holds);

/// <summary>The interface of a compiled program.</summary>
public sealed record ProgramSpec
{
    /// <summary>The name of the graph: <c>predict</c>, <c>train</c>, <c>evaluate</c>, <c>initialize</c>.</summary>
    public required string Name { get; init; }

    /// <summary>All buffers, in the order of <see cref="ExecutionFrame.Buffers"/>.</summary>
    public required BufferSpec[] Buffers { get; init; }

    /// <summary>Tensors that the caller provides, in order.</summary>
    public required TensorSpec[] Inputs { get; init; }

    /// <summary>Tensors that the caller receives, in order.</summary>
    public required TensorSpec[] Outputs { get; init; }

    /// <summary>
    /// What the states begin with that a run takes where the one before has left them: the last inputs but caches, and the last
    /// outputs.
    /// </summary>
    public double[] Starts { get; init; } = [];

    /// <summary>The axis of the steps of each cache; caches are the last inputs.</summary>
    public int[] CacheAxes { get; init; } = [];

    /// <summary>Where caches begin among the inputs.</summary>
    internal int FirstCache => Inputs.Length - CacheAxes.Length;

    /// <summary>Where states begin among the inputs.</summary>
    internal int FirstState => FirstCache - Starts.Length;

    /// <summary>
    /// Symbols beyond the model's, behind these: 2 where a step depends on how many are known, their number and that for which caches
    /// have room; else 0.
    /// </summary>
    public int StepSymbols { get; init; }

    /// <summary>Checked for every binding of the symbols before anything runs.</summary>
    public RequirementSpec[] Requirements { get; init; } = [];

    /// <summary>Number of slots in the arena.</summary>
    public required int ArenaSlots { get; init; }

    /// <summary>Symbols beyond the model's, which the program itself sets: places in loops.</summary>
    public int LoopSymbols { get; init; }

    /// <summary>Names of the host scalars that the caller sets: <c>step</c>, <c>total</c>.</summary>
    public required string[] HostInputs { get; init; }

    /// <summary>Number of host scalars, the inputs included.</summary>
    public required int HostScalars { get; init; }

    /// <summary>Host scalars that the caller may read after a run: <c>rate</c>.</summary>
    public required (string Name, int Index)[] HostOutputs { get; init; }

    /// <summary>Bytes of scratch that a thread needs.</summary>
    public required long ScratchBytes { get; init; }
}
