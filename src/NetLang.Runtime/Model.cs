using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;
using NetLang.Runtime.Generation;
using NetLang.Runtime.Text;
using NetLang.Runtime.Training;
using NetLang.Runtime.Weights;

namespace NetLang.Runtime;

/// <summary>
/// A network with its weights: the base of the classes that netlangc writes. Predictions may run on several threads
/// at once, but not while the weights change (training, loading). Disposing is optional.
/// </summary>
public abstract unsafe class Model : IDisposable
{
    private const int PredictionBatch = 256;

    private readonly ModelOptions options;
    private readonly ModelPrograms programs;
    private readonly WorkerPool pool;
    private readonly VariableStore variables;
    private readonly ContextPool<WholeContext> contexts = new();
    private readonly ContextPool<StepContext> steps = new();
    private bool isOptimizerFresh;
    private int isTraining;

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
        Seed = this.options.Seed ?? Defaults.Seed;
        pool = this.options is { Threads: null, Launches: null }
            ? WorkerPool.Shared
            : new WorkerPool(
                AtLeastOne("threads", this.options.Threads ?? Environment.ProcessorCount), this.options.Launches);
        variables = new VariableStore(specification.Variables, programs.Panels, programs.AxisOrders, programs.Mirror);
        Parameters = new ParameterCollection(variables, specification.Variables);
        try
        {
            if (weights is null)
                Initialize(weightsInstead: null);
            else
                LoadWeights(weights);
        }
        catch
        {
            Dispose(); // nobody else can; a device's memory would be taken from the next attempt
            throw;
        }
    }

    /// <summary>What the compiler knows about the model.</summary>
    public ModelSpec Specification { get; }

    /// <summary>Params and states, to read and to set.</summary>
    public ParameterCollection Parameters { get; }

    /// <summary>Seed of initial weights, dropout and the order of examples.</summary>
    public ulong Seed { get; }

    private TrainingDefaults Defaults => Specification.Training ?? new();

    /// <summary>
    /// Trains on the data given, or on those that the <c>train</c> record names. Steps and the optimizer's state begin
    /// anew, the weights go on from what they are. On a loss that is not finite, or where a device fails, training stops,
    /// and the weights are those of the last finished epoch.
    /// </summary>
    /// <param name="data">Columns feed the inputs by name, else by position; the rest feed the loss.</param>
    /// <param name="options">What differs from the <c>train</c> record.</param>
    /// <param name="onEpoch">Called after each epoch, on this thread.</param>
    /// <param name="cancellation">Ends training between two steps; the weights are those of the last step.</param>
    /// <returns>One report an epoch.</returns>
    /// <exception cref="NetLangException">The data do not fit the model, training diverged, or the device failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">This model is being trained.</exception>
    public IReadOnlyList<EpochReport> Train(
        Dataset? data = null,
        TrainOptions? options = null,
        Action<EpochReport>? onEpoch = null,
        CancellationToken cancellation = default)
    {
        var program = programs.Train ?? throw NoTraining();
        options ??= new();
        var epochs = AtLeastOne("epochs", options.Epochs ?? Defaults.Epochs);
        var batchSize = BatchSize(options.BatchSize);
        var validation = options.Validation;
        if (data is null)
        {
            var loader = NewLoader();
            data = loader.Load(Specification.Training?.Data ?? throw NoData("data"));
            validation ??= loader.LoadValidation(Specification.Training);
        }

        var bound = BoundData.Create(data, Specification, Specification.Targets);
        var plan = new TrainingPlan(epochs, Math.Min(batchSize, bound.Count), Seed, options.Shuffle, options.OnStep);
        if (Interlocked.Exchange(ref isTraining, 1) != 0)
            throw new InvalidOperationException($"{Specification.Name} is being trained");
        try
        {
            using var snapshot = new NativeBlock(variables.WeightBytes);
            if (!isOptimizerFresh)
                Initialize(weightsInstead: snapshot);
            isOptimizerFresh = false;
            variables.CopyWeightsTo(snapshot);
            using var evaluator = validation is null ? null : NewEvaluator(validation, batchSize);
            using var loop = new TrainingLoop(
                plan, Specification, variables, snapshot, NewRunner(program), bound, evaluator);
            try
            {
                return loop.Run(onEpoch, cancellation);
            }
            catch (NetLangException failure) when (failure.Error == ExecutionErrors.DeviceFailed)
            {
                variables.CopyWeightsFrom(snapshot); // what the finished epochs have learned can still be saved
                throw;
            }
        }
        finally
        {
            Volatile.Write(ref isTraining, 0);
        }
    }

    /// <summary>Loss and metrics over a dataset.</summary>
    /// <param name="data">As for <see cref="Train"/>; null for the validation data of the <c>train</c> record.</param>
    /// <exception cref="NetLangException">The data do not fit the model.</exception>
    public EvaluationReport Evaluate(Dataset? data = null)
    {
        using var evaluator = NewEvaluator(data ?? LoadValidation(), BatchSize(null));
        return evaluator.Run();
    }

    /// <summary>
    /// How often each class is taken for each class: where the model has one output with a score a class, and one target
    /// that is a class, by its number or one-hot. Null for other models.
    /// </summary>
    /// <param name="data">As for <see cref="Train"/>; null for the validation data of the <c>train</c> record.</param>
    /// <exception cref="NetLangException">The data do not fit the model.</exception>
    public ConfusionMatrix? Confusion(Dataset? data = null)
    {
        data ??= LoadValidation();
        if (Specification.Outputs is not [{ Shape: [_, { Symbols: [] } classes] }])
            return null;
        var count = (int)classes.Evaluate([]);
        var labels = Classification.Labels(
            Specification, BoundData.Create(data, Specification, Specification.Targets), count);
        return labels is null ? null : new(count, labels, Classification.Predicted(Predict(data).Columns[0]));
    }

    /// <summary>Predicts for all rows of a dataset, in batches.</summary>
    /// <param name="data">Columns feed the inputs by name, else by position.</param>
    /// <returns>One column an output.</returns>
    /// <exception cref="NetLangException">The data do not fit the model.</exception>
    public Dataset Predict(Dataset data)
    {
        var bound = BoundData.Create(data, Specification, targets: []);
        // A dataset has rows of one length, so what depends on the length is predicted for the longest.
        if (bound.Buckets is { Symbol: var length } && Specification.Outputs.Any(output => output.Shape.Any(d => d.Uses(length))))
            bound = bound with { Buckets = null };
        var batchSize = Math.Min(PredictionBatch, bound.Count);
        using var batches = new BatchRunner(NewRunner(programs.Predict), Specification, bound, batchSize);
        return new DatasetPredictor(batches, Specification, bound.InBatches(batchSize)).Run();
    }

    /// <summary>
    /// Goes on where a sequence of tokens ends, one drawn token after another, for as long as they are asked for: <c>Take</c>
    /// says how many. Each is known when it comes. It ends before one of <see cref="SamplingOptions.StopTokens"/>. Text is made of
    /// them, as they come, by <see cref="Tokenizer.DecodeEach"/>. The prompt is read in parts of 256 tokens, and each further token
    /// in one step. A model whose sequences have a limit, as by <c>learnedPositions</c>, sees the last part of what is longer: when
    /// there are more tokens than the limit, those of the prompt among them, it begins anew with as many of the last as half the limit.
    /// </summary>
    /// <param name="prompt">What to begin with, at least one token.</param>
    /// <exception cref="NetLangException">The model gives no scores of the next token, or an option is out of range.</exception>
    public IEnumerable<int> Generate(ReadOnlySpan<int> prompt, SamplingOptions? options = null)
    {
        var generator = new TokenGenerator(this);
        if (prompt.IsEmpty)
            throw new NetLangException(
                GenerationErrors.BadOption, "there is no token to begin with", "give one at least, such as that of a line's end");
        var bound = Specification.Inputs[0].IndexBound;
        foreach (var token in prompt)
        {
            if (token < 0 || (bound > 0 && token >= bound))
                throw new NetLangException(
                    GenerationErrors.BadOption, $"{token} is no token: they are 0 to {bound - 1}", "encode the text as that of the training data");
        }

        SamplingOptions chosen = options ?? new();
        TokenSampler.Check(chosen, generator.Tokens);
        var tokens = generator.From(prompt.ToArray(), chosen);
        return chosen.StopTokens.Count == 0 ? tokens : tokens.TakeWhile(token => !chosen.StopTokens.Contains(token));
    }

    /// <summary>Writes the weights as safetensors: all or, where that fails, nothing.</summary>
    /// <exception cref="NetLangException">The file cannot be written.</exception>
    public void Save(string path) =>
        AtomicFile.Write(path, file => SafetensorsFile.Write(file, Specification, variables));

    /// <summary>Replaces the weights by those of a safetensors file.</summary>
    /// <returns>What became of each tensor.</returns>
    /// <exception cref="NetLangException">The file cannot be read or does not fit; nothing is changed then.</exception>
    public LoadReport LoadWeights(string path, LoadOptions? options = null) =>
        WeightLoader.Load(path, Specification, variables, (options ?? new()).Strict);

    /// <summary>
    /// Replaces the weights by those of the file that <c>load</c> in the <c>train</c> record names, as far as it has
    /// them: the others keep their values. Training does not do so by itself, for it goes on from what the weights are.
    /// </summary>
    /// <returns>What became of each tensor; null where the record names no file.</returns>
    /// <exception cref="NetLangException">The file cannot be read, or nothing of it fits; nothing is changed then.</exception>
    public LoadReport? LoadPretrained() => Defaults.Pretrained is { } path
        ? LoadWeights(options.DataDirectory is { } folder ? Path.Combine(folder, path) : path, new() { Strict = false })
        : null;

    /// <summary>
    /// What cuts texts into the tokens that the model was trained on, to encode what it is given and decode what it makes: that
    /// of the data which the <c>train</c> record names.
    /// </summary>
    /// <returns>Null where these are no text.</returns>
    /// <exception cref="NetLangException">The file of the vocabulary is missing or wrong.</exception>
    public Tokenizer? LoadTokenizer() => NewLoader().LoadTokenizer(Specification.Training);

    /// <summary>
    /// Gives memory and threads back at once rather than when the garbage collector finds the model. Calls under way on
    /// other threads keep the memory until they end.
    /// </summary>
    public void Dispose()
    {
        contexts.Dispose();
        steps.Dispose();
        variables.Dispose();
        if (pool != WorkerPool.Shared)
            pool.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a prediction with memory of its own.</summary>
    protected PredictCall BeginPredict()
    {
        var context = contexts.TryRent()
            ?? new WholeContext(Specification, NewRunner(programs.Predict), contexts);
        context.Reset();
        return new PredictCall(context);
    }

    /// <summary>
    /// Starts steps of a sequence, in a call with memory of its own. Their number is that which the inputs have of each sequence of
    /// the state: inputs of another batch are taken for more steps, or fewer, where their length is that of whole ones.
    /// </summary>
    /// <param name="state">What the steps before have left.</param>
    /// <exception cref="ArgumentException">The state is that of another model.</exception>
    /// <exception cref="NetLangException">There is not enough memory for what the state keeps.</exception>
    protected internal PredictCall BeginStep(ModelState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var context = steps.TryRent() ?? NewStepContext(steps);
        try
        {
            context.Begin(state);
        }
        catch
        {
            context.Return();
            throw;
        }

        return new PredictCall(context);
    }

    /// <summary>The state before the first step of so many sequences.</summary>
    protected internal ModelState NewState(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        var program = StepProgram.Value.Spec;
        var symbols = new long[Specification.Symbols.Length + program.StepSymbols];
        symbols[Specification.BatchSymbol] = batch;
        return new(StateBlocks.Initial(program, symbols), [.. program.CacheAxes.Select(_ => Array.Empty<byte>())], batch, steps: 0);
    }

    /// <summary>Memory for sequences that go on, for one caller.</summary>
    internal StepContext NewStepContext(ContextPool<StepContext>? pool = null)
    {
        var spec = StepProgram.Value.Spec;
        var specification = spec.StepSymbols == 0
            ? Specification
            : Specification with { Symbols = [.. Specification.Symbols, "known steps", "room for steps"] };
        return new(Specification, ofOne => NewRunner(ofOne ? programs.Step! : programs.Steps!, specification), spec, pool);
    }

    /// <summary>
    /// Predicts with a model of one input and one output whose only unknown dimension follows from the length.
    /// </summary>
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

    private Lazy<CompiledProgram> StepProgram =>
        programs.Step ?? throw new InvalidOperationException($"{Specification.Name} has no program of a step");

    private static int AtLeastOne(string option, int value) => value >= 1
        ? value
        : throw new NetLangException(
            TrainingErrors.BadOption, $"{option} = {value}: it must be at least 1", "give 1 or more, or leave the option out");

    private int BatchSize(int? chosen) =>
        AtLeastOne("batch", chosen ?? Defaults.BatchSize);

    private DataLoader NewLoader() => new(Specification, options.DataDirectory);

    private Dataset LoadValidation() => (Specification.Training is { } record ? NewLoader().LoadValidation(record) : null)
        ?? throw NoData("validate");

    private ProgramRunner NewRunner(Lazy<CompiledProgram> program, ModelSpec? specification = null) =>
        new(program.Value, specification ?? Specification, variables, pool, Seed);

    private Evaluator NewEvaluator(Dataset data, int batchSize)
    {
        var program = programs.Evaluate ?? throw NoTraining();
        var bound = BoundData.Create(data, Specification, Specification.Targets);
        return new Evaluator(NewRunner(program), Specification, bound, batchSize);
    }

    // The optimizer's state alone where other memory takes the weights.
    private void Initialize(NativeBlock? weightsInstead)
    {
        using var runner = NewRunner(programs.Initialize);
        if (weightsInstead is not null)
            runner.RedirectWeights(weightsInstead);
        runner.Prepare(new long[Specification.Symbols.Length]);
        runner.Run(step: 0);
        isOptimizerFresh = true;
    }

    private NetLangException NoTraining() => new(
        TrainingErrors.NoTraining,
        $"{Specification.Name} has no train record, so no loss",
        $"add to its file: train {Specification.Name} = {{ data = …; loss = … }}");

    private NetLangException NoData(string field) => new(
        TrainingErrors.NoData,
        $"the train record of {Specification.Name} has no `{field}`, and no data were given",
        $"add `{field} = …` to the record, or give a dataset");
}
