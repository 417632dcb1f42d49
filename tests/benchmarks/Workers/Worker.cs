namespace NetLang.Benchmarks.Workers;

/// <summary>Our contenders, by kind.</summary>
internal static class Worker
{
    public static int Run(string kind, IEnumerable<string> arguments)
    {
        WorkerOptions options = new(arguments);
        return Protocol.Serve(kind switch
        {
            "product" => new ProductWorkload(options),
            "train" => new TrainingWorkload(options),
            "predict" => new PredictionWorkload(options),
            "step" => new StepWorkload(options),
            "generate" => new GenerationWorkload(options),
            "check" => new CheckWorkload(options),
            _ => throw new ArgumentException($"there is no worker {kind}"),
        });
    }
}
