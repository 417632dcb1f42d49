using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>Training steps of a network: forward, loss, backward, update.</summary>
internal static class TrainingCases
{
    /// <summary>Steps whose losses are compared: the batches of the data.</summary>
    private const int CheckedSteps = 10;

    private static readonly Func<Launch, IContestant> Start = RunningContestant.Start;

    public static IEnumerable<BenchmarkCase> OfMlp() =>
        from batch in new[] { 64, 512 }
        let network = DenseNetwork.Mlp
        let files = new NetworkFiles(network, $"mlp-{batch}", batch * CheckedSteps)
        from threads in new[] { 1, 2 }
        select Case("MLP training step", $"batch {batch}", network, files, batch, threads) with
        {
            Shown = [TorchWorkers.OutOfTheBox(threads, PeerOptions(network, files, batch), Start)],
            IsSmoke = batch == 64 && threads == 2,
        };

    public static IEnumerable<BenchmarkCase> OfImages() =>
        from network in new[] { ImageNetwork.SimpleCnn, ImageNetwork.ResNet, ImageNetwork.Separable }
        let files = new NetworkFiles(network, network.File, network.Batch * CheckedSteps)
        from threads in new[] { 1, 2 }
        let work = $"{network.Name} training step"
        select Case(work, $"batch {network.Batch}", network, files, network.Batch, threads) with
        {
            Effort = 2, // A step may take a tenth of a second.
            IsSmoke = network == ImageNetwork.SimpleCnn && threads == 1,
        };

    public static IEnumerable<BenchmarkCase> OfSequences() =>
        from network in RecurrentNetwork.All
        let files = new NetworkFiles(network, $"{network.Cell}-{network.Hidden}", network.Batch * CheckedSteps)
        from threads in new[] { 1, 2 }
        let shape = $"{network.Steps} steps of {network.StepInputs}, batch {network.Batch}"
        select Case($"{network.Name} training step", shape, network, files, network.Batch, threads) with
        {
            IsSmoke = network == RecurrentNetwork.All[0] && threads == 1,
        };

    public static IEnumerable<BenchmarkCase> OfTransformers() =>
        from network in TransformerNetwork.All
        let files = new NetworkFiles(network, $"transformer-{network.Width}", network.Batch * CheckedSteps)
        from threads in new[] { 1, 2 }
        let shape = $"{network.Length} places, {network.Heads} heads, batch {network.Batch}"
        select Case($"{network.Name} training step", shape, network, files, network.Batch, threads) with
        {
            Effort = 2,
            IsSmoke = network == TransformerNetwork.All[0] && threads == 1,
        };

    /// <summary>Networks that a commit draws, so that nobody can tune for them.</summary>
    public static IEnumerable<BenchmarkCase> OfDrawn(uint seed) =>
        from drawn in DrawnNetwork.All(seed)
        let network = drawn.Network
        let files = new NetworkFiles(network, $"drawn-{drawn.Number}", drawn.Batch * CheckedSteps)
        let name = $"{network.Layers} {network.Activation} {network.Optimizer.Name}, batch {drawn.Batch}"
        from threads in new[] { 1, 2 }
        select Case("Drawn MLP training step", name, network, files, drawn.Batch, threads) with
        {
            IsSmoke = drawn.Number == 1 && threads == 1,
        };

    /// <summary>What torch_worker.py is told.</summary>
    public static IReadOnlyList<string> PeerOptions(Network network, NetworkFiles files, int batch) =>
    [
        "mode=train",
        .. network.PeerOptions,
        network.ShapeOption,
        FormattableString.Invariant($"rate={Network.MeasuredRate}"),
        FormattableString.Invariant($"check_rate={network.CheckRate}"),
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
        $"examples={files.Examples}",
        $"batch={batch}",
        $"threads={threads}",
    ];

    private static BenchmarkCase Case(
        string group, string name, Network network, NetworkFiles files, int batch, int threads) =>
        new(group, name, threads, NetLangWorkers.Worker("train", OurOptions(files, batch, threads), Start))
        {
            Prepare = files.Write,
            Peers = TorchWorkers.Tuned(threads, network.HasImages, PeerOptions(network, files, batch), Start),
            Floors = network.Work.TrainFloors(batch, threads),
            Agreement = Agreement.OfLosses,
        };
}
