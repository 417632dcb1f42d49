using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>Computes of each tensor only the box that is read. What reads different boxes is given one that has them all.</summary>
public abstract class BoxRewriter : GraphRewriter
{
    private readonly Dictionary<Node, Box> read = [];

    /// <param name="wanted">The box of a result that is wanted.</param>
    public Graph Narrow(Graph graph, Func<GraphResult, Box> wanted)
    {
        foreach (var result in graph.Results)
            Read(result.Value, wanted(result));
        foreach (var node in graph.Nodes.Reverse())
        {
            // Users come behind: what they read of it is known.
            var asked = read[node];
            read[node] = Computed(node, asked);
            if (Narrow(node) is null)
                read[node] = Box.Whole(node.Shape);
            var boxes = Boxes(node);
            Visit(node, asked, boxes);
            foreach (var (input, box) in node.Inputs.Zip(boxes))
                Read(input, box);
        }

        return Rewrite(graph);
    }

    /// <summary>Is told of each node, users first, what is read of it, and which boxes of its inputs that takes.</summary>
    protected virtual void Visit(Node node, Box asked, ImmutableArray<Box> inputs)
    {
    }

    /// <summary>The box that is computed of a node where one is read: as much or more.</summary>
    protected virtual Box Computed(Node node, Box read) => read;

    /// <summary>As <see cref="Op.Narrow"/>.</summary>
    protected virtual Narrowed? Narrow(Node node, Box box) => node.Op.Narrow(node, box);

    protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
    {
        if (IsWhole(node) && node.Inputs.All(IsWhole))
            return Copy(node, inputs);
        var (attributes, boxes) = Narrow(node) ?? new(node.Attributes, Boxes(node));
        var cut = inputs.Select((input, i) => Cut(input, boxes[i], read[node.Inputs[i]])).ToArray();
        return attributes is null ? cut[0] : Apply(node, cut, attributes);
    }

    /// <summary>The op of a node on boxes of its inputs.</summary>
    protected virtual Node Apply(Node node, Node[] cut, Attributes attributes) => Builder.Apply(node.Op, cut, attributes);

    /// <summary>A box that has two boxes of a tensor.</summary>
    protected virtual Box Hull(Box a, Box b, Shape whole) => a.Hull(b, whole);

    /// <summary>A box of a tensor of which another box has been computed.</summary>
    private Node Cut(Node computed, Box box, Box of)
    {
        if (box.Equals(of))
            return computed;
        var inner = box.Within(of).Axes.ToArray();
        foreach (var (axis, range) in inner.Index().Where(r => !r.Item.Step.IsConstant || !r.Item.Run.IsOne))
        {
            computed = InSteps(computed, axis, range);
            inner[axis] = AxisRange.Whole(range.Count);
        }

        ImmutableArray<long> steps = [.. inner.Select(r => r.Step.ConstantValue)];
        return Builder.Slice(computed, new Shape([.. inner.Select(r => r.Start)]), box.Shape, steps);
    }

    /// <summary>
    /// A range in steps of a symbol: the places of each part as long as a step. Such a range has places in each part, since
    /// that of a hull of different ones is the whole axis.
    /// </summary>
    private Node InSteps(Node whole, int axis, AxisRange range)
    {
        var parts = whole.Shape.Dims.RemoveAt(axis).Insert(axis, range.Step).Insert(axis, range.Length);
        var places = new Shape(parts.SetItem(axis + 1, range.Run));
        var start = new Shape([.. parts.Select((_, i) => i == axis + 1 ? range.Start : Dim.Zero)]);
        var taken = Builder.Slice(Builder.Reshape(whole, new Shape(parts)), start, places);
        return Builder.Reshape(taken, new Shape(whole.Shape.Dims.SetItem(axis, range.Count)));
    }

    private bool IsWhole(Node node) => read[node].Equals(Box.Whole(node.Shape));

    private void Read(Node node, Box box) =>
        read[node] = read.TryGetValue(node, out var other) ? Hull(box, other, node.Shape) : box;

    private Narrowed? Narrow(Node node) => Narrow(node, read[node]);

    private ImmutableArray<Box> Boxes(Node node) =>
        Narrow(node)?.Inputs ?? [.. node.Inputs.Select(input => Box.Whole(input.Shape))];
}
