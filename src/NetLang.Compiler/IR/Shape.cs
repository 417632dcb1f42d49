using System.Collections;
using System.Collections.Immutable;
using NetLang.Runtime;

namespace NetLang.Compiler.IR;

/// <summary>The dimensions of a tensor, compared by value.</summary>
public sealed class Shape(ImmutableArray<Dim> dims) : IReadOnlyList<Dim>, IEquatable<Shape>
{
    public static Shape Scalar { get; } = new(ImmutableArray<Dim>.Empty);

    public ImmutableArray<Dim> Dims => dims;

    public int Rank => dims.Length;

    public int Count => dims.Length;

    /// <summary>The number of elements.</summary>
    public Dim Size => dims.Aggregate(Dim.One, (product, dim) => product * dim);

    public bool IsStatic => dims.All(d => d.IsConstant);

    public Dim this[int axis] => dims[axis];

    public static Shape Of(params ReadOnlySpan<Dim> dims) => new([.. dims]);

    /// <summary>A shape of other dimensions.</summary>
    public Shape Map(Func<Dim, Dim> map) => new([.. dims.Select(map)]);

    public bool Equals(Shape? other) => other is not null && dims.AsSpan().SequenceEqual(other.Dims.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var dim in dims)
            hash.Add(dim);
        return hash.ToHashCode();
    }

    public IEnumerator<Dim> GetEnumerator() => ((IEnumerable<Dim>)dims).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", dims)}]";
}

/// <summary>The type of a node: <c>f32[N, 10]</c>; rank 0 prints as <c>f32[]</c>.</summary>
public sealed record TensorType(ElementType Element, Shape Shape)
{
    public override string ToString() => Element.Name() + Shape;
}
