namespace NetLang.Benchmarks.Contenders;

/// <summary>Which of OpenBLAS's kernels are the fastest here, as peers/install.sh has found out.</summary>
internal static class OpenBlasKernels
{
    /// <summary>The variable that chooses them; empty where OpenBLAS chooses well by itself.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = Read() is { Length: > 0 } kernels
        ? new Dictionary<string, string> { ["OPENBLAS_CORETYPE"] = kernels }
        : [];

    private static string Read()
    {
        var file = Path.Combine(Workspace.Peers, "openblas-kernels");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }
}
