using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Codegen.Gpu;

/// <summary>
/// The products of a program that NVIDIA's library may compute. Where something is fused behind one, the product needs
/// memory of its own: launches are in order, so all share one slot.
/// </summary>
internal sealed class BlasProducts
{
    private readonly Dictionary<string, BlasProduct> byKernel = [];

    public BlasProducts(KernelProgram program)
    {
        var buffers = program.Buffers.ToBuilder();
        foreach (var kernel in program.Kernels)
        {
            if (BlasProduct.Of(HostValues.Round(kernel), buffers.Count) is not { } product)
                continue;
            byKernel.Add(kernel.Name, product);
            if (product.Behind is null)
                continue;
            var type = new TensorType(kernel.Root!.Operands[0].Type, new Shape(kernel.Domain));
            buffers.Add(new(buffers.Count, "product", type, BufferRole.Arena, program.Slots.Length));
        }

        Program = program;
        if (buffers.Count == program.Buffers.Length)
            return;
        var slot = new ArenaSlot([.. Enumerable.Range(program.Buffers.Length, buffers.Count - program.Buffers.Length)]);
        Program = program with { Buffers = buffers.ToImmutable(), Slots = [.. program.Slots, slot] };
    }

    /// <summary>The program with memory for products.</summary>
    public KernelProgram Program { get; }

    /// <summary>A kernel as the library may compute it; null where it may not.</summary>
    public BlasProduct? Of(Kernel kernel) => byKernel.GetValueOrDefault(kernel.Name);
}
