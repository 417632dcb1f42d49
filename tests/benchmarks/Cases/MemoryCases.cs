using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>Memory of a process that trains.</summary>
internal static class MemoryCases
{
    public static IEnumerable<BenchmarkCase> All() =>
        from trained in new (Network Network, int Batch)[]
        {
            (DenseNetwork.Mlp, 64),
            (DenseNetwork.Mlp, 512),
            (ImageNetwork.SimpleCnn, ImageNetwork.SimpleCnn.Batch),
        }
        let folder = $"{trained.Network.Name}-memory-{trained.Batch}"
        let files = new NetworkFiles(trained.Network, folder, trained.Batch * 10)
        from figure in new[] { FreshFigure.PeakMemory, FreshFigure.PeakMemoryAboveStart }
        select Case(trained.Network, files, trained.Batch, figure);

    private static BenchmarkCase Case(Network network, NetworkFiles files, int batch, FreshFigure figure)
    {
        var start = FreshContestant.For(figure);
        var peer = TrainingCases.PeerOptions(network, files, batch);
        var name = figure == FreshFigure.PeakMemory ? "peak" : "peak above what there was before the model";
        return new(
            $"{network.Name} memory while training",
            $"batch {batch}, {name}",
            1,
            NetLangWorkers.Worker("train", TrainingCases.OurOptions(files, batch, 1), start))
        {
            Unit = Unit.Bytes,
            Prepare = files.Write,
            Peers =
            [
                .. TorchWorkers.Tuned(1, network.HasImages, peer, start),
                TorchWorkers.OutOfTheBox(1, peer, start),
            ],
            MostRounds = 3,
        };
    }
}
