using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>A range of each axis of a tensor, as a <see cref="SliceOp"/> takes it.</summary>
public sealed class Box(ImmutableArray<AxisRange> axes) : IEquatable<Box>
{
    public ImmutableArray<AxisRange> Axes => axes;

    public Shape Shape => new([.. axes.Select(range => range.Length)]);

    public static Box Whole(Shape shape) => new([.. shape.Select(AxisRange.Whole)]);

    /// <summary>What a slice takes.</summary>
    public static Box Of(Node slice)
    {
        var (start, step) = (slice.Attributes.Shape("start"), slice.Attributes.Ints("step"));
        return new([.. slice.Shape.Select((length, axis) => new AxisRange(start[axis], step[axis], length))]);
    }

    /// <summary>What a box takes of this one.</summary>
    public Box Of(Box inner) => new([.. axes.Zip(inner.Axes, (outer, range) => outer.Of(range))]);

    /// <summary>The smallest box with both that can be told.</summary>
    public Box Hull(Box other, Shape whole) =>
        new([.. axes.Select((range, axis) => range.Hull(other.Axes[axis], whole[axis]))]);

    /// <summary>This box of a tensor of which <paramref name="outer"/> is there.</summary>
    public Node Cut(Node available, Box outer, GraphBuilder builder)
    {
        if (Equals(outer))
            return available;
        var inner = axes.Zip(outer.Axes, (range, of) => range.Within(of)).ToList();
        return builder.Slice(available, new Shape([.. inner.Select(r => r.Start)]), Shape, [.. inner.Select(r => r.Step)]);
    }

    public bool Equals(Box? other) => other is not null && axes.AsSpan().SequenceEqual(other.Axes.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Box);

    public override int GetHashCode() => axes.Aggregate(axes.Length, (hash, range) => HashCode.Combine(hash, range));
}

/// <summary>How an op computes a box of its result: with these attributes, from boxes of its inputs.</summary>
/// <param name="Attributes">Null where the box of the one input is the result.</param>
public sealed record Narrowed(Attributes? Attributes, ImmutableArray<Box> Inputs);
