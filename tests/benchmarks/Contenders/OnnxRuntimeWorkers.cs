using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Contenders;

/// <summary>ONNX Runtime, in node. PyTorch writes its model, when the first of its workers starts.</summary>
/// <param name="export">Options of export_onnx.py.</param>
/// <param name="model">The file to write.</param>
internal sealed class OnnxRuntimeWorkers(IReadOnlyList<string> export, string model)
{
    public Contender Running(int threads, IReadOnlyList<string> options) =>
        new($"ONNX Runtime {threads}T", () => new RunningContestant(Worker(threads, options)));

    public Contender Fresh(int threads, IReadOnlyList<string> options, FreshFigure figure) =>
        new($"ONNX Runtime {threads}T", () => new FreshContestant(Worker(threads, options), figure));

    private Launch Worker(int threads, IReadOnlyList<string> options)
    {
        if (!File.Exists(model))
        {
            Launch script = new(
                TorchWorkers.Python,
                [Path.Combine(Workspace.PeerSources, "export_onnx.py"), .. export, $"output={model}"]);
            using CommandContestant exporting = new(script, () => { });
            exporting.Measure(0);
        }

        return new("node", [
            Path.Combine(Workspace.PeerSources, "ort_worker.js"), .. options, $"model={model}", $"threads={threads}",
        ])
        {
            Environment = new Dictionary<string, string> { ["NODE_PATH"] = Path.Combine(Workspace.Peers, "node_modules") },
        };
    }
}
