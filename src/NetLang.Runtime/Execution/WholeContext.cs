namespace NetLang.Runtime.Execution;

/// <summary>A prediction of whole inputs.</summary>
internal sealed class WholeContext(ModelSpec model, ProgramRunner runner, PredictContextPool pool) : PredictContext(model, pool)
{
    protected override ProgramRunner RunnerFor(long[] symbols) => runner;

    public override void Dispose() => runner.Dispose();
}
