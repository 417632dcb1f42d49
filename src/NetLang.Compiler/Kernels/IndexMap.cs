using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels;

/// <summary>Offset + Σ Strides[i] · coordinate i of the kernel's domain, in elements.</summary>
public sealed record IndexMap(Dim Offset, ImmutableArray<Dim> Strides)
{
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
}
