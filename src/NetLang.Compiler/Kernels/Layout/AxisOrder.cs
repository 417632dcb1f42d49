using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Kernels.Layout;

/// <summary>
/// Places in a tensor of static shape whose axes lie in another order than row-major: <c>axes[0]</c> is the slowest. A map
/// of row-major places is taken apart into coordinates: of an axis of the domain it must be one axis of the tensor.
/// </summary>
internal sealed class AxisOrder(Shape shape, ImmutableArray<int> axes)
{
    /// <summary>Axes of extent 1 have no places to tell apart.</summary>
    private readonly ImmutableArray<(long RowMajor, long Stored, long Extent)> strides =
    [
        .. Enumerable.Range(0, shape.Rank).Where(axis => !shape[axis].IsOne).Select(axis => (
            Product(shape.Skip(axis + 1)),
            Product(axes.SkipWhile(a => a != axis).Skip(1).Select(a => shape[a])),
            shape[axis].ConstantValue)),
    ];

    /// <summary>The map of the same elements, where they lie.</summary>
    /// <param name="map">One that <see cref="Fits"/>.</param>
    public IndexMap Stored(IndexMap map) => new(
        Dim.Constant(Coordinates(map.Offset.ConstantValue).Zip(strides, (coordinate, s) => coordinate * s.Stored).Sum()),
        [.. map.Strides.Select(stride => stride.IsZero ? stride : Stored(stride.ConstantValue))]);

    /// <summary>Whether a map is made of coordinates that stay within their axes.</summary>
    /// <param name="extents">Of the domain.</param>
    public bool Fits(IndexMap map, ImmutableArray<Dim> extents)
    {
        if (!map.Offset.IsConstant || map.Offset.ConstantValue < 0)
            return false;
        var (least, most) = (Coordinates(map.Offset.ConstantValue), Coordinates(map.Offset.ConstantValue));
        foreach (var (stride, extent) in map.Strides.Zip(extents).Where(p => !p.First.IsZero))
        {
            if (!stride.IsConstant || !extent.IsConstant || Step(stride.ConstantValue) is not { } step)
                return false;
            var reach = step.Count * (extent.ConstantValue - 1);
            least[step.Axis] += Math.Min(reach, 0);
            most[step.Axis] += Math.Max(reach, 0);
        }

        return least.All(c => c >= 0) && most.Zip(strides).All(c => c.First < c.Second.Extent);
    }

    private Dim Stored(long stride)
    {
        var (axis, count) = Step(stride)!.Value;
        return Dim.Constant(count * strides[axis].Stored);
    }

    /// <summary>Which axis a stride goes along, and by how many places; null where it goes along several.</summary>
    private (int Axis, long Count)? Step(long stride)
    {
        var axis = strides.ToList().FindIndex(s => Math.Abs(stride) >= s.RowMajor);
        return axis >= 0 && stride % strides[axis].RowMajor == 0 ? (axis, stride / strides[axis].RowMajor) : null;
    }

    private long[] Coordinates(long place) => [.. strides.Select(s => place / s.RowMajor % s.Extent)];

    private static long Product(IEnumerable<Dim> dims) => dims.Aggregate(1L, (product, d) => product * d.ConstantValue);
}
