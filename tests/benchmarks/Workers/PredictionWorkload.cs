namespace NetLang.Benchmarks.Workers;

/// <summary>Predictions: assembly= weights= inputs= shape= batch= threads=.</summary>
internal sealed class PredictionWorkload : Workload
{
    private readonly float[] inputs;
    private readonly Func<float[], float[]> predict;

    public PredictionWorkload(WorkerOptions options)
    {
        inputs = options.Values<float>("inputs")[..(options.Number("batch") * options.Width)];
        var model = new ModelAssembly(options.Text("assembly"))
            .Create("Measured", new() { Threads = options.Number("threads") });
        model.LoadWeights(options.Text("weights"));
        predict = model.GetType().GetMethod("Predict", [typeof(float[])])!
            .CreateDelegate<Func<float[], float[]>>(model);
    }

    public override Timing Measure(double seconds) => Timing.Of(() => predict(inputs), seconds);

    public override float[] Result() => predict(inputs);
}
