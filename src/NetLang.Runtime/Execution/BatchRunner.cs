using NetLang.Runtime.Data;
using NetLang.Runtime.Data.Rows;

namespace NetLang.Runtime.Execution;

/// <summary>Feeds rows of a dataset to a program; a warm batch allocates nothing.</summary>
internal sealed unsafe class BatchRunner : IDisposable
{
    private readonly BatchInputs inputs;
    private readonly long[] symbols;
    private readonly int batchSymbol;

    /// <param name="runner">Runs the program; disposed of with this.</param>
    /// <param name="isTraining">Whether rows are changed at random, as their columns say.</param>
    public BatchRunner(ProgramRunner runner, ModelSpec model, BoundData data, int batchSize, bool isTraining = false)
    {
        Runner = runner;
        symbols = [.. data.Symbols];
        batchSymbol = model.BatchSymbol;
        inputs = new BatchInputs(data, batchSize, runner.Pool, isTraining);
        for (var index = 0; index < inputs.Count; index++)
            runner.SetInput(index, inputs[index]);
    }

    public ProgramRunner Runner { get; }

    /// <summary>What random changes of rows depend on.</summary>
    public EpochSeed Seed { get; set; }

    /// <summary>Values of the symbols for the batch that ran last.</summary>
    public ReadOnlySpan<long> Symbols => symbols;

    /// <summary>Runs the program on some rows, at most as many as the batch size.</summary>
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
        Runner.Prepare(symbols);
    }

    public void Dispose()
    {
        Runner.Dispose();
        inputs.Dispose();
    }
}
