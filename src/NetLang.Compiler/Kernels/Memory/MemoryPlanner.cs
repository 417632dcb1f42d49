using NetLang.Runtime;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Memory;

/// <summary>
/// Puts the arena's buffers into slots, so that those that never live at the same time share one: the largest first,
/// each into the slot where it wastes least.
/// </summary>
public static class MemoryPlanner
{
    // Sizes are compared with every symbol at this value; the plan is right for all values, only less tight for some.
    private const long EstimatedSymbol = 64;

    public static KernelProgram Plan(KernelProgram program)
    {
        var liveness = new Liveness(program);
        var slots = new List<List<int>>();
        var slotOf = new Dictionary<int, int>();
        var bySize = new SortedDictionary<long, List<int>>(); // of a slot's first member, which is its largest
        var arena = program.Buffers.Where(b => b.Role == BufferRole.Arena)
            .Select(b => (Buffer: b, Bytes: EstimatedBytes(b)))
            .OrderByDescending(b => b.Bytes).ThenBy(b => b.Buffer.Id);
        foreach (var (buffer, bytes) in arena)
        {
            var best = bySize.Values.SelectMany(slot => slot)
                .Where(slot => !slots[slot].Exists(member => liveness.Interfere(member, buffer.Id)))
                .FirstOrDefault(-1);
            if (best < 0)
            {
                best = slots.Count;
                slots.Add([]);
                if (bySize.TryGetValue(bytes, out var equal))
                    equal.Add(best);
                else
                    bySize.Add(bytes, [best]);
            }

            slots[best].Add(buffer.Id);
            slotOf.Add(buffer.Id, best);
        }

        return program with
        {
            Buffers = [.. program.Buffers.Select(b => slotOf.TryGetValue(b.Id, out var slot) ? b with { Index = slot } : b)],
            Slots = [.. slots.Select(members => new ArenaSlot([.. members]))],
        };
    }

    private static long EstimatedBytes(KernelBuffer buffer)
    {
        try
        {
            return checked(buffer.Type.Shape.Size.Evaluate(_ => EstimatedSymbol) * buffer.Type.Element.Size());
        }
        catch (OverflowException)
        {
            return long.MaxValue; // of `f32[N ** 64]`: the order of sizes is all that matters
        }
    }
}
