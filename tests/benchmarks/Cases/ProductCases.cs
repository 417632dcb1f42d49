using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;
using NetLang.Runtime.LinearAlgebra;

namespace NetLang.Benchmarks.Cases;

/// <summary>Matrix products [m, k] · [k, n], named m x k x n as in the table.</summary>
internal static class ProductCases
{
    private static readonly (int M, int K, int N)[] Prepacked =
    [
        (64, 784, 256), (64, 256, 128), (256, 256, 256), (512, 512, 512),
    ];

    /// <summary>Gradients of inputs: [batch, units] · [units, inputs].</summary>
    private static readonly (int M, int K, int N)[] Transposed =
    [
        (64, 256, 784), (512, 256, 784), (64, 128, 256), (512, 512, 512),
    ];

    /// <summary>Primes, ones, one more or less than a power of two, long and thin ones.</summary>
    private static readonly (int M, int K, int N)[] Odd =
    [
        (1, 1, 1), (1, 784, 256), (1, 1000, 1), (1, 512, 1000), (2, 2, 2), (2, 784, 256),
        (3, 3, 1000), (3, 1000, 3), (3, 1000, 1000), (7, 7, 7), (13, 17, 19), (17, 17, 17),
        (17, 784, 10), (17, 509, 17), (31, 31, 31), (33, 65, 129), (61, 67, 71), (64, 784, 10),
        (64, 10, 784), (97, 101, 103), (100, 1, 100), (127, 127, 127), (129, 129, 129), (191, 193, 197),
        (251, 2, 509), (255, 257, 263), (509, 17, 509), (1000, 3, 3), (1000, 1000, 3), (1000, 3, 1000),
    ];

    public static IEnumerable<BenchmarkCase> All() =>
    [
        .. from threads in new[] { 1, 2 }
           from size in Prepacked
           select Case("GEMM, B prepacked", size, threads, OperandStorage.Panels) with { IsSmoke = size == Prepacked[0] },
        .. from threads in new[] { 1, 2 }
           from size in Transposed
           select Case("GEMM, B transposed", size, threads, OperandStorage.TransposedPanels) with
           {
               IsSmoke = threads == 2 && size == Transposed[0],
           },
        .. from threads in new[] { 1, 2 }
           from size in Odd
           select Case("GEMM, odd sizes", size, threads, OperandStorage.Strided) with
           {
               Effort = 0.25,
               IsSmoke = threads == 2 && size == (33, 65, 129),
           },
    ];

    private static BenchmarkCase Case(string group, (int M, int K, int N) size, int threads, OperandStorage storage)
    {
        var (m, k, n) = size;
        var name = $"{m}x{k}x{n}";
        var folder = Workspace.Folder($"gemm-{name}");
        var (a, b) = (Path.Combine(folder, "a.f32"), Path.Combine(folder, "b.f32"));
        var isTransposed = storage == OperandStorage.TransposedPanels;
        IReadOnlyList<string> operands = [$"m={m}", $"n={n}", $"k={k}", $"a={a}", $"b={b}"];
        IReadOnlyList<string> ours = [.. operands, $"threads={threads}", $"storage={storage}"];
        return new(group, name, threads, NetLangWorkers.Worker("product", ours, RunningContestant.Start))
        {
            Prepare = () =>
            {
                Workspace.Empty(folder);
                Random random = new(1);
                WriteMatrix(a, m * k, random);
                WriteMatrix(b, k * n, random);
            },
            Peers = OpenBlasWorkers.AtMost(threads, [.. operands, $"transposed={(isTransposed ? 1 : 0)}"]),
            Floors = [Hardware.Compute(threads, 2.0 * m * n * k)],
            Agreement = Agreement.OfSums,
        };
    }

    private static void WriteMatrix(string path, int count, Random random) =>
        ResultFile.Write(path, Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1).ToArray());
}
