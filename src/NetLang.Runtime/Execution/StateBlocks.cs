using System.Runtime.InteropServices;

namespace NetLang.Runtime.Execution;

/// <summary>
/// The states that a program takes where another run has left them: memory for those inputs. A program without states has none.
/// </summary>
internal sealed unsafe class StateBlocks : IDisposable
{
    private readonly ProgramRunner runner;
    private readonly NativeBlock?[] blocks;

    public StateBlocks(ProgramRunner runner)
    {
        this.runner = runner;
        blocks = new NativeBlock?[Count(runner.Spec)];
    }

    /// <summary>How many states a program has.</summary>
    public static int Count(ProgramSpec program) => program.Starts.Length;

    /// <summary>What the states of a program begin with.</summary>
    public static byte[][] Initial(ProgramSpec program, long[] symbols)
    {
        var states = new byte[Count(program)][];
        for (var state = 0; state < states.Length; state++)
        {
            var tensor = program.Inputs[program.Inputs.Length - states.Length + state];
            states[state] = new byte[checked(SymbolBinding.ElementCount(tensor, symbols) * tensor.Type.Size())];
            Fill(states[state], tensor.Type, program.Starts[state]);
        }

        return states;
    }

    /// <summary>Lets the next run take given states; allocates nothing where they are as large as those before.</summary>
    public void Set(byte[][] states)
    {
        for (var state = 0; state < blocks.Length; state++)
        {
            if (blocks[state] is null || blocks[state]!.Length != states[state].Length)
            {
                blocks[state]?.Dispose();
                blocks[state] = new NativeBlock(states[state].Length);
                runner.SetInput(runner.Spec.Inputs.Length - blocks.Length + state, blocks[state]!.Pointer);
            }

            states[state].CopyTo(new Span<byte>(blocks[state]!.Pointer, states[state].Length));
        }
    }

    /// <summary>Lets the next run take what the last one, which is over and had the same shapes, has left.</summary>
    public void Advance()
    {
        for (var state = 0; state < blocks.Length; state++)
            Left(state).CopyTo(new Span<byte>(blocks[state]!.Pointer, (int)blocks[state]!.Length));
    }

    /// <summary>A copy of what the last run has left.</summary>
    public byte[][] Left()
    {
        var left = new byte[blocks.Length][];
        for (var state = 0; state < left.Length; state++)
            left[state] = Left(state).ToArray();
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

    private ReadOnlySpan<byte> Left(int state)
    {
        var output = runner.Spec.Outputs.Length - blocks.Length + state;
        return new(runner.Output(output), checked((int)(runner.OutputLength(output) * runner.Spec.Outputs[output].Type.Size())));
    }
}
