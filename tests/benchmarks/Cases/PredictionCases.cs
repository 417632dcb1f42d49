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
        .. new[] { 1, MostExamples }.Select(Latency),
        Fresh("MLP start to first prediction", FreshFigure.StartTime),
        Fresh("MLP memory while predicting", FreshFigure.PeakMemory) with
        {
            Unit = Unit.Bytes,
            MostRounds = 3,
            IsSmoke = true,
        },
    ];

    private static BenchmarkCase Latency(int batch)
    {
        Func<Launch, IContestant> start = RunningContestant.Start;
        return new("MLP prediction", $"batch {batch}", 1, NetLangWorkers.Worker("predict", OurOptions(batch), start))
        {
            Prepare = Files.Write,
            Peers =
            [
                .. TorchWorkers.Tuned(1, TorchOptions(batch, "frozen"), start, ", frozen"),
                .. TorchWorkers.Tuned(1, TorchOptions(batch, "optimized"), start, ", frozen and optimized"),
                OnnxRuntime.InDotnet(batch, start),
            ],
            Shown = [OnnxRuntime.InNode(batch, start)],
            Floors =
            [
                Hardware.Compute(1, Network.PredictFlops(batch)),
                Hardware.Read(1, Network.PredictBytes(batch)),
            ],
            Agreement = Agreement.OfSums,
            IsSmoke = batch == MostExamples,
        };
    }

    private static BenchmarkCase Fresh(string group, FreshFigure figure)
    {
        var start = FreshContestant.For(figure);
        return new(group, "published app", 1, NetLangWorkers.App(AppOptions(), start))
        {
            Prepare = Files.Write,
            Peers =
            [
                .. TorchWorkers.Tuned(1, TorchOptions(1, "eager"), start),
                TorchWorkers.OutOfTheBox(1, TorchOptions(1, "eager"), start),
                OnnxRuntime.InDotnet(1, start),
            ],
            Shown = [OnnxRuntime.InNode(1, start)],
            Agreement = Agreement.OfSums,
        };
    }

    private static IReadOnlyList<string> OurOptions(int batch) =>
        [.. AppOptions(), $"assembly={Files.Assembly}", $"batch={batch}"];

    private static IReadOnlyList<string> AppOptions() =>
        [$"weights={Files.Weights}", $"inputs={Files.Inputs}", $"width={Network.Inputs}", "threads=1"];

    private static IReadOnlyList<string> TorchOptions(int batch, string form) =>
        ["mode=predict", $"form={form}", .. Layers, $"inputs={Files.Inputs}", $"batch={batch}"];
}
