namespace NetLang.Runtime.Execution;

/// <summary>
/// One compiled graph of a model. The generated class is stateless: everything it touches is in the frame, so one
/// instance serves any number of threads.
/// </summary>
public abstract unsafe class CompiledProgram
{
    /// <summary>What the program reads and writes.</summary>
    public abstract ProgramSpec Spec { get; }

    /// <summary>
    /// Evaluates the memory plan for a binding of the symbols, in checked arithmetic.
    /// </summary>
    /// <param name="symbols">Value of each symbol.</param>
    /// <param name="offsets">Receives the byte offset in the arena of each arena slot.</param>
    /// <returns>Bytes of the arena.</returns>
    /// <exception cref="OverflowException">The plan does not fit 64 bits.</exception>
    public abstract long PlanArena(ReadOnlySpan<long> symbols, Span<long> offsets);

    /// <summary>How many runs may be under way at once.</summary>
    public virtual int RunsAhead => 1;

    /// <summary>
    /// Runs all kernels once. Inputs have been read when it returns; outputs need not be written before
    /// <see cref="Finish"/>, so those of runs that are under way at once must not lie in one place.
    /// </summary>
    public abstract void Run(ExecutionFrame* frame, WorkerPool pool);

    /// <summary>Waits until the outputs of all runs so far are written.</summary>
    public virtual void Finish()
    {
    }
}
