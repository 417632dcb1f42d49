using System.Diagnostics;

namespace NetLang.Runtime.Execution;

/// <summary>One call of a kernel's method for all of its tiles. Times are those of <see cref="Stopwatch"/>.</summary>
/// <param name="Kernel">The address of the method.</param>
public readonly record struct KernelLaunch(nint Kernel, int Tiles, long Start, long End)
{
    /// <summary>Whether it runs at the same time as others where there is no log.</summary>
    public bool IsConcurrent { get; init; }
}

/// <summary>One run of a program. Times are those of <see cref="Stopwatch"/>.</summary>
/// <param name="Symbols">The value of each of the model's symbols.</param>
/// <param name="Launches">In order.</param>
public sealed record ProgramRun(
    CompiledProgram Program, long[] Symbols, IReadOnlyList<KernelLaunch> Launches, long Start, long End);

/// <summary>
/// Notes when the kernels of a model ran, for a profile: <see cref="ModelOptions.Launches"/>. For one model, which is
/// called by one thread at a time. Runs are kept until they are read, and noting them allocates.
/// </summary>
public sealed class LaunchLog
{
    private readonly List<ProgramRun> runs = [];
    private readonly List<KernelLaunch> launches = [];

    /// <summary>All runs, in order.</summary>
    public IReadOnlyList<ProgramRun> Runs => runs;

    internal void Note(KernelLaunch launch) => launches.Add(launch);

    internal void EndRun(CompiledProgram program, ReadOnlySpan<long> symbols, long start)
    {
        runs.Add(new(program, symbols.ToArray(), [.. launches], start, Stopwatch.GetTimestamp()));
        launches.Clear();
    }
}
