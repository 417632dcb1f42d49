using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels;

/// <summary>The axes of a reducing kernel, and its reductions in stages: those of one stage need no other of it.</summary>
internal sealed class ReduceLayout
{
    /// <summary>Reduced points at most that are written out one after the other instead of in loops.</summary>
    public const long MostUnrolled = 16;

    /// <summary>Operations at most that are written out so: the JIT compiler has to inline them all.</summary>
    private const long MostUnrolledOperations = 72;

    public ReduceLayout(Kernel kernel, KernelExpressions expressions)
    {
        Domain = LoopDomain.Of(kernel, expressions.Maps);
        Parallel = [.. Enumerable.Range(0, Domain.ParallelRank)];
        Reduced = [.. Enumerable.Range(Domain.ParallelRank, Domain.Rank - Domain.ParallelRank)];
        Stages = StagesOf(kernel);
        var loops = Stages.Count + (kernel.Outputs.Any(o => !o.PerRow) ? 1 : 0);
        var operations = expressions.All.Count(e => e is ApplyExpression);
        IsUnrolled = ReducedSize is { IsConstant: true, ConstantValue: <= MostUnrolled } size
            && size.ConstantValue * loops * operations <= MostUnrolledOperations;
    }

    public LoopDomain Domain { get; }

    public IReadOnlyList<int> Parallel { get; }

    public IReadOnlyList<int> Reduced { get; }

    public IReadOnlyList<IReadOnlyList<int>> Stages { get; }

    /// <summary>Whether its columns go through so few points that each is written out: their addresses are constants then.</summary>
    public bool IsUnrolled { get; }

    public Dim ParallelSize => Product(Parallel);

    public Dim ReducedSize => Product(Reduced);

    /// <summary>
    /// Whether most loads lie together along the reduced axis rather than across it; those of indices do not count, since
    /// what they name is far more.
    /// </summary>
    public static bool WalksRows(Kernel kernel)
    {
        var expressions = new KernelExpressions(kernel);
        var layout = new ReduceLayout(kernel, expressions);
        if (layout.ParallelSize.IsOne)
            return true;
        var loads = expressions.All.OfType<LoadExpression>().ToList();
        var indices = loads.Select(l => l.Index).OfType<IndexTerm>().SelectMany(i => i.Value.Parts());
        var maps = loads.Except(indices.OfType<LoadExpression>()).Select(l => layout.Domain.Collapse(l.Map)).ToList();
        return maps.Count(m => m.Strides[layout.Reduced[^1]].IsOne) >= maps.Count(m => m.Strides[layout.Parallel[^1]].IsOne);
    }

    public Dim Product(IEnumerable<int> axes) =>
        axes.Aggregate(Dim.One, (product, axis) => product * Domain.Extents[axis]);

    private static List<IReadOnlyList<int>> StagesOf(Kernel kernel)
    {
        var stageOf = new int[kernel.Reductions.Length];
        for (var i = 0; i < stageOf.Length; i++)
            stageOf[i] = KernelTraversal.Reductions(kernel.Reductions[i].Value).Select(r => stageOf[r] + 1).DefaultIfEmpty(0).Max();
        return [.. stageOf.Index().GroupBy(s => s.Item, s => s.Index).OrderBy(g => g.Key).Select(g => g.ToList())];
    }
}
