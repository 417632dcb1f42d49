using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Memory;

/// <summary>From which kernel to which each buffer of the arena holds something that is still needed.</summary>
public sealed class Liveness
{
    private readonly KernelProgram program;
    private readonly Dictionary<int, (int First, int Last)> spans = [];
    private readonly HashSet<int> inLoops = []; // live from one step of a loop to the next

    public Liveness(KernelProgram program)
    {
        this.program = program;
        for (var index = 0; index < program.Kernels.Length; index++)
        {
            var kernel = program.Kernels[index];
            foreach (var buffer in kernel.Outputs.Select(o => o.Buffer).Concat(kernel.Loads().Select(l => l.Buffer)))
            {
                if (program.Buffers[buffer].Role == BufferRole.Arena)
                    spans[buffer] = (spans.TryGetValue(buffer, out var span) ? span.First : index, index);
            }
        }

        foreach (var loop in program.Loops.Reverse())
            Extend(loop);
    }

    /// <summary>The buffers that live from a kernel to another, and not through a whole loop.</summary>
    public IEnumerable<(int Buffer, int First, int Last)> Spans =>
        spans.Where(s => !inLoops.Contains(s.Key)).Select(s => (s.Key, s.Value.First, s.Value.Last));

    /// <summary>Whether two buffers need memory of their own.</summary>
    public bool Interfere(int a, int b)
    {
        var (left, right) = (spans[a], spans[b]);
        if (left.Last < right.First || right.Last < left.First)
            return false;
        return inLoops.Contains(a) || inLoops.Contains(b)
            || (!(left.Last == right.First && CanReplace(a, b, left.Last))
                && !(right.Last == left.First && CanReplace(b, a, right.Last)));
    }

    /// <summary>What is written before a loop and read in it, or written in it and read after, lives in all its steps.</summary>
    private void Extend(KernelLoop loop)
    {
        foreach (var (buffer, (first, last)) in spans.ToList())
        {
            var isTouched = first <= loop.Last && last >= loop.First;
            var isInside = first >= loop.First && last <= loop.Last;
            if (!isTouched || isInside)
                continue;
            spans[buffer] = (Math.Min(first, loop.First), Math.Max(last, loop.Last));
            inLoops.Add(buffer);
        }
    }

    /// <summary>
    /// Whether a kernel can store a buffer over one that it reads last: each point reads the element that it replaces,
    /// and no other. Kernels with reductions or a root read more than once, so they never do; nor do indexed accesses.
    /// </summary>
    private bool CanReplace(int dying, int born, int index)
    {
        var kernel = program.Kernels[index];
        var (from, to) = (program.Buffers[dying].Type, program.Buffers[born].Type);
        if (kernel.Class != KernelClass.Map
            || from.Element.Size() != to.Element.Size() || !from.Shape.Size.Equals(to.Shape.Size))
            return false;
        var stored = kernel.Outputs.Where(o => o.Buffer == born).Select(o => o.Map).ToList();
        return kernel.Loads().Where(l => l.Buffer == dying)
            .All(load => load.Index is null && stored.TrueForAll(load.Map.Equals));
    }
}
