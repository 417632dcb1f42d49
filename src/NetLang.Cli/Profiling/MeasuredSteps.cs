using System.Reflection;
using NetLang.Compiler.Kernels;
using NetLang.Runtime.Execution;

namespace NetLang.Cli.Profiling;

/// <summary>A training step as it ran.</summary>
/// <param name="Number">Of the steps that were measured, from 1.</param>
internal sealed record MeasuredStep(int Number, long Start, long End, IReadOnlyList<KernelEvent> Events);

/// <summary>Finds the kernels of a program in what a log notes of its runs.</summary>
internal static class MeasuredSteps
{
    /// <summary>The runs of a program with the sizes of its first: the last batch of an epoch may be smaller.</summary>
    public static IReadOnlyList<ProgramRun> EqualRuns(LaunchLog log, string program)
    {
        var runs = log.Runs.Where(run => run.Program.Spec.Name == program).ToList();
        return [.. runs.Where(run => run.Symbols.AsSpan().SequenceEqual(runs[0].Symbols))];
    }

    public static IReadOnlyList<MeasuredStep> Of(IReadOnlyList<ProgramRun> runs, KernelProgram program)
    {
        var kernels = Kernels(runs[0].Program, program);
        return [.. runs.Select((run, index) => new MeasuredStep(index + 1, run.Start, run.End, Events(run, kernels)))];
    }

    /// <summary>Kernels by the addresses of their methods: the first, and those that end what it began.</summary>
    private static Dictionary<nint, (Kernel Kernel, bool IsFirst)> Kernels(
        CompiledProgram compiled, KernelProgram program)
    {
        var byName = program.Kernels.ToDictionary(kernel => kernel.Name);
        var kernels = new Dictionary<nint, (Kernel, bool)>();
        foreach (var method in compiled.GetType().GetMethods(BindingFlags.NonPublic | BindingFlags.Static))
        {
            var isFirst = byName.TryGetValue(method.Name, out var kernel);
            kernel ??= program.Kernels.FirstOrDefault(
                k => method.Name.StartsWith(k.Name + "_", StringComparison.Ordinal));
            if (kernel is not null && !method.ContainsGenericParameters)
                kernels[method.MethodHandle.GetFunctionPointer()] = (kernel, isFirst);
        }

        return kernels;
    }

    private static List<KernelEvent> Events(ProgramRun run, Dictionary<nint, (Kernel Kernel, bool IsFirst)> kernels)
    {
        var events = new List<KernelEvent>();
        foreach (var launch in run.Launches)
        {
            var (kernel, isFirst) = kernels[launch.Kernel];
            if (isFirst)
                events.Add(new(kernel, launch.Tiles, launch.Start, launch.End));
            else
                events[^1] = events[^1] with { End = launch.End };
        }

        return events;
    }
}
