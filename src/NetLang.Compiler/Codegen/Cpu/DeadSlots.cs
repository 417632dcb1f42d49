using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Cpu;

/// <summary>
/// With checks on: memory that holds nothing yet, or nothing any more, is filled with NaN, so that a kernel that reads it
/// by mistake is seen in its result.
/// </summary>
internal sealed class DeadSlots
{
    private readonly KernelProgram program;
    private readonly Func<Dim, CsCode> dims;
    private readonly Dictionary<int, (int First, int Last)> lives = [];

    public DeadSlots(KernelProgram program, Func<Dim, CsCode> dims)
    {
        this.program = program;
        this.dims = dims;
        foreach (var (number, kernel) in program.Kernels.Index())
        {
            var expressions = new KernelExpressions(kernel);
            var touched = expressions.All.OfType<LoadExpression>().Concat(expressions.Operands).Select(l => l.Buffer)
                .Concat(kernel.Outputs.Select(o => o.Buffer))
                .Where(b => program.Buffers[b].Role == BufferRole.Arena);
            foreach (var buffer in touched)
                lives[buffer] = lives.TryGetValue(buffer, out var life) ? (life.First, number) : (number, number);
        }
    }

    public void PoisonAll(CsWriter writer)
    {
        foreach (var buffer in lives.Keys.Order())
            Poison(writer, buffer);
    }

    public void PoisonAfter(CsWriter writer, int kernel)
    {
        foreach (var (buffer, _) in lives.Where(l => l.Value.Last == kernel).OrderBy(l => l.Key))
        {
            var slot = program.Buffers[buffer].Index;
            var isTaken = lives.Any(o => o.Key != buffer && program.Buffers[o.Key].Index == slot
                && o.Value.First <= kernel && o.Value.Last > kernel);
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
