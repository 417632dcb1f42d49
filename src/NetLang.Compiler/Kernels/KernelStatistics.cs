using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Kernels;

/// <summary>How a kernel goes through its domain.</summary>
public enum KernelClass
{
    /// <summary>Point after point.</summary>
    Map,

    /// <summary>Reduces trailing axes: rows that lie together in memory.</summary>
    RowReduction,

    /// <summary>Reduces leading axes: columns side by side.</summary>
    ColumnReduction,

    /// <summary>A structured root with what is applied to its tiles.</summary>
    Structured,
}

/// <summary>What a kernel costs, as functions of the symbols.</summary>
/// <param name="Bytes">Read and written, each buffer once.</param>
/// <param name="Flops">Operations, of whatever cost; a multiplication with an addition counts two.</param>
/// <param name="Strided">Names of the buffers that it reads or writes by strides where neighbours could be.</param>
public sealed record KernelStatistics(KernelClass Class, Dim Bytes, Dim Flops, IReadOnlyList<string> Strided)
{
    public static KernelStatistics Of(Kernel kernel, KernelProgram program)
    {
        var accesses = kernel.Loads().Except(kernel.Root?.Operands ?? []).Select(l => (l.Buffer, l.Map))
            .Concat(kernel.Outputs.Select(o => (o.Buffer, o.Map)))
            .ToList();
        var buffers = kernel.Loads().Select(l => l.Buffer).Concat(kernel.Outputs.Select(o => o.Buffer)).Distinct();
        var bytes = buffers.Select(b => program.Buffers[b].Type).Aggregate(
            Dim.Zero, (sum, type) => sum + (type.Shape.Size * type.Element.Size()));
        var kernelClass = ClassOf(kernel, [.. accesses.Select(a => a.Map)]);
        var inner = InnerAxis(kernel, kernelClass);
        var strided = accesses
            .Where(a => inner >= 0 && a.Map.Strides[inner] is { IsZero: false, IsOne: false })
            .Select(a => program.Buffers[a.Buffer].Name);
        return new(kernelClass, bytes, FlopsOf(kernel), [.. strided.Distinct()]);
    }

    private static KernelClass ClassOf(Kernel kernel, IReadOnlyList<IndexMap> maps)
    {
        if (kernel.Root is not null)
            return KernelClass.Structured;
        if (kernel.Reductions.IsEmpty)
            return KernelClass.Map;
        var columns = kernel.ParallelRank > 0
            && maps.Count(m => m.Strides[^1].IsOne) < maps.Count(m => m.Strides[kernel.ParallelRank - 1].IsOne);
        return columns ? KernelClass.ColumnReduction : KernelClass.RowReduction;
    }

    private static int InnerAxis(Kernel kernel, KernelClass kernelClass) =>
        (kernelClass == KernelClass.ColumnReduction ? kernel.ParallelRank : kernel.Domain.Length) - 1;

    private static Dim FlopsOf(Kernel kernel)
    {
        var points = kernel.Domain.Aggregate(Dim.One, (product, extent) => product * extent);
        var perPoint = kernel.Expressions().OfType<ApplyExpression>().Count() + kernel.Reductions.Length;
        return points * ((kernel.Root?.Root.FlopsPerElement ?? Dim.Zero) + perPoint);
    }
}
