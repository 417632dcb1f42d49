using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Memory;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels;

/// <summary>
/// Checks a program after scheduling: buffers are read after they are written, a variable's old value is not read after
/// its update, in place means the same element, all maps stay inside, and no two live buffers share memory.
/// </summary>
public sealed class KernelVerifier
{
    // Small and different: maps that mix symbols up leave their buffers.
    private static readonly ImmutableArray<long> SampledSizes = [1, 2, 7, 13, 4, 6, 12, 24];

    private const int Samples = 4;
    private const int Attempts = 500;

    private readonly KernelProgram program;

    private KernelVerifier(KernelProgram program) => this.program = program;

    /// <exception cref="VerifierException">The message names the kernel and the buffer.</exception>
    public static void Check(KernelProgram program)
    {
        var verifier = new KernelVerifier(program);
        verifier.CheckNames();
        verifier.CheckOrder();
        var bindings = verifier.Bindings().Take(Samples).ToList();
        foreach (var kernel in program.Kernels)
        {
            verifier.CheckReductions(kernel);
            foreach (var binding in bindings)
                verifier.CheckSample(kernel, binding);
        }

        verifier.CheckSlots();
    }

    private void CheckNames()
    {
        var twice = program.Kernels.GroupBy(k => k.Name).FirstOrDefault(g => g.Count() > 1);
        Require(twice is null, twice?.Key ?? "", "two kernels of this name");
    }

    private void CheckOrder()
    {
        var written = new HashSet<int>();
        var oldValues = new OldValueReads(program);
        foreach (var kernel in program.Kernels)
        {
            foreach (var load in kernel.Loads())
            {
                var buffer = program.Buffers[load.Buffer];
                var needsWriter = buffer.Role is BufferRole.Arena or BufferRole.Output;
                Require(!needsWriter || written.Contains(buffer.Id), kernel.Name, $"reads {buffer.Name}, which nothing has written");
            }

            var updated = written.Select(id => program.Buffers[id]).Where(b => b.Role == BufferRole.Variable).Select(b => b.Name);
            var late = string.Join(", ", oldValues.Of(kernel).Intersect(updated));
            Require(late.Length == 0, kernel.Name, $"needs the old value of {late}, which is updated before");
            CheckInPlace(kernel);
            foreach (var output in kernel.Outputs)
            {
                var buffer = program.Buffers[output.Buffer];
                Require(buffer.Role != BufferRole.Input, kernel.Name, $"writes the input {buffer.Name}");
                written.Add(output.Buffer);
            }
        }

        foreach (var buffer in program.Buffers.Where(b => b.Role == BufferRole.Output))
            Require(written.Contains(buffer.Id), program.Name, $"nothing writes the output {buffer.Name}");
    }

    /// <summary>A kernel that reads what it writes reads, for each point, the element that it writes there.</summary>
    private void CheckInPlace(Kernel kernel)
    {
        foreach (var output in kernel.Outputs)
        {
            var operand = kernel.Root?.Operands.Any(o => o.Buffer == output.Buffer) ?? false;
            var same = kernel.Loads().Where(l => l.Buffer == output.Buffer)
                .All(l => l.Map.Equals(output.Map) && l.Index is null && output.Index is null);
            Require(!operand && same, kernel.Name, $"writes {program.Buffers[output.Buffer].Name} while other points read it");
        }
    }

    private void CheckReductions(Kernel kernel)
    {
        Require(
            (kernel.Reductions.IsEmpty && kernel.Class != KernelClass.Scatter) == (kernel.ParallelRank == kernel.Domain.Length),
            kernel.Name,
            "reduced axes without reductions, or the other way round");
        for (var i = 0; i < kernel.Reductions.Length; i++)
        {
            var used = KernelTraversal.Reductions(kernel.Reductions[i].Value);
            Require(used.All(r => r < i), kernel.Name, $"reduction {i} uses one that comes later");
        }

        foreach (var output in kernel.Outputs.Where(o => o.PerRow))
        {
            var reduced = output.Map.Strides.Skip(kernel.ParallelRank);
            Require(reduced.All(s => s.IsZero), kernel.Name, "an output of a row lies at different places in it");
        }
    }

    private void CheckSample(Kernel kernel, Dictionary<string, long> binding)
    {
        try
        {
            CheckBounds(kernel, binding);
        }
        catch (OverflowException)
        {
            // The arena refuses to be made for so large a program.
        }
    }

    /// <summary>Sizes of all symbols that the program accepts, the same every time.</summary>
    private IEnumerable<Dictionary<string, long>> Bindings()
    {
        var loops = program.Loops.Select(l => l.Symbol).ToHashSet();
        var symbols = program.Buffers.SelectMany(b => b.Type.Shape)
            .Concat(program.Kernels.SelectMany(k => k.Domain))
            .Concat(program.Requirements.Select(r => r.Value))
            .SelectMany(d => d.Symbols).Distinct().Except(loops).Order(StringComparer.Ordinal).ToList();
        var state = 1u;
        return from attempt in Enumerable.Range(0, Attempts)
               let binding = symbols.ToDictionary(s => s, _ => SampledSizes[Next() % SampledSizes.Length])
               where Accepts(binding)
               select binding;

        // A linear congruential generator, with the constants of Numerical Recipes.
        int Next() => (int)((state = unchecked((state * 1664525u) + 1013904223u)) >> 16);
    }

    private bool Accepts(Dictionary<string, long> binding)
    {
        try
        {
            return program.Requirements.All(r => r.Holds(symbol => binding[symbol]));
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private void CheckBounds(Kernel kernel, Dictionary<string, long> binding)
    {
        // The last place in a loop goes furthest.
        long Value(string symbol) => program.Loops.FirstOrDefault(l => l.Symbol == symbol) is { } loop
            ? Math.Max(0, loop.Length.Evaluate(Value) - 1)
            : binding[symbol];
        var domain = kernel.Domain.Select(d => d.Evaluate(Value)).ToArray();
        foreach (var output in kernel.Outputs)
            CheckMap(kernel, output.Buffer, output.Map, output.Index, domain, Value);
        var operands = kernel.Root?.Operands ?? [];
        foreach (var load in kernel.Loads().Except(operands))
            CheckMap(kernel, load.Buffer, load.Map, load.Index, domain, Value);
    }

    private void CheckMap(
        Kernel kernel, int buffer, IndexMap map, IndexTerm? index, long[] domain, Func<string, long> value)
    {
        var terms = map.Strides.Zip(domain, (stride, extent) => (Stride: stride.Evaluate(value), Extent: extent));
        if (index is not null)
            terms = terms.Append((index.Stride.Evaluate(value), index.Extent.Evaluate(value)));
        var reaches = terms.ToList();
        if (reaches.Exists(r => r.Extent <= 0))
            return; // nothing to do, or, of `f32[N - 2]`, no shape of a tensor
        var (low, high) = (map.Offset.Evaluate(value), map.Offset.Evaluate(value));
        foreach (var reach in reaches.Select(r => r.Stride * (r.Extent - 1)))
        {
            low += Math.Min(0, reach);
            high += Math.Max(0, reach);
        }

        var size = program.Buffers[buffer].Type.Shape.Size.Evaluate(value);
        Require(
            low >= 0 && high < size,
            kernel.Name,
            $"{map} of {program.Buffers[buffer].Name} goes from {low} to {high}, outside of {size} elements");
    }

    private void CheckSlots()
    {
        var liveness = new Liveness(program);
        foreach (var (number, slot) in program.Slots.Index())
        {
            foreach (var (i, buffer) in slot.Buffers.Index())
            {
                Require(program.Buffers[buffer] is { Role: BufferRole.Arena } b && b.Index == number, program.Name, $"slot {number}");
                var other = slot.Buffers.Skip(i + 1).Where(o => liveness.Interfere(buffer, o)).Select(o => program.Buffers[o].Name);
                Require(!other.Any(), program.Name, $"{program.Buffers[buffer].Name} shares memory with {string.Join(", ", other)}");
            }
        }
    }

    private void Require(bool condition, string where, string message)
    {
        if (!condition)
            throw new VerifierException($"{program.Name}, {where}: {message}");
    }
}
