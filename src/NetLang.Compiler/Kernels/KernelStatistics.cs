using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Kernels;

/// <summary>What a kernel costs, as functions of the symbols.</summary>
/// <param name="Bytes">Read and written, each buffer once.</param>
/// <param name="Flops">Operations, of whatever cost; a multiplication with an addition counts two.</param>
/// <param name="Strided">Names of the buffers that it reads or writes by strides where neighbours could be.</param>
public sealed record KernelStatistics(Dim Bytes, Dim Flops, IReadOnlyList<string> Strided)
{
    public static KernelStatistics Of(Kernel kernel, KernelProgram program)
    {
        var accesses = kernel.Loads().Except(kernel.Root?.Operands ?? []).Select(l => (l.Buffer, l.Map))
            .Concat(kernel.Outputs.Select(o => (o.Buffer, o.Map)))
            .ToList();
        var buffers = kernel.Loads().Select(l => l.Buffer).Concat(kernel.Outputs.Select(o => o.Buffer)).Distinct();
        var bytes = buffers.Select(b => program.Buffers[b].Type).Aggregate(
            Dim.Zero, (sum, type) => sum + (type.Shape.Size * type.Element.Size()));
        var inner = InnerAxis(kernel);
        var strided = accesses
            .Where(a => inner >= 0 && a.Map.Strides[inner] is { IsZero: false, IsOne: false })
            .Select(a => program.Buffers[a.Buffer].Name);
        return new(bytes, FlopsOf(kernel), [.. strided.Distinct()]);
    }

    private static int InnerAxis(Kernel kernel) =>
        (kernel.Class is KernelClass.ColumnReduction or KernelClass.Scatter ? kernel.ParallelRank : kernel.Domain.Length) - 1;

    private static Dim FlopsOf(Kernel kernel)
    {
        var points = kernel.Domain.Aggregate(Dim.One, (product, extent) => product * extent);
        var perPoint = kernel.Expressions().OfType<ApplyExpression>().Count() + kernel.Reductions.Length
            + kernel.Outputs.Count(o => o.Index is not null);
        return points * ((kernel.Root?.Root.FlopsPerElement ?? Dim.Zero) + perPoint);
    }
}
