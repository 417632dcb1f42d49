using System.Runtime.InteropServices;

namespace NetLang.Runtime.Execution;

/// <summary>
/// One prediction under way: bind what the shapes do not say, give every input, run, take the outputs. Generated
/// classes use it; it allocates nothing but the outputs that are taken.
/// </summary>
public readonly unsafe ref struct PredictCall
{
    private readonly PredictContext context;

    internal PredictCall(PredictContext context) => this.context = context;

    /// <summary>
    /// Gives the value of a symbol, by its number in <see cref="ModelSpec.Symbols"/>. One may be left out.
    /// </summary>
    public void Bind(int symbol, long value) => context.Bind(symbol, value);

    /// <summary>Gives an input, which is pinned until the call is disposed of.</summary>
    /// <param name="input">Its number in <see cref="ModelSpec.Inputs"/>.</param>
    /// <param name="data">Its elements, row-major.</param>
    /// <param name="length">The number of elements.</param>
    public void Input<T>(int input, T* data, long length)
        where T : unmanaged => context.SetInput(input, ElementTypes.Of<T>(), (byte*)data, length);

    /// <summary>Finds the symbol that was left out and runs the program.</summary>
    /// <exception cref="ArgumentException">The length of an input does not fit its shape.</exception>
    /// <exception cref="NetLangException">There is not enough memory for such inputs.</exception>
    public void Run() => context.Run();

    /// <summary>Copies an output into a new array, row-major.</summary>
    /// <param name="output">Its number in <see cref="ModelSpec.Outputs"/>.</param>
    public T[] Output<T>(int output)
        where T : unmanaged
    {
        var bytes = context.Output(output, ElementTypes.Of<T>());
        var result = GC.AllocateUninitializedArray<T>(bytes.Length / sizeof(T));
        bytes.CopyTo(MemoryMarshal.AsBytes(result.AsSpan()));
        return result;
    }

    /// <summary>The states behind the steps of a sequence.</summary>
    /// <exception cref="InvalidOperationException">The call is a prediction of whole inputs.</exception>
    /// <exception cref="NetLangException">There are more steps than a state can hold.</exception>
    public ModelState State() => context.State();

    /// <summary>Gives the memory of the call back to the model.</summary>
    public void Dispose() => context.Return();
}
