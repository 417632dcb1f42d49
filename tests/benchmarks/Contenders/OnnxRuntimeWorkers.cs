using NetLang.Benchmarks.Contest;

namespace NetLang.Benchmarks.Contenders;

/// <summary>
/// ONNX Runtime, in .NET and in node. PyTorch writes its model when the first of its workers starts.
/// </summary>
/// <param name="export">Options of export_onnx.py.</param>
/// <param name="model">The file to write.</param>
/// <param name="options">What both workers are told.</param>
internal sealed class OnnxRuntimeWorkers(
    IReadOnlyList<string> export, string model, params IReadOnlyList<string> options)
{
    private static readonly string DotnetWorker = Path.Combine(Workspace.Peers, "ort", "OrtWorker");
    private static readonly string Library = Path.Combine(Workspace.Peers, "libonnxruntime.so");
    private static readonly string NodeModules = Path.Combine(Workspace.Peers, "node_modules");

    public Contender InDotnet(int batch, int threads, Func<Launch, IContestant> start) =>
        new("ONNX Runtime", Configuration("in .NET", threads), () =>
            start(new(DotnetWorker, [.. Options(batch, threads), $"library={Library}"])));

    public Contender InNode(int batch, int threads, Func<Launch, IContestant> start) =>
        new("ONNX Runtime", Configuration("in node", threads), () =>
            start(new("node", [Script("ort_worker.js"), .. Options(batch, threads)])
            {
                Environment = new Dictionary<string, string> { ["NODE_PATH"] = NodeModules },
            }));

    private static string Configuration(string host, int threads) =>
        threads == 1 ? $"{host}, 1 thread" : $"{host}, {threads} threads";

    private static string Script(string name) => Path.Combine(Workspace.PeerSources, name);

    private IReadOnlyList<string> Options(int batch, int threads)
    {
        if (!File.Exists(model))
        {
            Launch python = new(TorchWorkers.Python, [Script("export_onnx.py"), .. export, $"output={model}"]);
            using CommandContestant exporting = new(python, () => { });
            exporting.Measure(0);
        }

        return [.. options, $"model={model}", $"batch={batch}", $"threads={threads}"];
    }
}
