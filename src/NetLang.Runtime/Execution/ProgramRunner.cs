using System.Diagnostics;

namespace NetLang.Runtime.Execution;

/// <summary>
/// Runs one program: owns its frame, its temporary memory and its outputs. Not thread-safe; a warm run (one whose
/// shapes are among the last two, or as many as are kept) allocates nothing.
/// </summary>
internal sealed unsafe class ProgramRunner : IDisposable
{
    private readonly CompiledProgram program;
    private readonly ProgramSpec spec;
    private readonly ModelSpec model;
    private readonly VariableStore variables;
    private readonly VariableStore.Lease lease;
    private readonly WorkerPool pool;
    private readonly NativeBlock control;
    private readonly ThreadScratch? ownScratch;
    private readonly ThreadScratch? workersScratch; // the frame points into it: not to be freed before this is
    private readonly ExecutionFrame* frame;
    private NativeBlock? memory;
    private MemoryPlan? current;
    private MemoryPlan?[] plans = new MemoryPlan?[2]; // those used last, the latest first
    private bool isUnderWay;
    private bool isDisposed;

    public ProgramRunner(CompiledProgram program, ModelSpec model, VariableStore variables, WorkerPool pool, ulong seed)
    {
        this.program = program;
        this.model = model;
        this.variables = variables;
        this.pool = pool;
        spec = program.Spec;
        lease = variables.Use();

        // Frame, then its arrays, each of 8 bytes an element.
        var threads = pool.Threads;
        var symbols = model.Symbols.Length + spec.LoopSymbols;
        var words = spec.Buffers.Length + symbols + spec.HostScalars + threads;
        control = new NativeBlock(NativeBlock.Align(sizeof(ExecutionFrame)) + (8L * words));
        new Span<byte>(control.Pointer, (int)control.Length).Clear();
        frame = (ExecutionFrame*)control.Pointer;
        frame->Buffers = (byte**)(control.Pointer + NativeBlock.Align(sizeof(ExecutionFrame)));
        frame->Symbols = (long*)(frame->Buffers + spec.Buffers.Length);
        frame->Scalars = (double*)(frame->Symbols + symbols);
        frame->Scratch = (byte**)(frame->Scalars + spec.HostScalars);
        frame->Threads = threads;
        frame->Seed = seed;

        if (spec.ScratchBytes > 0)
        {
            ownScratch = new ThreadScratch(blocks: 1, spec.ScratchBytes);
            workersScratch = pool.WorkersScratch(spec.ScratchBytes);
            frame->Scratch[0] = ownScratch[0];
            for (var thread = 1; thread < threads; thread++)
                frame->Scratch[thread] = workersScratch[thread - 1];
        }

        for (var number = 0; number < spec.Buffers.Length; number++)
        {
            if (spec.Buffers[number].Role == BufferRole.Variable)
                frame->Buffers[number] = variables.Address(spec.Buffers[number].Index);
        }
    }

    public ProgramSpec Spec => spec;

    /// <summary>How many runs may be under way at once.</summary>
    public int RunsAhead => program.RunsAhead;

    /// <summary>The threads that run the program.</summary>
    public WorkerPool Pool => pool;

    /// <summary>Elements of an output for the shapes prepared last.</summary>
    public long OutputLength(int output) => current!.OutputLengths[output];

    /// <summary>Address of an output after a run, until the next call of <see cref="Prepare"/>.</summary>
    public byte* Output(int output) => memory!.Pointer + current!.OutputOffsets[output];

    /// <summary>The number of the output of that name.</summary>
    public int OutputNamed(string name)
    {
        var index = Array.FindIndex(spec.Outputs, output => output.Name == name);
        return index >= 0
            ? index
            : throw new InvalidOperationException($"program '{spec.Name}' has no output '{name}'");
    }

    /// <summary>A scalar output after a run.</summary>
    public double ScalarOutput(int output) => ScalarOutput(output, Output(output));

    /// <summary>A scalar output that was written somewhere else.</summary>
    public double ScalarOutput(int output, byte* address) => spec.Outputs[output].Type switch
    {
        ElementType.F32 => *(float*)address,
        ElementType.F64 => *(double*)address,
        ElementType.I32 => *(int*)address,
        ElementType.I64 => *(long*)address,
        _ => *address,
    };

    /// <summary>Lets an input be read from memory of the caller, which stays until the run is over.</summary>
    public void SetInput(int input, byte* data)
    {
        for (var number = 0; number < spec.Buffers.Length; number++)
        {
            var buffer = spec.Buffers[number];
            if (buffer.Role is BufferRole.Input or BufferRole.Cache && buffer.Index == input)
                frame->Buffers[number] = data;
        }
    }

    /// <summary>Lets the program write initial weights somewhere else than into the model.</summary>
    public void RedirectWeights(NativeBlock weights)
    {
        foreach (var (number, buffer) in spec.Buffers.Index())
        {
            if (buffer.Role == BufferRole.Variable)
                frame->Buffers[number] = variables.AddressWithWeightsIn(weights, buffer.Index);
        }
    }

    /// <summary>Sets a host scalar by its number in <see cref="ProgramSpec.HostInputs"/>; ignores -1.</summary>
    public void SetScalar(int scalar, double value)
    {
        if (scalar >= 0)
            frame->Scalars[scalar] = value;
    }

    /// <summary>A host scalar after a run, by its number.</summary>
    public double Scalar(int scalar) => frame->Scalars[scalar];

    /// <summary>Keeps so many plans of memory, those that were used last.</summary>
    public void KeepPlans(int count) => plans = new MemoryPlan?[count];

    /// <summary>Fixes all shapes, and allocates memory for them where they are new.</summary>
    /// <exception cref="NetLangException">There is not enough memory for them.</exception>
    public void Prepare(ReadOnlySpan<long> symbols)
    {
        if (current is not null && Extents.AreEqual(symbols, current.Symbols))
            return;
        var plan = PlanFor(symbols);
        current = null; // if there is no memory for the new shapes, the old ones have none any more either
        if (memory is null || memory.Length < plan.Bytes)
        {
            memory?.Dispose();
            memory = null;
            // Products read a little behind buffers; of what lies there by chance, much would be subnormal, and slow.
            memory = NativeBlock.OfZeros(plan.Bytes);
        }

        current = plan;
        for (var number = 0; number < spec.Buffers.Length; number++)
        {
            var buffer = spec.Buffers[number];
            if (buffer.Role == BufferRole.Arena)
                frame->Buffers[number] = memory.Pointer + plan.ArenaOffsets[buffer.Index];
            else if (buffer.Role == BufferRole.Output)
                frame->Buffers[number] = memory.Pointer + plan.OutputOffsets[buffer.Index];
        }

        symbols.CopyTo(new Span<long>(frame->Symbols, symbols.Length));
    }

    /// <summary>A plan that is kept, or a new one; it becomes the first of those.</summary>
    private MemoryPlan PlanFor(ReadOnlySpan<long> symbols)
    {
        var place = 0;
        while (place < plans.Length - 1 && plans[place] is { } kept && !Extents.AreEqual(symbols, kept.Symbols))
            place++;
        var plan = plans[place] is { } found && Extents.AreEqual(symbols, found.Symbols)
            ? found
            : MemoryPlan.Create(program, model, symbols);
        Array.Copy(plans, 0, plans, 1, place);
        return plans[0] = plan;
    }

    /// <summary>Runs all kernels once.</summary>
    /// <param name="step">Number of the training step, from 1; 0 outside training.</param>
    public void Run(ulong step)
    {
        Start(step);
        Finish();
    }

    /// <summary>
    /// Runs all kernels once, with an output written somewhere else; it may be there only after <see cref="Finish"/>. The
    /// program says how many runs may be under way at once.
    /// </summary>
    public void Start(ulong step, int output, byte* address)
    {
        for (var number = 0; number < spec.Buffers.Length; number++)
        {
            var buffer = spec.Buffers[number];
            if (buffer.Role == BufferRole.Output && buffer.Index == output)
                frame->Buffers[number] = address;
        }

        Start(step);
    }

    /// <summary>Waits until the outputs of all runs are written.</summary>
    public void Finish()
    {
        isUnderWay = false; // however it ends
        program.Finish();
        GC.KeepAlive(this); // its native memory must outlive the kernels
    }

    private void Start(ulong step)
    {
        isUnderWay = true;
        frame->Step = step;
        var start = pool.Log is null ? 0 : Stopwatch.GetTimestamp();
        program.Run(frame, pool);
        pool.Log?.EndRun(program, new(frame->Symbols, model.Symbols.Length), start);
    }

    public void Dispose()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        try
        {
            if (isUnderWay)
                program.Finish(); // what it still writes has a place until then
        }
        catch (NetLangException)
        {
            // A device that has failed writes nothing any more, and says so again to who goes on using the model.
        }

        lease.Dispose();
        control.Dispose();
        ownScratch?.Dispose();
        memory?.Dispose();
    }
}
