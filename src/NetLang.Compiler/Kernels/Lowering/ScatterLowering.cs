using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>
/// A scatter over the domain of its elements. Axes that the index does not send anywhere are parallel: along them, places
/// never meet.
/// </summary>
internal static class ScatterLowering
{
    public static KernelDomain Domain(Node scatter)
    {
        var axes = IndexedAxes.Of(scatter);
        var places = Enumerable.Range(axes.Axis, axes.Places).Select(axis => (long)axis);
        return KernelDomain.Reduced(scatter.Inputs[0].Shape, [.. places]);
    }

    /// <summary>What it stores; null where this kernel cannot compute the elements or the index.</summary>
    public static DraftOutput? Lower(Node scatter, KernelDomain domain, ExpressionLowering lowering)
    {
        var (elements, index) = (scatter.Inputs[0], scatter.Inputs[1]);
        var axes = IndexedAxes.Of(scatter);
        var place = domain.DefaultPlace(elements.Shape)!;
        if (lowering.Lower(elements, place) is not { } value
            || lowering.Lower(index, place.Over(axes.OfIndex(place.Axes))) is not { } at)
        {
            return null;
        }

        var others = place.Over(axes.OfWhole(place.Axes, IndexMap.Fixed(Dim.Zero, domain.Rank)));
        var stride = IndexMap.RowMajor(scatter.Shape).Strides[axes.Axis];
        return new(scatter, others.Linear(scatter.Shape), value, PerRow: false, new(at, stride, scatter.Shape[axes.Axis]));
    }
}
