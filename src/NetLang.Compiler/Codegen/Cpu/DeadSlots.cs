using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Kernels.Memory;
using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>
/// With checks on: memory that holds nothing yet, or nothing any more, is filled with NaN, so that a kernel that reads it
/// by mistake is seen in its result.
/// </summary>
internal sealed class DeadSlots(KernelProgram program, Func<Dim, CsCode> dims)
{
    private readonly List<(int Buffer, int First, int Last)> spans = [.. new Liveness(program).Spans];

    public void PoisonAll(CsWriter writer)
    {
        foreach (var buffer in program.Buffers.Where(b => b.Role == BufferRole.Arena))
            Poison(writer, buffer.Id);
    }

    public void PoisonAfter(CsWriter writer, int kernel)
    {
        foreach (var (buffer, _, _) in spans.Where(s => s.Last == kernel).OrderBy(s => s.Buffer))
        {
            var slot = program.Buffers[buffer].Index;
            var isTaken = spans.Exists(other => other.Buffer != buffer && program.Buffers[other.Buffer].Index == slot
                && other.First <= kernel && other.Last > kernel);
            if (!isTaken)
                Poison(writer, buffer);
        }
    }

    private void Poison(CsWriter writer, int buffer)
    {
        var type = program.Buffers[buffer].Type;
        writer.Line($"Checked.Poison(frame->Buffers[{buffer}], {dims(type.Shape.Size * type.Element.Size())});");
    }
}
