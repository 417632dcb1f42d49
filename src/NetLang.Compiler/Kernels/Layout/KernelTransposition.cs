using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels.Layout;

/// <summary>
/// Exchanges the last two axes of a kernel's domain. Before: a product [m, n] whose tiles are stored along n. After: its
/// transpose [n, m] = Bᵀ · Aᵀ, stored along m; a map kernel visits the same points in another order.
/// </summary>
internal sealed class KernelTransposition
{
    private readonly Dictionary<ScalarExpression, ScalarExpression> rewritten = new(ReferenceEqualityComparer.Instance);

    /// <summary>The kernel over the transposed domain; null where its root has no transpose.</summary>
    /// <param name="kernel">Without reductions and indices that data decide.</param>
    public static Kernel? Of(Kernel kernel)
    {
        var root = kernel.Root?.Transposed();
        if (root is null != kernel.Root is null)
            return null;
        var transposition = new KernelTransposition();
        foreach (var expression in kernel.Outputs.SelectMany(o => o.Value.Parts()))
        {
            if (!transposition.rewritten.ContainsKey(expression))
                transposition.rewritten.Add(expression, transposition.Rewrite(expression));
        }

        return kernel with
        {
            Domain = Exchange(kernel.Domain),
            Root = root,
            Outputs =
            [
                .. kernel.Outputs.Select(o => o with { Map = Exchange(o.Map), Value = transposition.rewritten[o.Value] }),
            ],
        };
    }

    private ScalarExpression Rewrite(ScalarExpression expression) => expression switch
    {
        LoadExpression load => new LoadExpression(load.Type, load.Buffer, Exchange(load.Map)),
        TableExpression table => new TableExpression(table.Type, table.Values, Exchange(table.Map)),
        IndexExpression index => new IndexExpression(index.Type, Exchange(index.Map)),
        RandomExpression random => new RandomExpression(random.Type, random.Key, random.Normal, Exchange(random.Map)),
        ApplyExpression apply => new ApplyExpression(apply.Node, [.. apply.Arguments.Select(a => rewritten[a])]),
        _ => expression,
    };

    private static IndexMap Exchange(IndexMap map) => map with { Strides = Exchange(map.Strides) };

    private static ImmutableArray<Dim> Exchange(ImmutableArray<Dim> axes) =>
        axes.Length < 2 ? axes : [.. axes[..^2], axes[^1], axes[^2]];
}
