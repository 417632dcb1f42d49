using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels;

/// <summary>
/// The domain of a kernel with as few axes as its index maps allow: axes of extent 1 are gone, and neighbours that every
/// map walks as one are one. A list of axes that would be empty holds one axis of extent 1, so that there always is one to
/// walk.
/// </summary>
internal sealed class LoopDomain
{
    private readonly ImmutableArray<int> innermost; // for each axis the original one whose strides it has; -1 if made up

    private LoopDomain(ImmutableArray<Dim> extents, ImmutableArray<int> innermost, int parallelRank)
    {
        Extents = extents;
        this.innermost = innermost;
        ParallelRank = parallelRank;
    }

    public ImmutableArray<Dim> Extents { get; }

    public int ParallelRank { get; }

    public int Rank => Extents.Length;

    public static LoopDomain Of(Kernel kernel, IReadOnlyList<IndexMap> maps)
    {
        var parallel = Collapse(kernel, maps, 0, kernel.ParallelRank);
        var reduced = kernel.Reductions.IsEmpty && kernel.ParallelRank == kernel.Domain.Length
            ? []
            : Collapse(kernel, maps, kernel.ParallelRank, kernel.Domain.Length);
        var all = parallel.Concat(reduced).ToList();
        return new([.. all.Select(a => a.Extent)], [.. all.Select(a => a.Innermost)], parallel.Count);
    }

    /// <summary>The domain as it is, without merging: for kernels whose root fixes what the axes are.</summary>
    public static LoopDomain Unmerged(Kernel kernel) =>
        new(kernel.Domain, [.. Enumerable.Range(0, kernel.Domain.Length)], kernel.ParallelRank);

    /// <summary>The same with the last axis counted in groups of so many points.</summary>
    public LoopDomain Grouped(int count) =>
        new(Extents.SetItem(Rank - 1, Dim.FloorDivide(Extents[^1], count)), innermost, ParallelRank);

    /// <summary>A map of the kernel over these axes. One without strides is the same everywhere.</summary>
    public IndexMap Collapse(IndexMap map) =>
        map with { Strides = [.. innermost.Select(axis => axis < 0 || map.Strides.IsEmpty ? Dim.Zero : map.Strides[axis])] };

    private static List<(Dim Extent, int Innermost)> Collapse(Kernel kernel, IReadOnlyList<IndexMap> maps, int from, int to)
    {
        var axes = new List<(Dim Extent, int Innermost)>();
        for (var axis = from; axis < to; axis++)
        {
            var extent = kernel.Domain[axis];
            if (extent.IsOne)
                continue;
            if (axes.Count > 0 && maps.All(m => m.Strides.IsEmpty || m.Strides[axes[^1].Innermost].Equals(m.Strides[axis] * extent)))
                axes[^1] = (axes[^1].Extent * extent, axis);
            else
                axes.Add((extent, axis));
        }

        if (axes.Count == 0)
            axes.Add((Dim.One, -1));
        return axes;
    }
}
