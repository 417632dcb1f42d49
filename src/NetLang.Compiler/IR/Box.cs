using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>A range of each axis of a tensor, as a slice takes it.</summary>
public sealed class Box(ImmutableArray<AxisRange> axes) : IEquatable<Box>
{
    public ImmutableArray<AxisRange> Axes => axes;

    public Shape Shape => new([.. axes.Select(range => range.Count)]);

    public static Box Whole(Shape shape) => new([.. shape.Select(AxisRange.Whole)]);

    /// <summary>What a box takes of this one; null where that is no box.</summary>
    public Box? Of(Box inner)
    {
        var ranges = axes.Zip(inner.Axes, (outer, range) => outer.Of(range)).ToList();
        return ranges.Exists(range => range is null) ? null : new([.. ranges.Select(range => range!.Value)]);
    }

    /// <summary>The smallest box with both that can be told.</summary>
    public Box Hull(Box other, Shape whole) =>
        new([.. axes.Select((range, axis) => range.Hull(other.Axes[axis], whole[axis]))]);

    /// <summary>The box that takes this one of another that has it.</summary>
    public Box Within(Box outer) => new([.. axes.Zip(outer.Axes, (range, of) => range.Within(of))]);

    public bool Equals(Box? other) => other is not null && axes.AsSpan().SequenceEqual(other.Axes.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Box);

    public override int GetHashCode() => axes.Aggregate(axes.Length, (hash, range) => HashCode.Combine(hash, range));
}

/// <summary>How an op computes a box of its result: with these attributes, from boxes of its inputs.</summary>
/// <param name="Attributes">Null where the box of the one input is the result.</param>
public sealed record Narrowed(Attributes? Attributes, ImmutableArray<Box> Inputs);

/// <summary>How an op computes some steps of its result: with these attributes, from boxes of its inputs.</summary>
/// <param name="Kept">
/// The inputs that it reads from the first step on, each with the axis of the steps: their boxes are the new steps, in front of
/// which the op is to be given the earlier ones.
/// </param>
public sealed record Continued(Attributes Attributes, ImmutableArray<Box> Inputs, ImmutableArray<(int Input, int Axis)> Kept);
