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
    /// <exception cref="NetLangException">
    /// The program does not run with these dimensions, or needs more memory than the machine has.
    /// </exception>
    public static MemoryPlan Create(CompiledProgram program, ModelSpec model, ReadOnlySpan<long> symbols)
    {
        var spec = program.Spec;
        var bound = symbols.ToArray();
        var arenaOffsets = new long[spec.ArenaSlots];
        var outputOffsets = new long[spec.Outputs.Length];
        var outputLengths = new long[spec.Outputs.Length];
        long end;
        CheckRequirements(spec, model, bound);
        CheckNotNegative(spec, model, bound);
        try
        {
            var arenaBytes = program.PlanArena(bound, arenaOffsets);
            end = NativeBlock.Align(arenaBytes);
            for (var index = 0; index < spec.Outputs.Length; index++)
            {
                var output = spec.Outputs[index];
                outputOffsets[index] = end;
                outputLengths[index] = SymbolBinding.ElementCount(output, bound);
                end = checked(end + NativeBlock.Align(checked(outputLengths[index] * output.Type.Size()))
                    + NativeBlock.Alignment);
            }

            CheckAvailable(spec, model, bound, end, [.. arenaOffsets, arenaBytes], [.. outputOffsets, end]);
        }
        catch (OverflowException overflow)
        {
            throw new NetLangException(
                ExecutionErrors.TooLarge,
                $"{model.Name} with {SymbolBinding.Describe(model, bound)} needs more bytes than 64 bits can count",
                "give smaller inputs or a smaller batch",
                overflow);
        }

        return new(bound, arenaOffsets, outputOffsets, outputLengths, end);
    }

    private static void CheckRequirements(ProgramSpec spec, ModelSpec model, long[] symbols)
    {
        if (Array.Find(spec.Requirements, requirement => !requirement.Holds(symbols)) is { } violated)
            throw new NetLangException(
                ExecutionErrors.RequirementNotMet,
                $"{model.Name} cannot run with {SymbolBinding.Describe(model, symbols)}: {violated.Message}",
                "give inputs of other dimensions");
    }

    private static void CheckNotNegative(ProgramSpec spec, ModelSpec model, long[] symbols)
    {
        foreach (var tensor in spec.Inputs.Concat(spec.Outputs))
        {
            if (Array.Find(tensor.Shape, dimension => dimension.Evaluate(symbols) < 0) is { } dimension)
                throw new NetLangException(
                    ExecutionErrors.NegativeDimension,
                    $"'{tensor.Name}' of {model.Name} is {SymbolBinding.Describe(tensor)}, and with "
                    + $"{SymbolBinding.Describe(model, symbols)} its {dimension.Text} is {dimension.Evaluate(symbols)}",
                    "give larger inputs");
        }
    }

    /// <param name="arena">Where each slot begins, and where the last ends.</param>
    /// <param name="outputs">Where each output begins, and where the last ends.</param>
    private static void CheckAvailable(
        ProgramSpec spec, ModelSpec model, long[] symbols, long bytes, long[] arena, long[] outputs)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes <= available)
            return;
        var largest = spec.Buffers
            .Where(buffer => buffer.Role is BufferRole.Arena or BufferRole.Output)
            .GroupBy(buffer => (buffer.Role, buffer.Index))
            .Select(place => (
                Bytes: BytesFrom(place.Key.Role == BufferRole.Arena ? arena : outputs, place.Key.Index),
                Names: string.Join(", ", place.Select(buffer => buffer.Name))))
            .OrderByDescending(place => place.Bytes)
            .Take(3)
            .Select(place => $"{place.Names}: {Count(place.Bytes)} bytes");
        throw new NetLangException(
            ExecutionErrors.TooLarge,
            $"{model.Name} with {SymbolBinding.Describe(model, symbols)} needs {Count(bytes)} bytes for "
            + $"'{spec.Name}', and this machine has {Count(available)}; the largest buffers are "
            + string.Join("; ", largest),
            "give smaller inputs or a smaller batch");
    }

    // Offsets need not ascend with the index: a place ends where the next one begins.
    private static long BytesFrom(long[] offsets, int index) =>
        offsets.Where(offset => offset > offsets[index]).DefaultIfEmpty(offsets[index]).Min() - offsets[index];

    private static string Count(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
