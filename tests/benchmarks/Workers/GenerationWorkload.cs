using NetLang.Runtime;

namespace NetLang.Benchmarks.Workers;

/// <summary>Texts of a model of tokens: assembly= model= threads= prompt= tokens=.</summary>
internal sealed class GenerationWorkload : Workload
{
    private readonly Model model;
    private readonly int[] prompt;
    private readonly int tokens;

    public GenerationWorkload(WorkerOptions options)
    {
        model = new ModelAssembly(options.Text("assembly"))
            .Create(options.Text("model"), new() { Threads = options.Number("threads") });
        prompt = [.. Enumerable.Range(0, options.Number("prompt"))];
        tokens = options.Number("tokens");
    }

    public override Timing Measure(double seconds) => Timing.Of(Write, seconds);

    private void Write()
    {
        var last = -1;
        foreach (var token in model.Generate(prompt, new() { Temperature = 0 }).Take(tokens))
            last = token;
        if (last < 0)
            throw new InvalidOperationException("nothing was written");
    }
}
