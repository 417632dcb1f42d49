using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>How a reduction combines two values.</summary>
public enum Combiner
{
    Sum,
    Product,

    /// <summary>NaN if any is.</summary>
    Maximum,

    /// <summary>NaN if any is.</summary>
    Minimum,
}

/// <summary>Combines elements along the axes in attribute <c>axes</c> (sorted), which the result lacks.</summary>
public abstract class ReductionOp(string name, Combiner combiner) : Op(name)
{
    public Combiner Combiner { get; } = combiner;

    /// <summary>The result over no elements at all.</summary>
    public abstract double Neutral(ElementType element);

    public sealed override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 1);
        var axes = attributes.Ints("axes");
        var type = inputs[0];
        Require.That(this, axes.All(a => a >= 0 && a < type.Shape.Rank), $"axes outside of {type}");
        Require.That(this, axes.Zip(axes.Skip(1)).All(p => p.First < p.Second), "axes are not sorted");
        Require.That(this, type.Element.IsComputed(), $"{type.Element.Name()} is not for arithmetic");
        return type with { Shape = new Shape([.. type.Shape.Where((_, axis) => !axes.Contains(axis))]) };
    }

    public sealed override (int Input, int Axis)? SourceOf(Node node, int axis) => (0, Kept(node)[axis]);

    public sealed override bool IsDifferentiable(int input) => true;

    public sealed override TensorValue Evaluate(
        Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        var kept = Kept(node);
        var extents = context.Extents(node.Shape);
        var values = new double[RowMajor.Size(extents)];
        Array.Fill(values, Neutral(node.Type.Element));
        var place = new long[kept.Length];
        var i = 0;
        foreach (var coordinates in RowMajor.Coordinates(inputs[0].Shape))
        {
            for (var axis = 0; axis < kept.Length; axis++)
                place[axis] = coordinates[kept[axis]];
            ref var value = ref values[RowMajor.Index(place, extents)];
            value = Combine(value, inputs[0].Values[i++]);
        }

        // Rounded once, at the end: the reference is more exact than any order of additions.
        return new(node.Type.Element, extents, [.. values.Select(v => TensorValue.Round(node.Type.Element, v))]);
    }

    public override Node? Simplify(Node node, GraphBuilder builder)
    {
        var input = node.Inputs[0];
        if (node.Attributes.Ints("axes").IsEmpty)
            return input;
        if (input.Op != this)
            return null;

        // sum(sum(x, inner), outer) = sum(x, both)
        var between = Kept(input);
        var axes = input.Attributes.Ints("axes").AsEnumerable()
            .Concat(node.Attributes.Ints("axes").Select(a => (long)between[(int)a]))
            .Order();
        return builder.Reduce(this, input.Inputs[0], [.. axes]);
    }

    public sealed override Node Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder) =>
        builder.Reduce(this, inputs[0].Value, node.Attributes.Ints("axes").BehindSteps().Values);

    public sealed override Narrowed Narrow(Node node, Box box)
    {
        var axes = Box.Whole(node.Inputs[0].Shape).Axes.ToBuilder();
        foreach (var (i, axis) in Kept(node).Index())
            axes[axis] = box.Axes[i];
        return new(node.Attributes, [new(axes.ToImmutable())]);
    }

    public sealed override Node? Sink(Node node, Node transposition, GraphBuilder builder)
    {
        var order = Permutation.Of(transposition)!;
        ImmutableArray<long> axes = [.. node.Attributes.Ints("axes").Select(a => (long)order[a]).Order()];
        var places = Kept(node).Select(axis => (long)order[axis]).ToList();
        Permutation kept = new([.. places.Select(place => (long)places.Count(other => other < place))]);
        return kept.Apply(builder.Reduce(this, transposition.Inputs[0], axes), builder);
    }

    /// <summary>Where axes are reduced with all that they are split into, or not at all.</summary>
    public sealed override Node? Sink(Node node, AxisSplit split, GraphBuilder builder) =>
        split.AxesOf(node.Attributes.Ints("axes")) is { IsEmpty: false } axes && split.Merge(node.Inputs[0], builder) is { } merged
            ? split.Reshape(builder.Reduce(this, merged, axes), node.Shape, builder)
            : null;

    /// <summary>Of leaves, where no axis is reduced between parts of one; others are not computed twice.</summary>
    public sealed override Node? Merge(Node node, AxisSplit split, GraphBuilder builder)
    {
        var (kept, dims) = (Kept(node), node.Inputs[0].Shape.Select(d => (Dim?)d).ToArray());
        foreach (var (axis, dim) in split.Merged.Index())
        {
            foreach (var (i, part) in split.PartsOf(axis).Index())
            {
                if (kept[part] != kept[split.PartsOf(axis)[0]] + i)
                    return split.Reshape(node, split.Merged, builder);
                dims[kept[part]] = i == 0 ? dim : null;
            }
        }

        if (split.IsComputed(node) || split.Merge(node.Inputs[0], new Shape([.. dims.OfType<Dim>()]), builder) is not { } operand)
            return split.Reshape(node, split.Merged, builder);
        var reduced = node.Attributes.Ints("axes").Select(axis => (long)dims.Take((int)axis).Count(d => d is not null));
        return split.Reshape(builder.Reduce(this, operand, [.. reduced]), split.Merged, builder);
    }

    /// <summary>The result, or its gradient, spread over the input's shape again.</summary>
    protected static Node Spread(Node node, Node value, GraphBuilder builder) =>
        builder.Broadcast(value, node.Inputs[0].Shape, [.. Kept(node).Select(a => (long)a)]);

    private static int[] Kept(Node node)
    {
        var axes = node.Attributes.Ints("axes");
        return [.. Enumerable.Range(0, node.Inputs[0].Shape.Rank).Where(axis => !axes.Contains(axis))];
    }

    private double Combine(double a, double b) => Combiner switch
    {
        Combiner.Sum => a + b,
        Combiner.Product => a * b,
        Combiner.Maximum => Math.Max(a, b),
        _ => Math.Min(a, b),
    };
}
