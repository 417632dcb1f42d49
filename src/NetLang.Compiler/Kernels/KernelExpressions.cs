using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels;

/// <summary>All expressions of a kernel, operands first, with how often each is used.</summary>
internal sealed class KernelExpressions
{
    private readonly Dictionary<ScalarExpression, int> uses = new(ReferenceEqualityComparer.Instance);

    public KernelExpressions(Kernel kernel)
    {
        Operands = kernel.Root is { } root ? [.. root.Operands] : [];
        All = [.. kernel.Expressions().Except(Operands, ReferenceEqualityComparer.Instance).Cast<ScalarExpression>()];
        var used = All.SelectMany(e => e.Operands)
            .Concat(kernel.Reductions.Select(r => r.Value))
            .Concat(kernel.Outputs.SelectMany(o => o.Operands));
        foreach (var expression in used)
            uses[expression] = Uses(expression) + 1;
        Maps = [.. All.Select(MapOf).OfType<IndexMap>(), .. kernel.Outputs.Select(o => o.Map)];
        var indices = All.OfType<LoadExpression>().Select(l => l.Index).Concat(kernel.Outputs.Select(o => o.Index)).OfType<IndexTerm>();
        Dims =
        [
            .. kernel.Domain,
            .. indices.SelectMany(i => new[] { i.Stride, i.Extent }),
            .. kernel.Root?.Root.Extents ?? [],
            .. Maps.Concat(Operands.Select(o => o.Map)).SelectMany(m => m.Strides.Append(m.Offset)),
        ];
    }

    public IReadOnlyList<ScalarExpression> All { get; }

    /// <summary>The operands of the structured root.</summary>
    public IReadOnlyList<LoadExpression> Operands { get; }

    /// <summary>All index maps over the kernel's domain.</summary>
    public IReadOnlyList<IndexMap> Maps { get; }

    /// <summary>All dimensions that its address arithmetic needs.</summary>
    public IReadOnlyList<Dim> Dims { get; }

    public int Uses(ScalarExpression expression) => uses.GetValueOrDefault(expression);

    public static IndexMap? MapOf(ScalarExpression expression) => expression switch
    {
        LoadExpression load => load.Map,
        TableExpression table => table.Map,
        IndexExpression index => index.Map,
        RandomExpression random => random.Map,
        _ => null,
    };
}
