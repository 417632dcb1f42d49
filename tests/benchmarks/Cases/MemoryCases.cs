using NetLang.Benchmarks.Contenders;
using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Cases;

/// <summary>Memory of a process that trains the MLP.</summary>
internal static class MemoryCases
{
    public static IEnumerable<BenchmarkCase> All() =>
        from batch in new[] { 64, 512 }
        let files = new NetworkFiles(Network.Mlp, $"mlp-memory-{batch}", batch * 10)
        from figure in new[] { FreshFigure.PeakMemory, FreshFigure.PeakMemoryAboveStart }
        select Case(files, batch, figure) with { IsSmoke = batch == 64 && figure == FreshFigure.PeakMemoryAboveStart };

    private static BenchmarkCase Case(NetworkFiles files, int batch, FreshFigure figure)
    {
        var peer = TrainingCases.PeerOptions(Network.Mlp, files, batch);
        var name = figure == FreshFigure.PeakMemory ? "peak" : "peak above what there was before the model";
        return new(
            "MLP memory while training",
            $"batch {batch}, {name}",
            1,
            NetLangWorkers.Fresh("train", TrainingCases.OurOptions(files, batch, 1), figure))
        {
            Unit = Unit.Bytes,
            Prepare = files.Write,
            Peers = [.. TorchWorkers.FreshTuned(1, peer, figure), TorchWorkers.FreshOutOfTheBox(1, peer, figure)],
            MostRounds = 3,
        };
    }
}
