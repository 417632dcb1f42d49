namespace NetLang.Runtime.Execution;

/// <summary>
/// What a batch of sequences that goes on needs to itself: states, what is kept of each step, and the programs of one step and of
/// several, which find these where they are.
/// </summary>
internal sealed class StepContext(
    ModelSpec model, Func<bool, ProgramRunner> newRunner, ProgramSpec program, ContextPool<StepContext>? pool) : PredictContext(model)
{
    private readonly StateBlocks states = new(program);
    private readonly CacheBlocks caches = new(model, program);
    private readonly ProgramRunner?[] runners = new ProgramRunner?[2]; // of one step, and of several
    private int batch;
    private long known;

    protected override int ExtraSymbols => program.StepSymbols;

    /// <summary>Goes on from a state, which stays what it is.</summary>
    public void Begin(ModelState state)
    {
        (batch, known) = (state.Batch, state.Steps);
        Reset();
        if (!StateBlocks.Fit(program, state.Tensors, Symbols) || !caches.Fit(state.Caches, known, Symbols))
            throw new ArgumentException($"{Model.Name}: the state is that of another model", nameof(state));
        states.Set(state.Tensors);
        caches.Set(state.Caches, known, batch, Symbols);
    }

    public override void Reset()
    {
        base.Reset();
        Symbols[Model.BatchSymbol] = batch;
    }

    /// <summary>Lets the next run go on where the last one has ended.</summary>
    public void Advance()
    {
        states.Advance(Runner);
        known += Symbols[Model.TimeSymbol];
    }

    public override ModelState State()
    {
        var steps = known + Symbols[Model.TimeSymbol];
        return new(states.Left(Runner), caches.Copy(steps, Symbols), batch, steps);
    }

    public override void Return() => pool?.Return(this);

    public override void Dispose()
    {
        foreach (var runner in runners)
            runner?.Dispose();
        states.Dispose();
        caches.Dispose();
    }

    protected override ProgramRunner RunnerFor(long[] symbols)
    {
        var steps = symbols[Model.TimeSymbol];
        if (Model.Context > 0 && known + steps > Model.Context)
            throw ContextFull(steps);
        caches.Reserve(known + steps, known, symbols);
        if (program.StepSymbols > 0)
            (symbols[^2], symbols[^1]) = (known, caches.Room);
        var runner = runners[steps == 1 ? 0 : 1] ??= newRunner(steps == 1);
        states.Give(runner);
        caches.Give(runner);
        return runner;
    }

    private NetLangException ContextFull(long steps) => new(
        GenerationErrors.ContextFull,
        $"{Model.Name} takes {Model.Context} steps at most: {known} are known, and {steps} more were given",
        "begin anew with the last of the steps, as Generate does, or train the model with more places");
}
