namespace NetLang.Runtime.Execution;

/// <summary>A prediction of whole inputs.</summary>
internal sealed class WholeContext(ModelSpec model, ProgramRunner runner, ContextPool<WholeContext> pool) : PredictContext(model)
{
    public override void Return() => pool.Return(this);

    public override void Dispose() => runner.Dispose();

    protected override ProgramRunner RunnerFor(long[] symbols) => runner;
}
