using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Contenders;

/// <summary>OpenBLAS, called from C.</summary>
internal static class OpenBlasWorkers
{
    private static readonly string Executable = Path.Combine(Workspace.Peers, "openblas_worker");

    /// <summary>With so many threads, and with one.</summary>
    public static IReadOnlyList<Contender> AtMost(int threads, IReadOnlyList<string> options) =>
    [
        .. new[] { threads, 1 }.Distinct().Select(count => new Contender(
            "OpenBLAS",
            count == 1 ? "1 thread" : $"{count} threads",
            () => new RunningContestant(new(Executable, [.. options, $"threads={count}"])
            {
                Environment = OpenBlasKernels.Environment,
            }))),
    ];
}
