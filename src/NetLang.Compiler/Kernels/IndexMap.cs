using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels;

/// <summary>Offset + Σ Strides[i] · coordinate i of the kernel's domain, in elements.</summary>
public sealed record IndexMap(Dim Offset, ImmutableArray<Dim> Strides)
{
    /// <summary>The axis whose coordinate this is, unchanged; null where it is anything else.</summary>
    public int? Axis
    {
        get
        {
            if (!Offset.IsZero)
                return null;
            int? found = null;
            for (var axis = 0; axis < Strides.Length; axis++)
            {
                if (Strides[axis].IsZero)
                    continue;
                if (found is not null || !Strides[axis].IsOne)
                    return null;
                found = axis;
            }

            return found;
        }
    }

    /// <summary>The row-major map of a shape onto a domain of the same axes.</summary>
    public static IndexMap RowMajor(Shape shape)
    {
        var strides = new Dim[shape.Rank];
        var stride = Dim.One;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return new(Dim.Zero, [.. strides]);
    }

    /// <summary>The same value at all points of a domain of the given rank.</summary>
    public static IndexMap Fixed(Dim value, int rank) => new(value, [.. Enumerable.Repeat(Dim.Zero, rank)]);

    /// <summary>The coordinate along an axis of a domain of the given rank.</summary>
    public static IndexMap Along(int axis, int rank) =>
        new(Dim.Zero, [.. Enumerable.Range(0, rank).Select(i => i == axis ? Dim.One : Dim.Zero)]);

    public static IndexMap operator +(IndexMap a, IndexMap b) =>
        new(a.Offset + b.Offset, [.. a.Strides.Zip(b.Strides, (x, y) => x + y)]);

    public static IndexMap operator *(IndexMap map, Dim factor) =>
        new(map.Offset * factor, [.. map.Strides.Select(s => s * factor)]);

    public bool Equals(IndexMap? other) =>
        other is not null && Offset.Equals(other.Offset) && Strides.AsSpan().SequenceEqual(other.Strides.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Offset);
        foreach (var stride in Strides)
            hash.Add(stride);
        return hash.ToHashCode();
    }

    /// <summary>As in the text form of kernels: <c>10·i0 + i1</c>.</summary>
    public override string ToString()
    {
        var terms = new List<string>();
        for (var axis = 0; axis < Strides.Length; axis++)
        {
            var stride = Strides[axis];
            if (!stride.IsZero)
                terms.Add(stride.IsOne ? $"i{axis}" : stride.Terms.Length == 1 ? $"{stride}·i{axis}" : $"({stride})·i{axis}");
        }

        if (!Offset.IsZero || terms.Count == 0)
            terms.Add(Offset.ToString());
        return string.Join(" + ", terms);
    }
}
