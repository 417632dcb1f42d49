namespace NetLang.Compiler.IR;

/// <summary>The splits of a graph's axes: one object for each, which remembers what it has merged.</summary>
/// <param name="reshape">The op that splits.</param>
/// <param name="isComputed">Whether a node is computed of more than leaves.</param>
/// <param name="isShared">Whether a node may have several users.</param>
public sealed class AxisSplits(Op reshape, Predicate<Node> isComputed, Predicate<Node> isShared)
{
    private readonly Dictionary<(Shape Merged, Shape Split), AxisSplit?> splits = [];

    public Op Reshape => reshape;

    public bool IsComputed(Node node) => isComputed(node);

    public bool IsShared(Node node) => isShared(node);

    /// <summary>Null where axes would have to be merged as well.</summary>
    public AxisSplit? Of(Shape merged, Shape split)
    {
        if (!splits.TryGetValue((merged, split), out var known))
            splits.Add((merged, split), known = AxisSplit.Of(this, merged, split));
        return known;
    }
}
