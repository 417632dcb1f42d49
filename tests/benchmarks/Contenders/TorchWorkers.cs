using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Contenders;

/// <summary>
/// PyTorch. Tuned: AVX-512 where there is (it defaults to AVX2), an allocator that keeps its memory (else page faults
/// slow it up to five times), optimizers that work on all tensors at once. With threads of its own or of OpenBLAS,
/// spinning or sleeping, whichever is faster, or with one thread.
/// </summary>
internal static class TorchWorkers
{
    // Debian's, for which Debian's PyTorch is.
    public const string Python = "/usr/bin/python3";

    private static readonly Dictionary<string, string> Tuning = new()
    {
        ["ATEN_CPU_CAPABILITY"] = "avx512",
        ["MALLOC_MMAP_THRESHOLD_"] = "1000000000",
        ["MALLOC_TRIM_THRESHOLD_"] = "2000000000",
        ["MALLOC_TOP_PAD_"] = "268435456",
    };

    /// <summary>In all its good configurations of at most so many threads.</summary>
    /// <param name="form">Added to the contenders' names.</param>
    public static IReadOnlyList<Contender> Tuned(int threads, IReadOnlyList<string> options, string form = "") =>
    [
        .. Launches(threads, options)
            .Select(c => new Contender(c.Name + form, () => new RunningContestant(c.Launch))),
    ];

    /// <summary>The same, started anew for each figure.</summary>
    public static IReadOnlyList<Contender> FreshTuned(int threads, IReadOnlyList<string> options, FreshFigure figure) =>
        [.. Launches(threads, options).Select(c => new Contender(c.Name, () => new FreshContestant(c.Launch, figure)))];

    /// <summary>As it is for one who changes nothing but the number of threads.</summary>
    public static Contender OutOfTheBox(int threads, IReadOnlyList<string> options) =>
        new("PyTorch out of the box", () => new RunningContestant(Untuned(threads, options)));

    /// <summary>The same, started anew for each figure.</summary>
    public static Contender FreshOutOfTheBox(int threads, IReadOnlyList<string> options, FreshFigure figure) =>
        new("PyTorch out of the box", () => new FreshContestant(Untuned(threads, options), figure));

    private static IEnumerable<(string Name, Launch Launch)> Launches(int threads, IReadOnlyList<string> options)
    {
        yield return ("PyTorch 1 thread", Tuned(1, 1, "PASSIVE", options));
        if (threads == 1)
            yield break;
        yield return ($"PyTorch {threads} threads, spinning", Tuned(threads, 1, "ACTIVE", options));
        yield return ($"PyTorch {threads} threads, OpenBLAS {threads}", Tuned(threads, threads, "PASSIVE", options));
    }

    private static Launch Tuned(int threads, int blasThreads, string wait, IReadOnlyList<string> options) =>
        Script(options, threads, blasThreads, foreachOptimizer: 1) with
        {
            Environment = new Dictionary<string, string>(Tuning)
            {
                ["OMP_NUM_THREADS"] = $"{threads}",
                ["OPENBLAS_NUM_THREADS"] = $"{blasThreads}",
                ["OMP_WAIT_POLICY"] = wait,
            },
        };

    private static Launch Untuned(int threads, IReadOnlyList<string> options) =>
        Script(options, threads, blasThreads: 0, foreachOptimizer: 0);

    private static Launch Script(IReadOnlyList<string> options, int threads, int blasThreads, int foreachOptimizer) => new(
        Python,
        [
            Path.Combine(Workspace.PeerSources, "torch_worker.py"),
            .. options,
            $"threads={threads}",
            $"blas={blasThreads}",
            $"foreach={foreachOptimizer}",
        ]);
}
