using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Kernels;

/// <summary>What a kernel costs, as functions of the symbols.</summary>
/// <param name="Launches">How often a run of the program runs it: once, or once a step of the loops around it.</param>
/// <param name="Bytes">Read and written by a launch, each element once; what is replaced is read and written.</param>
/// <param name="Flops">Operations of a launch, of whatever cost; a multiplication with an addition counts two.</param>
/// <param name="Strided">Names of the buffers that it reads or writes by strides where neighbours could be.</param>
public sealed record KernelStatistics(Dim Launches, Dim Bytes, Dim Flops, IReadOnlyList<string> Strided)
{
    /// <summary>Whether it goes through all of its memory by vectors.</summary>
    public bool IsFast => Strided.Count == 0;

    public static KernelStatistics Of(Kernel kernel, KernelProgram program)
    {
        var number = program.Kernels.IndexOf(kernel);
        var inner = InnerAxis(kernel);
        var strided = Accesses(kernel)
            .Where(a => inner >= 0 && a.Map.Strides[inner] is { IsZero: false } stride
                && !stride.Equals(NeighbourStride(program.Buffers[a.Buffer])))
            .Select(a => program.Buffers[a.Buffer].Name);
        return new(
            program.Loops.Where(l => l.First <= number && number <= l.Last)
                .Aggregate(Dim.One, (product, loop) => product * loop.Length),
            BytesOf(kernel, program),
            FlopsOf(kernel),
            [.. strided.Distinct()]);
    }

    private static IEnumerable<(int Buffer, IndexMap Map)> Accesses(Kernel kernel) =>
        kernel.Loads().Except(kernel.Root?.Operands ?? []).Select(l => (l.Buffer, l.Map))
            .Concat(kernel.Outputs.Select(o => (o.Buffer, o.Map)));

    private static int InnerAxis(Kernel kernel) =>
        (kernel.Class is KernelClass.ColumnReduction or KernelClass.Scatter ? kernel.ParallelRank : kernel.Domain.Length) - 1;

    /// <summary>How far apart in the tensor what lies side by side in memory is.</summary>
    private static Dim NeighbourStride(KernelBuffer buffer) => buffer.PanelAxis == 0 ? buffer.Type.Shape[1] : Dim.One;

    private static Dim BytesOf(Kernel kernel, KernelProgram program)
    {
        var touched = kernel.Loads().Except(kernel.Root?.Operands ?? [])
            .Select(l => (Place: (l.Buffer, IsStore: false), Elements: Points(kernel.Domain, Reach(l))))
            .Concat(kernel.Outputs.Select(o => (Place: (o.Buffer, IsStore: true), Elements: o.Index is null
                ? Points(kernel.Domain, o.Map)
                : program.Buffers[o.Buffer].Type.Shape.Size))); // cleared, too
        if (kernel.Root is { } root)
        {
            touched = touched.Concat(root.Operands.Zip(root.Root.OperandExtents(kernel.Domain), (operand, domain) =>
                (Place: (operand.Buffer, IsStore: false), Elements: Points(domain, operand.Map))));
        }

        var bytes = Dim.Zero;
        foreach (var place in touched.GroupBy(t => t.Place, t => t.Elements))
        {
            var type = program.Buffers[place.Key.Buffer].Type;
            bytes += Smaller(place.Aggregate(Larger), type.Shape.Size) * type.Element.Size();
        }

        return bytes;
    }

    private static Dim FlopsOf(Kernel kernel)
    {
        var rows = Product(kernel.Domain.Take(kernel.ParallelRank));
        var points = Product(kernel.Domain);
        var varying = new HashSet<ScalarExpression>(ReferenceEqualityComparer.Instance);
        var perRow = 0;
        var perPoint = kernel.Reductions.Length + kernel.Outputs.Count(o => o.Index is not null);
        foreach (var expression in kernel.Expressions()) // operands first
        {
            var map = KernelExpressions.MapOf(expression);
            var varies = expression is RootExpression || expression.Operands.Any(varying.Contains)
                || (map is not null && map.Strides.Skip(kernel.ParallelRank).Any(s => !s.IsZero));
            if (varies)
                varying.Add(expression);
            if (expression is ApplyExpression)
                _ = varies ? perPoint++ : perRow++;
        }

        return (points * ((kernel.Root?.Root.FlopsPerElement ?? Dim.Zero) + perPoint)) + (rows * perRow);
    }

    /// <summary>The points of a domain that a map tells apart.</summary>
    private static Dim Points(ImmutableArray<Dim> domain, IndexMap map) =>
        Product(domain.Where((_, axis) => !map.Strides[axis].IsZero));

    /// <summary>A map with all axes on which the place of a load depends, those by way of an index included.</summary>
    private static IndexMap Reach(LoadExpression load) => (load.Index?.Value.Parts() ?? [])
        .Select(KernelExpressions.MapOf).OfType<IndexMap>().Aggregate(load.Map, (sum, map) => sum + map);

    private static Dim Product(IEnumerable<Dim> extents) =>
        extents.Aggregate(Dim.One, (product, extent) => product * extent);

    private static Dim Smaller(Dim a, Dim b) => Typical(a) <= Typical(b) ? a : b;

    private static Dim Larger(Dim a, Dim b) => Typical(a) >= Typical(b) ? a : b;

    // Polynomials have no order: what is the larger for sizes as they are often.
    private static double Typical(Dim dim)
    {
        try
        {
            return dim.Evaluate(_ => 64);
        }
        catch (OverflowException)
        {
            return double.PositiveInfinity;
        }
    }
}
