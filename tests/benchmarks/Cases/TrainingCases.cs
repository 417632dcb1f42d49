using NetLang.Benchmarks.Contenders;

namespace NetLang.Benchmarks.Cases;

/// <summary>Training steps of one network: forward, loss, backward, update.</summary>
internal static class TrainingCases
{
    /// <summary>Steps whose losses are compared: the batches of the data.</summary>
    private const int CheckedSteps = 10;

    public static IEnumerable<BenchmarkCase> OfMlp() =>
        from batch in new[] { 64, 512 }
        let files = new NetworkFiles(Network.Mlp, $"mlp-{batch}", batch * CheckedSteps)
        from threads in new[] { 1, 2 }
        select Case("MLP training step", $"batch {batch}", Network.Mlp, files, batch, threads) with
        {
            OutOfTheBox = [TorchWorkers.OutOfTheBox(threads, PeerOptions(Network.Mlp, files, batch))],
            IsSmoke = batch == 64 && threads == 2,
        };

    /// <summary>Networks that a commit draws, so that nobody can tune for them.</summary>
    public static IEnumerable<BenchmarkCase> OfDrawn(uint seed) =>
        from drawn in DrawnNetwork.All(seed)
        let network = drawn.Network
        let files = new NetworkFiles(network, $"drawn-{drawn.Number}", drawn.Batch * CheckedSteps)
        let name = $"{network.Shape} {network.Activation} {network.Optimizer.Name}, batch {drawn.Batch}"
        from threads in new[] { 1, 2 }
        select Case("Drawn MLP training step", name, network, files, drawn.Batch, threads) with
        {
            IsSmoke = drawn.Number == 1 && threads == 1,
        };

    /// <summary>What torch_worker.py is told.</summary>
    public static IReadOnlyList<string> PeerOptions(Network network, NetworkFiles files, int batch) =>
    [
        "mode=train",
        $"widths={string.Join(',', network.Widths)}",
        $"activation={network.Activation}",
        FormattableString.Invariant($"dropout={network.Dropout}"),
        $"optimizer={network.Optimizer.Name}",
        FormattableString.Invariant($"rate={Network.MeasuredRate}"),
        FormattableString.Invariant($"check_rate={network.Optimizer.CheckRate}"),
        $"weights={files.Weights}",
        $"inputs={files.Inputs}",
        $"labels={files.Labels}",
        $"batch={batch}",
    ];

    /// <summary>What our worker is told.</summary>
    public static IReadOnlyList<string> OurOptions(NetworkFiles files, int batch, int threads) =>
    [
        $"assembly={files.Assembly}",
        $"weights={files.Weights}",
        $"inputs={files.Inputs}",
        $"labels={files.Labels}",
        $"batch={batch}",
        $"threads={threads}",
    ];

    private static BenchmarkCase Case(
        string group, string name, Network network, NetworkFiles files, int batch, int threads) =>
        new(group, name, threads, NetLangWorkers.Running("train", OurOptions(files, batch, threads)))
        {
            Prepare = files.Write,
            Peers = TorchWorkers.Tuned(threads, PeerOptions(network, files, batch)),
            Floors =
            [
                Hardware.Compute(threads, network.TrainFlops(batch)),
                Hardware.Read(threads, network.TrainBytes(batch)),
            ],
            Agreement = Agreement.OfLosses,
        };
}
