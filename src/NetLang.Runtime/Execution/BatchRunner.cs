using NetLang.Runtime.Data;
using NetLang.Runtime.Data.Rows;

namespace NetLang.Runtime.Execution;

/// <summary>Feeds rows of a dataset to a program; a warm batch allocates nothing.</summary>
internal sealed unsafe class BatchRunner : IDisposable
{
    private readonly BatchInputs inputs;
    private readonly StateBlocks states;
    private readonly long[] symbols;
    private readonly int batchSymbol;
    private readonly BatchBuckets? buckets;
    private bool begins = true;

    /// <param name="runner">Runs the program; disposed of with this.</param>
    /// <param name="isTraining">Whether rows are changed at random, as their columns say.</param>
    public BatchRunner(ProgramRunner runner, ModelSpec model, BoundData data, int batchSize, bool isTraining = false)
    {
        Runner = runner;
        symbols = [.. data.Symbols];
        batchSymbol = model.BatchSymbol;
        buckets = data.Buckets;
        if (buckets is not null)
            runner.KeepPlans(2 * buckets.Rows.Lengths.Length); // of full batches, and of what is left
        inputs = new BatchInputs(data, batchSize, runner.Pool, isTraining);
        for (var index = 0; index < inputs.Count; index++)
            runner.SetInput(index, inputs[index]);
        states = new StateBlocks(runner.Spec);
    }

    /// <summary>Whether each batch goes on where the one before has ended; then all are equally large.</summary>
    public bool IsStateful => StateBlocks.Count(Runner.Spec) > 0;

    public ProgramRunner Runner { get; }

    /// <summary>What random changes of rows depend on.</summary>
    public EpochSeed Seed { get; set; }

    /// <summary>Values of the symbols for the batch that ran last.</summary>
    public ReadOnlySpan<long> Symbols => symbols;

    /// <summary>Lets the sequences of the next batch begin.</summary>
    public void Restart() => begins = true;

    /// <summary>Runs the program on some rows, at most as many as the batch size, all of one bucket.</summary>
    /// <param name="step">Number of the training step, from 1; 0 outside training.</param>
    public void Run(ReadOnlySpan<int> rows, ulong step)
    {
        Prepare(rows);
        Runner.Run(step);
        GC.KeepAlive(this);
    }

    /// <summary>The same without waiting for its end: see <see cref="ProgramRunner.Start(ulong, int, byte*)"/>.</summary>
    public void Start(ReadOnlySpan<int> rows, ulong step, int output, byte* address)
    {
        Prepare(rows);
        Runner.Start(step, output, address);
        GC.KeepAlive(this);
    }

    private void Prepare(ReadOnlySpan<int> rows)
    {
        inputs.Read(rows, Seed);
        symbols[batchSymbol] = rows.Length;
        if (buckets is not null)
            symbols[buckets.Symbol] = buckets.Rows.LengthOf(rows[0]);
        PrepareStates();
        Runner.Prepare(symbols);
    }

    private void PrepareStates()
    {
        if (!IsStateful)
            return;
        if (begins)
        {
            states.Set(StateBlocks.Initial(Runner.Spec, symbols));
            states.Give(Runner);
            begins = false;
            return;
        }

        Runner.Finish();
        states.Advance(Runner);
    }

    public void Dispose()
    {
        Runner.Dispose();
        inputs.Dispose();
        states.Dispose();
    }
}
