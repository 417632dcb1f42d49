using System.Globalization;

namespace NetLang.Runtime.Execution;

/// <summary>Where the temporary buffers and the outputs of a program lie for one binding of the symbols.</summary>
/// <param name="ArenaOffsets">Byte offset of each arena slot.</param>
/// <param name="OutputOffsets">Byte offset of each output, behind the arena.</param>
/// <param name="OutputLengths">Elements of each output.</param>
/// <param name="Bytes">Of arena and outputs.</param>
internal sealed record MemoryPlan(
    long[] Symbols, long[] ArenaOffsets, long[] OutputOffsets, long[] OutputLengths, long Bytes)
{
    /// <exception cref="NetLangException">It is larger than the memory of the machine.</exception>
    public static MemoryPlan Create(CompiledProgram program, ModelSpec model, ReadOnlySpan<long> symbols)
    {
        var spec = program.Spec;
        var bound = symbols.ToArray();
        var arenaOffsets = new long[spec.ArenaSlots];
        var outputOffsets = new long[spec.Outputs.Length];
        var outputLengths = new long[spec.Outputs.Length];
        long end;
        try
        {
            var arenaBytes = program.PlanArena(bound, arenaOffsets);
            end = NativeBlock.Align(arenaBytes);
            foreach (var (index, output) in spec.Outputs.Index())
            {
                outputOffsets[index] = end;
                outputLengths[index] = SymbolBinding.ElementCount(output, bound);
                end = checked(end + NativeBlock.Align(checked(outputLengths[index] * output.Type.Size()))
                    + NativeBlock.Alignment);
            }

            CheckAvailable(spec, model, bound, arenaOffsets, arenaBytes, end);
        }
        catch (OverflowException overflow)
        {
            throw new NetLangException(
                ExecutionErrors.TooLarge,
                $"{model.Name} with {Describe(model, bound)} needs more bytes than 64 bits can count",
                "give smaller inputs or a smaller batch",
                overflow);
        }

        return new(bound, arenaOffsets, outputOffsets, outputLengths, end);
    }

    private static void CheckAvailable(
        ProgramSpec spec, ModelSpec model, long[] symbols, long[] offsets, long arenaBytes, long bytes)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes <= available)
            return;
        var largest = spec.Buffers
            .Where(buffer => buffer.Role == BufferRole.Arena)
            .GroupBy(buffer => buffer.Index)
            .Select(slot => (Bytes: SlotBytes(slot.Key), Names: string.Join(", ", slot.Select(buffer => buffer.Name))))
            .OrderByDescending(slot => slot.Bytes)
            .Take(3)
            .Select(slot => $"{slot.Names}: {Count(slot.Bytes)} bytes");
        throw new NetLangException(
            ExecutionErrors.TooLarge,
            $"{model.Name} with {Describe(model, symbols)} needs {Count(bytes)} bytes for '{spec.Name}', and this machine "
            + $"has {Count(available)}; the largest buffers are {string.Join("; ", largest)}",
            "give smaller inputs or a smaller batch");

        long SlotBytes(int slot) =>
            offsets.Where(offset => offset > offsets[slot]).Append(arenaBytes).Min() - offsets[slot];
    }

    private static string Count(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);

    private static string Describe(ModelSpec model, long[] symbols) => model.Symbols.Length == 0
        ? "its constant shapes"
        : string.Join(", ", model.Symbols.Zip(symbols, (name, value) => $"{name} = {value}"));
}
