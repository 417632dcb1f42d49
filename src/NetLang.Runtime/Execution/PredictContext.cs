using NetLang.Runtime.Data;

namespace NetLang.Runtime.Execution;

/// <summary>
/// What a prediction needs to itself; a model keeps as many as there were predictions at the same time.
/// </summary>
internal sealed unsafe class PredictContext(ModelSpec model, ProgramRunner runner, PredictContextPool pool)
    : IDisposable
{
    private readonly long[] symbols = new long[model.Symbols.Length];
    private readonly long[] lengths = new long[model.Inputs.Length];
    private readonly StateBlocks states = new(runner);

    public void Reset()
    {
        // Not Array.Fill: an app that starts has no code for it yet (ARCHITECTURE.md, Decisions).
        for (var symbol = 0; symbol < symbols.Length; symbol++)
            symbols[symbol] = SymbolBinding.Unbound;
        for (var input = 0; input < lengths.Length; input++)
            lengths[input] = -1;
    }

    public void Bind(int symbol, long value) => symbols[symbol] = value >= 0
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
        runner.SetInput(input, data);
    }

    /// <summary>Gives the last inputs, which are states.</summary>
    public void SetState(ModelState state)
    {
        var first = lengths.Length - StateBlocks.Count(runner.Spec);
        if (state.Tensors.Length != lengths.Length - first)
            throw new ArgumentException($"{model.Name}: the state is that of another model", nameof(state));
        for (var input = first; input < lengths.Length; input++)
            lengths[input] = state.Tensors[input - first].Length / model.Inputs[input].Type.Size();
        states.Set(state.Tensors);
    }

    /// <summary>What the run has left for the next step.</summary>
    public ModelState State() => new(states.Left());

    public void Run()
    {
        for (var input = 0; input < lengths.Length; input++)
        {
            if (lengths[input] < 0)
                throw new InvalidOperationException($"{model.Name}: input '{model.Inputs[input].Name}' was not given");
        }

        SymbolBinding.Complete(model, symbols, lengths);
        runner.Prepare(symbols);
        runner.Run(step: 0);
    }

    public ReadOnlySpan<byte> Output(int output, ElementType type)
    {
        var tensor = model.Outputs[output];
        if (type != tensor.Type)
            throw new ArgumentException(
                $"{model.Name}: output '{tensor.Name}' is {SymbolBinding.Describe(tensor)}, not {type.Name()}");
        return new(runner.Output(output), checked((int)(runner.OutputLength(output) * type.Size())));
    }

    public void Return() => pool.Return(this);

    public void Dispose()
    {
        runner.Dispose();
        states.Dispose();
    }
}
