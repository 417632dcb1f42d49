using NetLang.Benchmarks.Workers;

namespace NetLang.Benchmarks.App;

/// <summary>
/// A small app: it loads the weights of a network and predicts once before it says that it is ready. weights= inputs=
/// shape= threads=.
/// </summary>
internal sealed class MlpWorkload : Workload
{
    private readonly Mlp model;
    private readonly float[] input;
    private float[] scores;

    public MlpWorkload(WorkerOptions options)
    {
        model = Mlp.Load(options.Text("weights"), new() { Threads = options.Number("threads") });
        input = options.Values<float>("inputs")[..options.Width];
        scores = model.Predict(input);
    }

    public override Timing Measure(double seconds) => Timing.Of(() => scores = model.Predict(input), seconds);

    public override float[] Result() => scores;
}
