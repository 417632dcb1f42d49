using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>
/// A reshape that splits axes and merges none: each axis of the merged shape is some neighbouring axes of the split one. What is
/// computed of the split tensor can be computed of the merged one, unless it tells parts of an axis apart.
/// </summary>
public sealed class AxisSplit
{
    private readonly AxisSplits family;
    private readonly ImmutableArray<ImmutableArray<long>> parts;
    private readonly Dictionary<Node, Node?> merged = [];

    private AxisSplit(AxisSplits family, Shape merged, Shape split, ImmutableArray<ImmutableArray<long>> parts)
    {
        this.family = family;
        this.parts = parts;
        (Merged, Split) = (merged, split);
    }

    public Shape Merged { get; }

    public Shape Split { get; }

    /// <summary>
    /// A node of the split shape with its axes merged, without a copy of what lies in no memory; null where there is none.
    /// </summary>
    public Node? Merge(Node node, GraphBuilder builder)
    {
        if (!merged.TryGetValue(node, out var result))
            merged.Add(node, result = node.Op.Merge(node, this, builder));
        return result;
    }

    /// <summary>The same of a node of another shape.</summary>
    public Node? Merge(Node node, Shape shape, GraphBuilder builder) =>
        node.Shape.Equals(shape) ? node : family.Of(shape, node.Shape)?.Merge(node, builder);

    /// <summary>Whether a node is computed of more than leaves.</summary>
    public bool IsComputed(Node node) => family.IsComputed(node);

    /// <summary>Whether a node may have several users.</summary>
    public bool IsShared(Node node) => family.IsShared(node);

    /// <summary>A node in another shape, as what lies in memory can be read.</summary>
    public Node Reshape(Node node, Shape shape, GraphBuilder builder) => node.Shape.Equals(shape)
        ? node
        : builder.Apply(family.Reshape, [node], new Attributes(("shape", new ShapeAttribute(shape))));

    /// <summary>The parts of an axis of the merged shape that are longer than 1: axes of the split one.</summary>
    public ImmutableArray<long> PartsOf(int axis) => parts[axis];

    /// <summary>The axes of the merged shape that have the given parts; null where one has others, too.</summary>
    public ImmutableArray<long>? AxesOf(ImmutableArray<long> given)
    {
        var axes = ImmutableArray.CreateBuilder<long>();
        for (var axis = 0; axis < parts.Length; axis++)
        {
            var count = parts[axis].Count(given.Contains);
            if (count != 0 && count != parts[axis].Length)
                return null;
            if (count != 0)
                axes.Add(axis);
        }

        return axes.ToImmutable();
    }

    internal static AxisSplit? Of(AxisSplits family, Shape merged, Shape split)
    {
        var parts = ImmutableArray.CreateBuilder<ImmutableArray<long>>();
        var next = 0;
        foreach (var dim in merged)
        {
            var first = next;
            for (var product = Dim.One; !product.Equals(dim); next++)
            {
                if (next == split.Rank)
                    return null;
                product *= split[next];
            }

            parts.Add([.. Enumerable.Range(first, next - first).Where(axis => !split[axis].IsOne).Select(axis => (long)axis)]);
        }

        return split.Skip(next).All(d => d.IsOne) ? new(family, merged, split, parts.ToImmutable()) : null;
    }
}
