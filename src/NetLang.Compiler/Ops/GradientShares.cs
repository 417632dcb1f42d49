using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>The sum of what the uses of a node give to its gradient.</summary>
internal static class GradientShares
{
    /// <summary>
    /// Where each use reads a part of its own, and together they read all, the parts side by side:
    /// <code>
    /// pad(di, 0) + pad(df, h) + pad(dg, 2h)     →     concat(di, df, dg)
    /// </code>
    /// </summary>
    public static Node Sum(IReadOnlyList<Node> shares, GraphBuilder builder) =>
        SideBySide(shares, builder) ?? shares.Aggregate(builder.Add);

    private static Node? SideBySide(IReadOnlyList<Node> shares, GraphBuilder builder)
    {
        if (shares.Count < 2 || !shares.All(s => s.Op is PlacementOp && s.Inputs.Length == 1))
            return null;
        var shape = shares[0].Shape;
        var axes = Enumerable.Range(0, shape.Rank).Where(a => shares.Any(s => !s.Inputs[0].Shape[a].Equals(shape[a]))).ToList();
        if (axes is not [var axis])
            return null;
        var rest = shares.Select(s => (Start: Start(s, axis), Part: s.Inputs[0])).ToList();
        var parts = new List<Node>();
        var end = Dim.Zero;
        while (rest.FindIndex(r => r.Start.Equals(end)) is >= 0 and var next)
        {
            parts.Add(rest[next].Part);
            end += rest[next].Part.Shape[axis];
            rest.RemoveAt(next);
        }

        return rest.Count == 0 && end.Equals(shape[axis]) ? builder.Concat([.. parts], axis) : null;
    }

    private static Dim Start(Node share, int axis) => ((PlacementOp)share.Op).Offsets(share)[0][axis];
}
