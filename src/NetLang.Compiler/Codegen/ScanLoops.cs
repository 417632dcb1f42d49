using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;

namespace NetLang.Compiler.Codegen;

/// <summary>The loops of a program's scans, around the lines that run its kernels.</summary>
/// <param name="place">The local for the place of a loop's step.</param>
/// <param name="opening">Writes what stands before a loop.</param>
/// <param name="opened">Writes what a loop's body begins with.</param>
internal sealed class ScanLoops(
    CsWriter writer,
    KernelProgram program,
    Func<KernelLoop, CsName> place,
    Func<Dim, CsCode> dims,
    Action? opening = null,
    Action<KernelLoop>? opened = null)
{
    private readonly Stack<(KernelLoop Loop, CsWriter.Block Block)> open = [];

    /// <summary>The dimensions that loops use.</summary>
    public static IEnumerable<Dim> Dims(KernelProgram program) => program.Loops.Select(l => l.Length);

    /// <summary>Opens the loops that begin with a kernel.</summary>
    public void Enter(int kernel)
    {
        foreach (var loop in program.Loops.Where(l => l.First == kernel))
        {
            opening?.Invoke();
            var (here, length) = (place(loop), dims(loop.Length));
            open.Push((loop, loop.Reverse
                ? writer.Open($"for (var {here} = {length} - 1L; {here} >= 0; {here}--)")
                : writer.Open($"for (var {here} = 0L; {here} < {length}; {here}++)")));
            opened?.Invoke(loop);
        }
    }

    /// <summary>Closes the loops that end with a kernel.</summary>
    public void Leave(int kernel)
    {
        while (open.TryPeek(out var innermost) && innermost.Loop.Last == kernel)
            open.Pop().Block.Dispose();
    }
}
