using System.Diagnostics;

namespace NetLang.Benchmarks.Contest;

/// <summary>How a process is started.</summary>
/// <param name="Program">A path, or a name that is looked up.</param>
internal sealed record Launch(string Program, params IReadOnlyList<string> Arguments)
{
    /// <summary>Switches that would slow a peer down, or decide what a contender decides for itself.</summary>
    private static readonly string[] Unset =
    [
        "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "OMP_WAIT_POLICY",
        "MKL_NUM_THREADS", "ATEN_CPU_CAPABILITY",
    ];

    /// <summary>Variables that are set for it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The process, which the kernel ends with the thread that starts it: one that spins or is stopped must not outlive
    /// the benchmark, however that ends.
    /// </summary>
    public Process Start()
    {
        ProcessStartInfo start = new("setpriv", ["--pdeathsig", "KILL", Program, .. Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Unset)
            start.Environment.Remove(name);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
