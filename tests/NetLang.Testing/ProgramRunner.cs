using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Testing;

/// <summary>Runs a compiled program once on the values of an evaluation context, as the interpreters do.</summary>
public sealed unsafe class ProgramRunner : IDisposable
{
    private const nuint Alignment = 64;

    private readonly KernelProgram program;
    private readonly CompiledProgram compiled;
    private readonly EvaluationContext context;
    private readonly List<nint> blocks = [];
    private readonly byte*[] buffers;

    private ProgramRunner(
        KernelProgram program, CompiledProgram compiled, ImmutableArray<string> symbols, EvaluationContext context)
    {
        this.program = program;
        this.compiled = compiled;
        this.context = context;
        var offsets = new long[program.Slots.Length];
        var arena = Allocate(compiled.PlanArena([.. symbols.Select(s => context.Symbols[s])], offsets));
        buffers = new byte*[program.Buffers.Length];
        foreach (var buffer in program.Buffers)
        {
            buffers[buffer.Id] = buffer.Role switch
            {
                BufferRole.Arena => arena + offsets[buffer.Index],
                BufferRole.Input => Copy(context.Inputs[buffer.Name]),
                // One that is only written needs no value before.
                BufferRole.Variable when context.Variables.TryGetValue(buffer.Name, out var value) => Copy(value),
                _ => Allocate(Length(buffer) * buffer.Type.Element.Size()),
            };
        }
    }

    /// <summary>The outputs and the variables after one run, by name; host outputs among them.</summary>
    public static IReadOnlyDictionary<string, TensorValue> Run(
        KernelProgram program,
        CompiledProgram compiled,
        ImmutableArray<string> symbols,
        EvaluationContext context,
        WorkerPool pool)
    {
        using var runner = new ProgramRunner(program, compiled, symbols, context);
        return runner.Run(symbols, pool);
    }

    public void Dispose()
    {
        foreach (var block in blocks)
            NativeMemory.AlignedFree((void*)block);
    }

    private Dictionary<string, TensorValue> Run(ImmutableArray<string> symbols, WorkerPool pool)
    {
        var scratch = new byte*[pool.Threads];
        for (var thread = 0; thread < scratch.Length; thread++)
            scratch[thread] = Allocate(compiled.Spec.ScratchBytes);
        long[] values = [.. symbols.Select(s => context.Symbols[s]), .. new long[compiled.Spec.LoopSymbols]];
        var scalars = new double[program.HostScalars.Length];
        for (var i = 0; i < scalars.Length; i++)
            scalars[i] = program.HostScalars[i].Input is { } input ? context.Inputs[input].Values[0] : double.NaN;
        fixed (byte** bufferPointer = buffers, scratchPointer = scratch)
        fixed (long* symbolPointer = values)
        fixed (double* scalarPointer = scalars)
        {
            var frame = new ExecutionFrame
            {
                Buffers = bufferPointer,
                Symbols = symbolPointer,
                Scalars = scalarPointer,
                Scratch = scratchPointer,
                Threads = pool.Threads,
                Seed = context.Seed,
                Step = context.Step,
            };
            compiled.Run(&frame, pool);
            compiled.Finish();
        }

        var results = program.Buffers
            .Where(b => b.Role is BufferRole.Output or BufferRole.Variable)
            .ToDictionary(b => b.Name, Value);
        foreach (var (name, scalar) in program.HostOutputs)
            results.Add(name, new(ElementType.F64, [], [scalars[scalar]]));
        return results;
    }

    private long Length(KernelBuffer buffer) => buffer.Type.Shape.Size.Evaluate(s => context.Symbols[s]);

    private byte* Allocate(long bytes)
    {
        var block = NativeMemory.AlignedAlloc((nuint)bytes + 1, Alignment);
        blocks.Add((nint)block);
        new Span<byte>(block, (int)bytes).Fill(0xFF); // NaN until something is stored
        return (byte*)block;
    }

    private byte* Copy(TensorValue value)
    {
        // Not a byte longer than the elements: a read past them is another test's memory.
        var memory = Allocate((long)value.Values.Length * value.Element.Size());
        for (var i = 0; i < value.Values.Length; i++)
            TensorElements.Store(memory, i, value.Element, value.Values[i]);
        return memory;
    }

    private TensorValue Value(KernelBuffer buffer)
    {
        var values = new double[Length(buffer)];
        for (var i = 0; i < values.Length; i++)
            values[i] = TensorElements.Load(buffers[buffer.Id], i, buffer.Type.Element);
        return new(buffer.Type.Element, [.. buffer.Type.Shape.Select(d => d.Evaluate(s => context.Symbols[s]))], values);
    }
}

/// <summary>Elements of any type in memory, as the interpreters' f64.</summary>
public static unsafe class TensorElements
{
    public static void Store(byte* memory, long index, ElementType type, double value)
    {
        switch (type)
        {
            case ElementType.F32:
                ((float*)memory)[index] = (float)value;
                break;
            case ElementType.F64:
                ((double*)memory)[index] = value;
                break;
            case ElementType.I32:
                ((int*)memory)[index] = (int)value;
                break;
            case ElementType.I64:
                ((long*)memory)[index] = (long)value;
                break;
            case ElementType.U8 or ElementType.Bool:
                memory[index] = (byte)value;
                break;
            default:
                throw new NotSupportedException($"{type}");
        }
    }

    public static double Load(byte* memory, long index, ElementType type) => type switch
    {
        ElementType.F32 => ((float*)memory)[index],
        ElementType.F64 => ((double*)memory)[index],
        ElementType.I32 => ((int*)memory)[index],
        ElementType.I64 => ((long*)memory)[index],
        ElementType.U8 or ElementType.Bool => memory[index],
        _ => throw new NotSupportedException($"{type}"),
    };
}
