using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;

namespace NetLang.Runtime;

/// <summary>
/// A network with its weights: the base of the classes that netlangc writes. Predictions may run on several threads
/// at once, but not while the weights change (training, loading). Disposing is optional.
/// </summary>
public abstract unsafe class Model : IDisposable
{
    private readonly ModelOptions options;
    private readonly ModelPrograms programs;
    private readonly WorkerPool pool;
    private readonly VariableStore variables;
    private readonly Stack<PredictContext> idle = new();
    private readonly Lock training = new();

    /// <summary>Makes the model with initial weights, or with those of a file.</summary>
    /// <param name="specification">What the compiler knows about the model.</param>
    /// <param name="programs">Its compiled graphs.</param>
    /// <param name="options">What the host chooses; null for the defaults.</param>
    /// <param name="weights">A safetensors file with all weights; null for initial weights.</param>
    /// <exception cref="NetLangException">The file cannot be read or does not fit the model.</exception>
    protected Model(
        ModelSpec specification, ModelPrograms programs, ModelOptions? options = null, string? weights = null)
    {
        Specification = specification;
        this.programs = programs;
        this.options = options ?? new();
        Seed = this.options.Seed ?? specification.Training?.Seed ?? 0;
        pool = new WorkerPool();
        variables = new VariableStore(specification.Variables);
        Parameters = new ParameterCollection(variables, specification.Variables);
        if (weights is null)
            Initialize();
        else
            LoadWeights(weights);
    }

    /// <summary>What the compiler knows about the model.</summary>
    public ModelSpec Specification { get; }

    /// <summary>Params and states, to read and to set.</summary>
    public ParameterCollection Parameters { get; }

    /// <summary>Seed of initial weights, dropout and the order of examples.</summary>
    public ulong Seed { get; }

    /// <summary>
    /// Trains on the data given, or on those that the <c>train</c> record names. On a loss that is not a number
    /// training stops, and the weights are those of the last finished epoch.
    /// </summary>
    /// <param name="data">Columns feed the inputs by name, else by position; the rest feed the loss.</param>
    /// <param name="options">What differs from the <c>train</c> record.</param>
    /// <param name="onEpoch">Called after each epoch, on this thread.</param>
    /// <param name="cancellation">Ends training between two steps; the weights are those of the last step.</param>
    /// <returns>One report an epoch.</returns>
    /// <exception cref="NetLangException">The data do not fit the model, or the loss became NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<EpochReport> Train(
        Dataset? data = null,
        TrainOptions? options = null,
        Action<EpochReport>? onEpoch = null,
        CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Loss and metrics over a dataset.</summary>
    /// <param name="data">As for <see cref="Train"/>; null for the validation data of the <c>train</c> record.</param>
    /// <exception cref="NetLangException">The data do not fit the model.</exception>
    public EvaluationReport Evaluate(Dataset? data = null) => throw new NotImplementedException();

    /// <summary>Predicts for all rows of a dataset, in batches.</summary>
    /// <returns>One column an output.</returns>
    /// <exception cref="NetLangException">The data do not fit the model.</exception>
    public Dataset Predict(Dataset data) => throw new NotImplementedException();

    /// <summary>Writes the weights as safetensors: all or, where that fails, nothing.</summary>
    /// <exception cref="NetLangException">The file cannot be written.</exception>
    public void Save(string path) => throw new NotImplementedException();

    /// <summary>Replaces the weights by those of a safetensors file.</summary>
    /// <exception cref="NetLangException">The file cannot be read or does not fit the model; nothing is changed then.</exception>
    public void LoadWeights(string path) => throw new NotImplementedException();

    /// <summary>Gives memory and threads back at once rather than when the garbage collector finds the model.</summary>
    public void Dispose()
    {
        lock (idle)
        {
            foreach (var context in idle)
                context.Dispose();
            idle.Clear();
        }

        variables.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a prediction with memory of its own.</summary>
    protected PredictCall BeginPredict()
    {
        PredictContext? context;
        lock (idle)
            idle.TryPop(out context);
        context ??= new PredictContext(Specification, NewRunner(programs.Predict), idle);
        context.Reset();
        return new PredictCall(context);
    }

    /// <summary>Predicts with a model of one input and one output whose only unknown dimension follows from the length.</summary>
    /// <param name="input">The input, row-major.</param>
    /// <returns>The output, row-major.</returns>
    /// <exception cref="ArgumentException">The length does not fit the shape of the input.</exception>
    protected TOutput[] Predict<TInput, TOutput>(ReadOnlySpan<TInput> input)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        fixed (TInput* data = input)
        {
            using var call = BeginPredict();
            call.Input(0, data, input.Length);
            call.Run();
            return call.Output<TOutput>(0);
        }
    }

    private ProgramRunner NewRunner(CompiledProgram program) => new(program, Specification, variables, pool, Seed);

    private void Initialize()
    {
        using var runner = NewRunner(programs.Initialize);
        runner.Prepare(new long[Specification.Symbols.Length]);
        runner.Run(step: 0);
    }
}
