using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels.Layout;

/// <summary>
/// Puts the axes of a kernel's domain into another order. Before: a product [m, n] whose tiles are stored along n. After: its
/// transpose [n, m] = Bᵀ · Aᵀ, stored along m; a map kernel visits the same points in another order.
/// </summary>
internal static class KernelTransposition
{
    /// <summary>The kernel with the last two axes exchanged; null where its root has no transpose.</summary>
    /// <param name="kernel">Without reductions and indices that data decide.</param>
    public static Kernel? Of(Kernel kernel)
    {
        var root = kernel.Root?.Transposed();
        if (root is null != kernel.Root is null)
            return null;
        var rank = kernel.Domain.Length;
        return rank < 2 ? kernel : InOrder(kernel, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]) with { Root = root };
    }

    /// <summary>The kernel whose axis i is what was axis <c>order[i]</c>.</summary>
    /// <param name="kernel">As for <see cref="Of"/>.</param>
    public static Kernel InOrder(Kernel kernel, ImmutableArray<int> order)
    {
        return new MapRewriter((map, _) => map with { Strides = Reorder(map.Strides) }).Rewrite(kernel) with
        {
            Domain = Reorder(kernel.Domain),
        };

        ImmutableArray<Dim> Reorder(ImmutableArray<Dim> axes) => [.. order.Select(axis => axes[axis])];
    }
}
