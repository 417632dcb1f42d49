using System.Diagnostics;
using NetLang.Compiler.Kernels;

namespace NetLang.Cli.Profiling;

/// <summary>A kernel's part of a training step.</summary>
/// <param name="Microseconds">In a step, all of its runs together; the median over steps.</param>
/// <param name="Flops">In a step.</param>
/// <param name="Bytes">Read and written in a step.</param>
internal sealed record KernelTime(Kernel Kernel, double Microseconds, double Flops, double Bytes);

/// <summary>How long a training step takes, and each of its kernels, with what they compute and move.</summary>
/// <param name="Microseconds">From before the first kernel to behind the last; the median.</param>
/// <param name="Between">The part of it in which no kernel ran: host scalars, and launching.</param>
/// <param name="Kernels">In their order.</param>
internal sealed record StepProfile(double Microseconds, double Between, IReadOnlyList<KernelTime> Kernels)
{
    /// <param name="steps">One at least.</param>
    /// <param name="size">The value of each symbol.</param>
    public static StepProfile Of(IReadOnlyList<MeasuredStep> steps, KernelProgram program, Func<string, long> size)
    {
        var kernels = program.Kernels.Select(kernel =>
        {
            var costs = KernelStatistics.Of(kernel, program);
            var launches = (double)costs.Launches.Evaluate(size);
            return new KernelTime(
                kernel,
                Median(steps.Select(s => s.Events.Where(e => e.Kernel == kernel).Sum(e => Time(e.Start, e.End)))),
                launches * costs.Flops.Evaluate(size),
                launches * costs.Bytes.Evaluate(size));
        });
        return new(
            Median(steps.Select(step => Time(step.Start, step.End))),
            Median(steps.Select(step => Time(step.Start, step.End) - step.Events.Sum(e => Time(e.Start, e.End)))),
            [.. kernels]);
    }

    /// <summary>The microseconds between two time stamps.</summary>
    public static double Time(long start, long end) => (end - start) * 1e6 / Stopwatch.Frequency;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
