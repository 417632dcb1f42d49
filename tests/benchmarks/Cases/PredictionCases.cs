using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>Predictions of the MLP: once it runs, from the start, and how much memory they take.</summary>
internal static class PredictionCases
{
    private const int MostExamples = 64;
    private static readonly Network Network = Network.Mlp;
    private static readonly NetworkFiles Files = new(Network, "mlp-predict", MostExamples);

    private static readonly string[] Layers =
        [$"widths={string.Join(',', Network.Widths)}", $"activation={Network.Activation}", $"weights={Files.Weights}"];

    private static readonly OnnxRuntimeWorkers OnnxRuntime = new(
        export: Layers,
        Files.OnnxModel,
        $"inputs={Files.Inputs}",
        $"width={Network.Inputs}",
        $"classes={Network.Classes}");

    public static IEnumerable<BenchmarkCase> All() =>
    [
        .. from batch in new[] { 1, MostExamples }
           from threads in new[] { 1, 2 }
           select Latency(batch, threads),
        Fresh("MLP start to first prediction", FreshFigure.StartTime),
        Fresh("MLP memory while predicting", FreshFigure.PeakMemory) with
        {
            Unit = Unit.Bytes,
            MostRounds = 3,
            IsSmoke = true,
        },
    ];

    private static BenchmarkCase Latency(int batch, int threads)
    {
        Func<Launch, IContestant> start = RunningContestant.Start;
        return new("MLP prediction", $"batch {batch}", threads, NetLangWorkers.Worker("predict", OurOptions(batch, threads), start))
        {
            Prepare = Files.Write,
            Peers =
            [
                .. TorchWorkers.Tuned(threads, TorchOptions(batch, "frozen"), start, ", frozen"),
                .. TorchWorkers.Tuned(threads, TorchOptions(batch, "optimized"), start, ", frozen and optimized"),
                .. Enumerable.Range(1, threads).Select(most => OnnxRuntime.InDotnet(batch, most, start)),
            ],
            Shown = [OnnxRuntime.InNode(batch, threads, start)],
            Floors =
            [
                Hardware.Compute(threads, Network.PredictFlops(batch)),
                Hardware.Read(threads, Network.PredictBytes(batch)),
            ],
            Agreement = Agreement.OfSums,
            IsSmoke = batch == MostExamples && threads == 1,
        };
    }

    private static BenchmarkCase Fresh(string group, FreshFigure figure)
    {
        var start = FreshContestant.For(figure);
        return new(group, "published app", 1, NetLangWorkers.App(AppOptions(threads: 1), start))
        {
            Prepare = Files.Write,
            Peers =
            [
                .. TorchWorkers.Tuned(1, TorchOptions(1, "eager"), start),
                TorchWorkers.OutOfTheBox(1, TorchOptions(1, "eager"), start),
                OnnxRuntime.InDotnet(1, 1, start),
            ],
            Shown = [OnnxRuntime.InNode(1, 1, start)],
            Agreement = Agreement.OfSums,
        };
    }

    private static IReadOnlyList<string> OurOptions(int batch, int threads) =>
        [.. AppOptions(threads), $"assembly={Files.Assembly}", $"batch={batch}"];

    private static IReadOnlyList<string> AppOptions(int threads) =>
        [$"weights={Files.Weights}", $"inputs={Files.Inputs}", $"width={Network.Inputs}", $"threads={threads}"];

    private static IReadOnlyList<string> TorchOptions(int batch, string form) =>
        ["mode=predict", $"form={form}", .. Layers, $"inputs={Files.Inputs}", $"batch={batch}"];
}
