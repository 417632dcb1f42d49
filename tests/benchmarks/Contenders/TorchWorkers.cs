using System.Runtime.Intrinsics.X86;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Contenders;

/// <summary>
/// PyTorch. Tuned: AVX-512 where there is (it defaults to AVX2), an allocator that keeps its memory (else page faults
/// slow it up to five times), optimizers that work on all tensors at once. With threads of its own or of OpenBLAS,
/// spinning or sleeping, whichever is faster, or with one thread. Images with their channels first or last.
/// </summary>
internal static class TorchWorkers
{
    // Debian's, for which Debian's PyTorch is.
    public const string Python = "/usr/bin/python3";

    private const string Name = "PyTorch";
    private const string ChannelsLast = ", channels last";

    private static readonly Dictionary<string, string> Tuning = new()
    {
        ["ATEN_CPU_CAPABILITY"] = Avx512BW.IsSupported ? "avx512" : "avx2", // what the processor lacks ends it
        ["MALLOC_MMAP_THRESHOLD_"] = "1000000000",
        ["MALLOC_TRIM_THRESHOLD_"] = "2000000000",
        ["MALLOC_TOP_PAD_"] = "268435456",
    };

    /// <summary>In all its good configurations of at most so many threads.</summary>
    /// <param name="images">Whether examples have channels.</param>
    /// <param name="form">Added to the names of the configurations.</param>
    public static IReadOnlyList<Contender> Tuned(
        int threads,
        bool images,
        IReadOnlyList<string> options,
        Func<Launch, IContestant> start,
        string form = "") =>
    [
        .. from layout in images ? new[] { ", channels first", ChannelsLast } : [""]
           from tuned in Launches(threads, layout == ChannelsLast ? [.. options, "channels_last=1"] : options)
           select new Contender(Name, tuned.Configuration + layout + form, () => start(tuned.Launch)),
    ];

    /// <summary>That of <c>torch_generation.py</c>, in all its good configurations of at most so many threads.</summary>
    public static IReadOnlyList<Contender> Generation(int threads, IReadOnlyList<string> options, string form) =>
    [
        .. from tuned in Launches(threads, options)
           let launch = tuned.Launch with { Arguments = [Path.Combine(Workspace.PeerSources, "torch_generation.py"), .. tuned.Launch.Arguments.Skip(1)] }
           select new Contender(Name, tuned.Configuration + form, () => RunningContestant.Start(launch)),
    ];

    /// <summary>As it is for one who changes nothing but the number of threads.</summary>
    public static Contender OutOfTheBox(
        int threads, IReadOnlyList<string> options, Func<Launch, IContestant> start) =>
        new(Name, "out of the box", () => start(Script(options, threads, blasThreads: 0, foreachOptimizer: 0)));

    private static IEnumerable<(string Configuration, Launch Launch)> Launches(
        int threads, IReadOnlyList<string> options)
    {
        yield return ("1 thread", Tuned(1, 1, "PASSIVE", options));
        if (threads == 1)
            yield break;
        yield return ($"{threads} threads, spinning", Tuned(threads, 1, "ACTIVE", options));
        yield return ($"{threads} threads, OpenBLAS {threads}", Tuned(threads, threads, "PASSIVE", options));
    }

    private static Launch Tuned(int threads, int blasThreads, string wait, IReadOnlyList<string> options) =>
        Script(options, threads, blasThreads, foreachOptimizer: 1) with
        {
            Environment = new Dictionary<string, string>(Tuning.Concat(OpenBlasKernels.Environment))
            {
                ["OMP_NUM_THREADS"] = $"{threads}",
                ["OPENBLAS_NUM_THREADS"] = $"{blasThreads}",
                ["OMP_WAIT_POLICY"] = wait,
            },
        };

    private static Launch Script(
        IReadOnlyList<string> options, int threads, int blasThreads, int foreachOptimizer) => new(
            Python,
            [
                Path.Combine(Workspace.PeerSources, "torch_worker.py"),
                .. options,
                $"threads={threads}",
                $"blas={blasThreads}",
                $"foreach={foreachOptimizer}",
            ]);
}
