using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels.Lowering;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Kernels.Fusion;

/// <summary>
/// Whether a kernel leaves as much to do in parallel as its parts did. One that reduces rows does. In one that reduces
/// leading axes, neither what is at every point nor another reduction may wait for a reduction: there are too few columns to
/// share out, but where few points meet in each. One that reduces everything runs as one piece: it must not do other work than
/// that.
/// </summary>
internal static class ParallelWork
{
    public static bool IsKept(KernelDraft draft)
    {
        var domain = draft.Domain;
        var size = domain.Extents.Aggregate(Dim.One, (product, extent) => product * extent);
        var isOnePieceAnyway = size.IsConstant && size.ConstantValue <= TileGrid.ElementsPerTile;
        if (draft.Reductions.IsEmpty || isOnePieceAnyway)
            return true;
        if (domain.ParallelRank == 0)
            return draft.Outputs.All(o => o.PerRow) && !draft.Reductions.Any(r => Waits(r.Value));
        return domain.ReducesTrailingAxes
            || IsWindow(domain)
            || (draft.Outputs.All(o => o.PerRow || !Waits(o.Value)) && !draft.Reductions.Any(r => Waits(r.Value)));
    }

    /// <summary>Few points meet in one, as in a pooling: there are far more places than such points.</summary>
    private static bool IsWindow(KernelDomain domain)
    {
        var reduced = domain.Extents.Skip(domain.ParallelRank).Aggregate(Dim.One, (product, extent) => product * extent);
        return reduced.IsConstant && reduced.ConstantValue <= ReduceLayout.MostUnrolled;
    }

    private static bool Waits(ScalarExpression value) => KernelTraversal.Reductions(value).Any();
}
