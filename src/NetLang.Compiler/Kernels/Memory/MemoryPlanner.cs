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
        var arena = program.Buffers.Where(b => b.Role == BufferRole.Arena).OrderByDescending(EstimatedBytes).ThenBy(b => b.Id);
        foreach (var buffer in arena)
        {
            // A slot's first member is its largest: the best fit is the smallest such.
            var best = Enumerable.Range(0, slots.Count)
                .Where(slot => !slots[slot].Exists(member => liveness.Interfere(member, buffer.Id)))
                .OrderBy(slot => EstimatedBytes(program.Buffers[slots[slot][0]]))
                .FirstOrDefault(-1);
            if (best < 0)
            {
                best = slots.Count;
                slots.Add([]);
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
