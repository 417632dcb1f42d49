using Microsoft.ML.OnnxRuntime;
using NetLang.Benchmarks.Workers;

namespace NetLang.Benchmarks.Peers;

/// <summary>
/// Predictions of ONNX Runtime, into an output that stays: model= inputs= classes= shape= batch= threads= library=.
/// </summary>
internal sealed class OnnxWorkload : Workload
{
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly float[] scores;
    private readonly OrtValue[] input;
    private readonly OrtValue[] output;

    public OnnxWorkload(WorkerOptions options)
    {
        using SessionOptions settings = new()
        {
            IntraOpNumThreads = options.Number("threads"),
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        session = new(options.Text("model"), settings);
        var (batch, classes) = (options.Number("batch"), options.Number("classes"));
        scores = new float[batch * classes];
        var examples = options.Values<float>("inputs")[..(batch * options.Width)];
        input = [OrtValue.CreateTensorValueFromMemory(examples, [batch, .. options.Shape])];
        output = [OrtValue.CreateTensorValueFromMemory(scores, [batch, classes])];
        Predict();
    }

    public override string Facts => $"version={OrtEnv.Instance().GetVersionString()}";

    public override Timing Measure(double seconds) => Timing.Of(Predict, seconds);

    public override float[] Result() => scores;

    private void Predict() => session.Run(run, ["x"], input, ["y"], output);
}
