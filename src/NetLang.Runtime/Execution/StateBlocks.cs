using System.Runtime.InteropServices;

namespace NetLang.Runtime.Execution;

/// <summary>
/// The states that a program takes where another run has left them: memory for those inputs. A program without states has none.
/// </summary>
internal sealed unsafe class StateBlocks(ProgramSpec program) : IDisposable
{
    private readonly NativeBlock?[] blocks = new NativeBlock?[Count(program)];

    /// <summary>How many states a program has.</summary>
    public static int Count(ProgramSpec program) => program.Starts.Length;

    /// <summary>What the states of a program begin with.</summary>
    public static byte[][] Initial(ProgramSpec program, long[] symbols)
    {
        var states = new byte[Count(program)][];
        for (var state = 0; state < states.Length; state++)
        {
            states[state] = new byte[Bytes(program, state, symbols)];
            Fill(states[state], program.Inputs[program.FirstState + state].Type, program.Starts[state]);
        }

        return states;
    }

    /// <summary>Whether states are those of a program.</summary>
    public static bool Fit(ProgramSpec program, byte[][] states, long[] symbols)
    {
        if (states.Length != Count(program))
            return false;
        for (var state = 0; state < states.Length; state++)
        {
            if (states[state].Length != Bytes(program, state, symbols))
                return false;
        }

        return true;
    }

    /// <summary>Keeps given states; allocates nothing where they are as large as those before.</summary>
    public void Set(byte[][] states)
    {
        for (var state = 0; state < blocks.Length; state++)
        {
            if (blocks[state] is null || blocks[state]!.Length != states[state].Length)
            {
                blocks[state]?.Dispose();
                blocks[state] = new NativeBlock(states[state].Length);
            }

            states[state].CopyTo(new Span<byte>(blocks[state]!.Pointer, states[state].Length));
        }
    }

    /// <summary>Lets runs take the states.</summary>
    public void Give(ProgramRunner runner)
    {
        for (var state = 0; state < blocks.Length; state++)
            runner.SetInput(program.FirstState + state, blocks[state]!.Pointer);
    }

    /// <summary>Keeps what the last run, which is over, has left.</summary>
    public void Advance(ProgramRunner runner)
    {
        for (var state = 0; state < blocks.Length; state++)
            Left(runner, state).CopyTo(new Span<byte>(blocks[state]!.Pointer, (int)blocks[state]!.Length));
    }

    /// <summary>A copy of what the last run has left.</summary>
    public byte[][] Left(ProgramRunner runner)
    {
        var left = new byte[blocks.Length][];
        for (var state = 0; state < left.Length; state++)
            left[state] = Left(runner, state).ToArray();
        return left;
    }

    public void Dispose()
    {
        foreach (var block in blocks)
            block?.Dispose();
    }

    private static void Fill(Span<byte> state, ElementType type, double start)
    {
        switch (type)
        {
            case ElementType.F32:
                MemoryMarshal.Cast<byte, float>(state).Fill((float)start);
                break;
            case ElementType.F64:
                MemoryMarshal.Cast<byte, double>(state).Fill(start);
                break;
            case ElementType.I32:
                MemoryMarshal.Cast<byte, int>(state).Fill((int)start);
                break;
            case ElementType.I64:
                MemoryMarshal.Cast<byte, long>(state).Fill((long)start);
                break;
            default:
                state.Fill((byte)start);
                break;
        }
    }

    private static long Bytes(ProgramSpec program, int state, long[] symbols)
    {
        var tensor = program.Inputs[program.FirstState + state];
        return checked(SymbolBinding.ElementCount(tensor, symbols) * tensor.Type.Size());
    }

    private ReadOnlySpan<byte> Left(ProgramRunner runner, int state)
    {
        var output = runner.Spec.Outputs.Length - blocks.Length + state;
        return new(runner.Output(output), checked((int)(runner.OutputLength(output) * runner.Spec.Outputs[output].Type.Size())));
    }
}
