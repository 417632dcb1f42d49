using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Scheduling;

/// <summary>Which kernels that follow each other may run at the same time.</summary>
public static class IndependentKernels
{
    /// <summary>
    /// Cuts a program where a kernel touches memory that one before it in the same piece writes, or writes what one before
    /// it reads; and where a loop begins or ends:
    /// <code>
    /// k1 reads x, writes a           k1
    /// k2 reads a, updates v     →    k2, k3
    /// k3 reads a, updates w          k4
    /// k4 reads v, w
    /// </code>
    /// </summary>
    /// <param name="isAlone">Whether a kernel runs by itself whatever it touches.</param>
    /// <returns>How many kernels each piece has, at most <see cref="WorkerPool.MostLaunches"/>.</returns>
    public static IReadOnlyList<int> Pieces(KernelProgram program, Predicate<int> isAlone)
    {
        var pieces = new List<int>();
        var edges = program.Loops.SelectMany(l => new[] { l.First, l.Last + 1 }).ToHashSet();
        var (read, written) = (new HashSet<(BufferRole, int)>(), new HashSet<(BufferRole, int)>());
        for (var number = 0; number < program.Kernels.Length; number++)
        {
            var kernel = program.Kernels[number];
            var reads = kernel.Loads().Select(l => Memory(program, l.Buffer)).ToHashSet();
            var writes = kernel.Outputs.Select(o => Memory(program, o.Buffer)).ToHashSet();
            var mayJoin = number > 0 && pieces[^1] < WorkerPool.MostLaunches && !edges.Contains(number)
                && !isAlone(number) && !isAlone(number - 1)
                && !reads.Overlaps(written) && !writes.Overlaps(written) && !writes.Overlaps(read);
            if (mayJoin)
            {
                pieces[^1]++;
            }
            else
            {
                pieces.Add(1);
                read.Clear();
                written.Clear();
            }

            read.UnionWith(reads);
            written.UnionWith(writes);
        }

        return pieces;
    }

    /// <summary>Buffers that share a slot of the arena are one.</summary>
    private static (BufferRole Role, int Index) Memory(KernelProgram program, int buffer) =>
        (program.Buffers[buffer].Role, program.Buffers[buffer].Index);
}
