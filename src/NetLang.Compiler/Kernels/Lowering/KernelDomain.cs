using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>How much of a domain a node's elements go through.</summary>
internal enum Coverage
{
    /// <summary>Fewer than all rows: it would be computed again and again.</summary>
    Repeated,

    /// <summary>One element a row, that is a point of the parallel axes.</summary>
    Row,

    /// <summary>One element a point.</summary>
    Point,
}

/// <summary>
/// The domain of a kernel and where shapes lie in it. Axes of extent 1 are left out, but for structured roots, whose
/// templates want all axes.
/// </summary>
internal sealed class KernelDomain
{
    private readonly ImmutableArray<int> pointAxes;

    private KernelDomain(ImmutableArray<Dim> extents, int parallelRank, ImmutableArray<int> pointAxes)
    {
        Extents = extents;
        ParallelRank = parallelRank;
        this.pointAxes = pointAxes;
    }

    public ImmutableArray<Dim> Extents { get; }

    public int ParallelRank { get; }

    public int Rank => Extents.Length;

    /// <summary>Whether a point's reduced coordinates are the fastest in memory: a row is contiguous.</summary>
    public bool ReducesTrailingAxes => pointAxes.SequenceEqual(pointAxes.Order());

    private IEnumerable<int> ParallelAxes => Enumerable.Range(0, ParallelRank);

    /// <summary>A point for each element of a shape.</summary>
    public static KernelDomain Elementwise(Shape shape)
    {
        ImmutableArray<Dim> extents = [.. shape.Where(d => !d.IsOne)];
        return new(extents, extents.Length, [.. Enumerable.Range(0, extents.Length)]);
    }

    /// <summary>The domain of a structured root: [batch.., m, n], or [batch.., n, m] where it is transposed.</summary>
    public static KernelDomain Structured(Shape shape, bool transposed)
    {
        var extents = shape.Dims;
        if (transposed)
            extents = [.. extents[..^2], extents[^1], extents[^2]];
        return new(extents, extents.Length, [.. Enumerable.Range(0, extents.Length)]);
    }

    /// <summary>The kept axes of a reduction's input, then those that it reduces.</summary>
    public static KernelDomain Reduced(Shape input, ImmutableArray<long> axes)
    {
        var longer = Enumerable.Range(0, input.Rank).Where(axis => !input[axis].IsOne).ToList();
        var order = longer.Where(axis => !axes.Contains(axis)).Concat(longer.Where(axis => axes.Contains(axis))).ToList();
        var parallelRank = longer.Count(axis => !axes.Contains(axis));
        ImmutableArray<Dim> extents = [.. order.Select(axis => input[axis])];
        // A reduction over one element is a reduction still: templates find at least one reduced axis.
        return new(
            parallelRank == order.Count ? extents.Add(Dim.One) : extents,
            parallelRank,
            [.. longer.Select(axis => order.IndexOf(axis))]);
    }

    /// <summary>Where a shape lies that nothing else in the kernel places; null where it does not fit.</summary>
    public Place? DefaultPlace(Shape shape) =>
        Fit(shape, [.. ParallelAxes.Where(IsLong)]) ?? Fit(shape, [.. pointAxes.Where(IsLong)]);

    /// <summary>
    /// The place of a reshape's input from that of its result; null where it would need a division. Where an axis of the result
    /// is several of the domain, these are there to be taken apart.
    /// </summary>
    public Place? Reshaped(Place place, Shape result, Shape input) =>
        place.Reshaped(result, input) ?? (place.Equals(DefaultPlace(result)) ? DefaultPlace(input) : null);

    /// <summary>The place of a reduction's input from that of its result; null where it reduces other axes.</summary>
    public Place? ReducedInput(Node reduction, Place result)
    {
        var input = reduction.Inputs[0].Shape;
        var axes = reduction.Attributes.Ints("axes");
        var reducedAxes = Enumerable.Range(ParallelRank, Rank - ParallelRank).Where(IsLong).ToList();
        var lengths = axes.Select(axis => input[(int)axis]).Where(d => !d.IsOne);
        if (!lengths.SequenceEqual(reducedAxes.Select(axis => Extents[axis])) || CoverageOf(result) != Coverage.Row)
            return null;
        var (kept, reduced) = (0, 0);
        var coordinates = new IndexMap[input.Rank];
        for (var axis = 0; axis < input.Rank; axis++)
        {
            if (!axes.Contains(axis))
                coordinates[axis] = result.Axes[kept++];
            else if (!input[axis].IsOne)
                coordinates[axis] = IndexMap.Along(reducedAxes[reduced++], Rank);
        }

        return Place.Of(input, Rank, axis => coordinates[axis]);
    }

    public Coverage CoverageOf(Place place)
    {
        var touched = Enumerable.Range(0, Rank)
            .Where(axis => IsLong(axis) && place.Axes.Any(map => !map.Strides[axis].IsZero))
            .ToList();
        if (touched.SequenceEqual(ParallelAxes.Where(IsLong)))
            return Coverage.Row;
        return touched.SequenceEqual(Enumerable.Range(0, Rank).Where(IsLong)) ? Coverage.Point : Coverage.Repeated;
    }

    /// <summary>Whether what is there has one element a row, where rows have several points.</summary>
    public bool IsRow(Place place) => ParallelRank < Rank && CoverageOf(place) == Coverage.Row;

    /// <summary>Whether every element of a shape is met exactly once, by rows or by points.</summary>
    public bool IsExact(Place place, Shape shape)
    {
        var used = new HashSet<int>();
        return CoverageOf(place) != Coverage.Repeated
            && Enumerable.Range(0, shape.Rank).All(i => shape[i].IsOne || IsMerged(place.Axes[i], shape[i], used));
    }

    /// <summary>Whether a coordinate is that of one axis, or counts the points of several as one axis would.</summary>
    /// <param name="used">Axes that other coordinates have taken.</param>
    private bool IsMerged(IndexMap map, Dim length, HashSet<int> used)
    {
        var axes = Enumerable.Range(0, Rank).Where(axis => !map.Strides[axis].IsZero).ToList();
        var product = Dim.One;
        while (axes.FindIndex(axis => map.Strides[axis].Equals(product)) is >= 0 and var next)
        {
            if (!used.Add(axes[next]))
                return false;
            product *= Extents[axes[next]];
            axes.RemoveAt(next);
        }

        return axes.Count == 0 && map.Offset.IsZero && product.Equals(length);
    }

    private bool IsLong(int axis) => !Extents[axis].IsOne;

    /// <summary>Where each axis of a shape is one or several axes of the domain.</summary>
    private Place? Fit(Shape shape, List<int> axes)
    {
        Shape extents = new([.. axes.Select(axis => Extents[axis])]);
        return Place.Along(extents, Rank, axes).Reshaped(extents, shape);
    }
}
