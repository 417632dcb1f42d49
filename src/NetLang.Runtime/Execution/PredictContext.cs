using NetLang.Runtime.Data;

namespace NetLang.Runtime.Execution;

/// <summary>
/// What a call needs to itself; a model keeps as many as there were calls at the same time.
/// </summary>
internal abstract unsafe class PredictContext(ModelSpec model) : IDisposable
{
    private readonly long[] lengths = new long[model.Inputs.Length];
    private readonly nint[] inputs = new nint[model.Inputs.Length];
    private long[]? symbols;
    private ProgramRunner? runner;

    protected ModelSpec Model => model;

    /// <summary>Values of the symbols of the model, then of the program's own.</summary>
    protected long[] Symbols => symbols ??= new long[model.Symbols.Length + ExtraSymbols];

    /// <summary>How many symbols the program has beyond the model's; these are bound when all others are.</summary>
    protected virtual int ExtraSymbols => 0;

    /// <summary>What has run last.</summary>
    protected ProgramRunner Runner => runner!;

    public virtual void Reset()
    {
        // Not Array.Fill: an app that starts has no code for it yet (ARCHITECTURE.md, Decisions).
        for (var symbol = 0; symbol < Symbols.Length; symbol++)
            Symbols[symbol] = symbol < model.Symbols.Length ? SymbolBinding.Unbound : 0;
        for (var input = 0; input < lengths.Length; input++)
            lengths[input] = -1;
    }

    public void Bind(int symbol, long value) => Symbols[symbol] = value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(model.Symbols[symbol], value, "a dimension cannot be negative");

    public void SetInput(int input, ElementType type, byte* data, long length)
    {
        var tensor = model.Inputs[input];
        if (type != tensor.Type)
            throw new ArgumentException(
                $"{model.Name}: input '{tensor.Name}' is {SymbolBinding.Describe(tensor)}, but {type.Name()} was given",
                tensor.Name);
        var wrong = tensor.IndexBound > 0 ? ValueChecks.FirstOutside(type, data, length, tensor.IndexBound) : -1;
        if (wrong >= 0)
            throw new ArgumentException(
                $"{model.Name}: element {wrong} of input '{tensor.Name}' is not one of its indices 0 to {tensor.IndexBound - 1}",
                tensor.Name);
        lengths[input] = length;
        inputs[input] = (nint)data;
    }

    public void Run()
    {
        for (var input = 0; input < lengths.Length; input++)
        {
            if (lengths[input] < 0)
                throw new InvalidOperationException($"{model.Name}: input '{model.Inputs[input].Name}' was not given");
        }

        SymbolBinding.Complete(model, Symbols, lengths);
        runner = RunnerFor(Symbols);
        for (var input = 0; input < inputs.Length; input++)
            runner.SetInput(input, (byte*)inputs[input]);
        runner.Prepare(Symbols);
        runner.Run(step: 0);
    }

    public ReadOnlySpan<byte> Output(int output, ElementType type)
    {
        var tensor = model.Outputs[output];
        if (type != tensor.Type)
            throw new ArgumentException(
                $"{model.Name}: output '{tensor.Name}' is {SymbolBinding.Describe(tensor)}, not {type.Name()}");
        return new(Runner.Output(output), checked((int)(Runner.OutputLength(output) * type.Size())));
    }

    /// <summary>What the last run has left, for others to go on from.</summary>
    public virtual ModelState State() => throw new InvalidOperationException($"{model.Name}: a prediction of whole inputs leaves no state");

    /// <summary>Gives the context back, for the next call.</summary>
    public abstract void Return();

    public abstract void Dispose();

    /// <summary>What runs for such dimensions, with the memory that it reads beside the inputs made ready; it does not run yet.</summary>
    protected abstract ProgramRunner RunnerFor(long[] symbols);
}
