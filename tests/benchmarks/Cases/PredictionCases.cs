using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>Predictions of the MLP: once it runs, from the start, and how much memory they take.</summary>
internal static class PredictionCases
{
    private const int MostExamples = 64;
    private static readonly NetworkFiles Files = new(Network.Mlp, "mlp-predict", MostExamples);

    private static readonly OnnxRuntimeWorkers OnnxRuntime = new(
        [$"widths={string.Join(',', Network.Mlp.Widths)}", $"activation={Network.Mlp.Activation}", $"weights={Files.Weights}"],
        Files.OnnxModel);

    public static IEnumerable<BenchmarkCase> All() =>
    [
        .. new[] { 1, MostExamples }.Select(Latency),
        Fresh("MLP start to first prediction", FreshFigure.StartTime) with { IsSmoke = true },
        Fresh("MLP memory while predicting", FreshFigure.PeakMemory) with { Unit = Unit.Bytes, MostRounds = 3 },
    ];

    private static BenchmarkCase Latency(int batch) =>
        new("MLP prediction", $"batch {batch}", 1, NetLangWorkers.Running("predict", OurOptions(batch)))
        {
            Prepare = Files.Write,
            Peers =
            [
                .. TorchWorkers.Tuned(1, TorchOptions(batch, "frozen"), ", frozen"),
                .. TorchWorkers.Tuned(1, TorchOptions(batch, "optimized"), ", frozen and optimized"),
                OnnxRuntime.Running(1, OnnxOptions(batch)),
            ],
            Floors = [Hardware.Compute(1, Network.Mlp.PredictFlops(batch))],
            Agreement = Agreement.OfSums,
            IsSmoke = batch == MostExamples,
        };

    private static BenchmarkCase Fresh(string group, FreshFigure figure) =>
        new(group, "published app", 1, NetLangWorkers.App(AppOptions(), figure))
        {
            Prepare = Files.Write,
            Peers =
            [
                .. TorchWorkers.FreshTuned(1, TorchOptions(1, "eager"), figure),
                TorchWorkers.FreshOutOfTheBox(1, TorchOptions(1, "eager"), figure),
                OnnxRuntime.Fresh(1, OnnxOptions(1), figure),
            ],
            Agreement = Agreement.OfSums,
        };

    private static IReadOnlyList<string> OurOptions(int batch) => [.. AppOptions(), $"assembly={Files.Assembly}", $"batch={batch}"];

    private static IReadOnlyList<string> AppOptions() =>
        [$"weights={Files.Weights}", $"inputs={Files.Inputs}", $"width={Network.Mlp.Inputs}", "threads=1"];

    private static IReadOnlyList<string> TorchOptions(int batch, string form) =>
    [
        "mode=predict",
        $"form={form}",
        $"widths={string.Join(',', Network.Mlp.Widths)}",
        $"activation={Network.Mlp.Activation}",
        $"weights={Files.Weights}",
        $"inputs={Files.Inputs}",
        $"batch={batch}",
    ];

    private static IReadOnlyList<string> OnnxOptions(int batch) =>
        [$"inputs={Files.Inputs}", $"width={Network.Mlp.Inputs}", $"batch={batch}"];
}
