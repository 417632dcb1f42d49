using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>Predictions of a network: once it runs, from the start, and how much memory they take.</summary>
internal sealed class PredictionCases
{
    private const int MostExamples = 64;

    private readonly Network network;
    private readonly NetworkFiles files;
    private readonly OnnxRuntimeWorkers onnxRuntime;

    private PredictionCases(Network network, string folder)
    {
        this.network = network;
        files = new(network, folder, MostExamples);
        onnxRuntime = new(
            export: Description,
            files.OnnxModel,
            $"inputs={files.Inputs}",
            network.ShapeOption,
            $"classes={network.Classes}");
    }

    /// <summary>What describes the network to peers.</summary>
    private IReadOnlyList<string> Description =>
        [.. network.PeerOptions, network.ShapeOption, $"weights={files.Weights}"];

    public static IEnumerable<BenchmarkCase> OfMlp()
    {
        PredictionCases cases = new(DenseNetwork.Mlp, "mlp-predict");
        return
        [
            .. cases.Latencies(),
            cases.OfApp("start to first prediction", FreshFigure.StartTime),
            cases.OfApp("memory while predicting", FreshFigure.PeakMemory) with
            {
                Unit = Unit.Bytes,
                MostRounds = 3,
                IsSmoke = true,
            },
        ];
    }

    public static IEnumerable<BenchmarkCase> OfImages()
    {
        PredictionCases cases = new(ImageNetwork.SimpleCnn, "simple-cnn-predict");
        return [.. cases.Latencies(), cases.Memory()];
    }

    private IEnumerable<BenchmarkCase> Latencies() =>
        from batch in new[] { 1, MostExamples }
        from threads in new[] { 1, 2 }
        select Case("prediction", $"batch {batch}", threads, OurWorker(batch, threads, RunningContestant.Start)) with
        {
            Peers =
            [
                .. Tuned(batch, threads, "frozen", RunningContestant.Start),
                .. Tuned(batch, threads, "optimized", RunningContestant.Start),
                .. Enumerable.Range(1, threads)
                    .Select(most => onnxRuntime.InDotnet(batch, most, RunningContestant.Start)),
            ],
            Shown = [onnxRuntime.InNode(batch, threads, RunningContestant.Start)],
            Floors = network.Work.PredictFloors(batch, threads),
            IsSmoke = batch == MostExamples && threads == 1,
        };

    private BenchmarkCase OfApp(string what, FreshFigure figure)
    {
        var start = FreshContestant.For(figure);
        return Case(what, "published app", 1, NetLangWorkers.App(OurOptions(threads: 1), start)) with
        {
            Peers = Fresh(1, start),
            Shown = [onnxRuntime.InNode(1, 1, start)],
        };
    }

    private BenchmarkCase Memory()
    {
        var start = FreshContestant.For(FreshFigure.PeakMemory);
        return Case("memory while predicting", $"batch {MostExamples}", 1, OurWorker(MostExamples, 1, start)) with
        {
            Unit = Unit.Bytes,
            MostRounds = 3,
            Peers = Fresh(MostExamples, start),
        };
    }

    private BenchmarkCase Case(string what, string name, int threads, Contender ours) =>
        new($"{network.Name} {what}", name, threads, ours)
        {
            Prepare = files.Write,
            Agreement = Agreement.OfSums,
        };

    private IReadOnlyList<Contender> Fresh(int batch, Func<Launch, IContestant> start) =>
    [
        .. Tuned(batch, 1, "eager", start),
        TorchWorkers.OutOfTheBox(1, TorchOptions(batch, "eager"), start),
        onnxRuntime.InDotnet(batch, 1, start),
    ];

    /// <param name="form">See torch_worker.py.</param>
    private IReadOnlyList<Contender> Tuned(int batch, int threads, string form, Func<Launch, IContestant> start) =>
        TorchWorkers.Tuned(threads, network.HasImages, TorchOptions(batch, form), start, $", {form}");

    private IReadOnlyList<string> TorchOptions(int batch, string form) =>
        ["mode=predict", $"form={form}", .. Description, $"inputs={files.Inputs}", $"batch={batch}"];

    private Contender OurWorker(int batch, int threads, Func<Launch, IContestant> start) =>
        NetLangWorkers.Worker(
            "predict", [.. OurOptions(threads), $"assembly={files.Assembly}", $"batch={batch}"], start);

    private IReadOnlyList<string> OurOptions(int threads) =>
        [$"weights={files.Weights}", $"inputs={files.Inputs}", network.ShapeOption, $"threads={threads}"];
}
