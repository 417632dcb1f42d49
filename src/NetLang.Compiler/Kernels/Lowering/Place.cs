using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>
/// Which element of a node belongs to a point of a kernel's domain: for each axis of the node, its coordinate as a map
/// of the domain. Axes of extent 1 are always at 0, so that equal places are equal values.
/// </summary>
internal sealed class Place : IEquatable<Place>
{
    private Place(int domainRank, ImmutableArray<IndexMap> axes)
    {
        DomainRank = domainRank;
        Axes = axes;
    }

    public int DomainRank { get; }

    public ImmutableArray<IndexMap> Axes { get; }

    /// <summary>The place of a shape with the given coordinate for each axis.</summary>
    public static Place Of(Shape shape, int domainRank, Func<int, IndexMap> axis) => new(
        domainRank,
        [.. shape.Select((dim, i) => dim.IsOne ? IndexMap.Fixed(Dim.Zero, domainRank) : axis(i))]);

    /// <summary>The place of a shape over its own axes.</summary>
    public static Place Identity(Shape shape) => Of(shape, shape.Rank, axis => IndexMap.Along(axis, shape.Rank));

    /// <summary>The axes of a shape that are longer than 1, in order, at the given axes of the domain.</summary>
    public static Place Along(Shape shape, int domainRank, IReadOnlyList<int> domainAxes)
    {
        var next = 0;
        return Of(shape, domainRank, _ => IndexMap.Along(domainAxes[next++], domainRank));
    }

    /// <summary>Another node's place over the same domain.</summary>
    public Place Over(ImmutableArray<IndexMap> axes) => new(DomainRank, axes);

    /// <summary>The same elements within a larger shape.</summary>
    public Place Shifted(Shape offset) =>
        new(DomainRank, [.. Axes.Select((axis, i) => axis + IndexMap.Fixed(offset[i], DomainRank))]);

    /// <summary>The element's index in row-major order.</summary>
    public IndexMap Linear(Shape shape)
    {
        var rowMajor = IndexMap.RowMajor(shape);
        return Axes
            .Select((axis, i) => axis * rowMajor.Strides[i])
            .Aggregate(IndexMap.Fixed(Dim.Zero, DomainRank), (sum, term) => sum + term);
    }

    /// <summary>The place of a view's input, from that of its result.</summary>
    public Place Through(CoordinateMap map, Shape input) => Of(input, DomainRank, i =>
    {
        var term = map.Axes[i];
        return term.Steps.Aggregate(
            IndexMap.Fixed(term.Offset, DomainRank), (sum, step) => sum + (Axes[step.Axis] * step.Step));
    });

    /// <summary>
    /// The place of a reshape's input, from that of its result; null where it would need a division, that is where axes
    /// of the input are merged.
    /// </summary>
    public Place? Reshaped(Shape result, Shape input)
    {
        var coordinates = new IndexMap[input.Rank];
        var next = 0;
        for (var axis = 0; axis < input.Rank; axis++)
        {
            coordinates[axis] = IndexMap.Fixed(Dim.Zero, DomainRank);
            if (input[axis].IsOne)
                continue;
            // The axes of the result that this axis is split into.
            var product = Dim.One;
            while (!product.Equals(input[axis]))
            {
                if (next == result.Rank)
                    return null;
                coordinates[axis] = (coordinates[axis] * result[next]) + Axes[next];
                product *= result[next];
                next++;
            }
        }

        return result.Skip(next).All(d => d.IsOne) ? new Place(DomainRank, [.. coordinates]) : null;
    }

    public bool Equals(Place? other) => other is not null && Axes.AsSpan().SequenceEqual(other.Axes.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Place);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var axis in Axes)
            hash.Add(axis);
        return hash.ToHashCode();
    }

    public override string ToString() => $"({string.Join(", ", Axes)})";
}
