using NetLang.Runtime;

namespace NetLang.Benchmarks.Workers;

/// <summary>Steps of a model of tokens, one sequence: assembly= model= threads=.</summary>
internal sealed class StepWorkload : Workload
{
    private readonly Func<int[], ModelState, (float[] Scores, ModelState State)> step;
    private readonly int[] token = [0];
    private ModelState state;

    public StepWorkload(WorkerOptions options)
    {
        var model = new ModelAssembly(options.Text("assembly"))
            .Create(options.Text("model"), new() { Threads = options.Number("threads") });
        var type = model.GetType();
        state = (ModelState)type.GetMethod("InitialState")!.Invoke(model, [1])!;
        step = type.GetMethod("Step", [typeof(int[]), typeof(ModelState)])!
            .CreateDelegate<Func<int[], ModelState, (float[], ModelState)>>(model);
    }

    public override Timing Measure(double seconds) => Timing.Of(Next, seconds);

    /// <summary>Another token each time, as in a text.</summary>
    private void Next()
    {
        (var scores, state) = step(token, state);
        token[0] = (token[0] + 1) % scores.Length;
    }
}
