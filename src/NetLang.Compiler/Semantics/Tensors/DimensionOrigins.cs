using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Tensors;

/// <summary>
/// Where the dimensions of tensors came from: the places in the types of inputs and variables and in lists of dimensions are
/// noted; those of other tensors are found by going back to where the dimension first occurred.
/// </summary>
internal sealed class DimensionOrigins
{
    private readonly Dictionary<Node, IReadOnlyList<SourceSpan?>> noted = new(ReferenceEqualityComparer.Instance);

    /// <param name="origins">One an axis; null where there is none to show.</param>
    public void Note(Node tensor, IEnumerable<SourceSpan?> origins) => noted.TryAdd(tensor, [.. origins]);

    /// <summary>Where a dimension was written, or the expression that made it; null where that is unknown.</summary>
    public SourceSpan? Find(Node tensor, int axis)
    {
        var last = tensor;
        return Find(tensor, axis, [], ref last) ?? (last.Spans.Count > 0 ? last.Spans[0] : null);
    }

    /// <param name="last">The node furthest back that has the dimension.</param>
    private SourceSpan? Find(Node tensor, int axis, HashSet<(Node Tensor, int Axis)> seen, ref Node last)
    {
        if (!seen.Add((tensor, axis)))
            return null;
        if (noted.TryGetValue(tensor, out var places) && axis < places.Count && places[axis] is { } place)
            return place;
        foreach (var (source, sourceAxis) in Sources(tensor, axis))
        {
            if (last == tensor)
                last = source;
            if (Find(source, sourceAxis, seen, ref last) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Inputs that have the dimension: the one that the op names, else all that may be meant.</summary>
    private static IEnumerable<(Node Source, int Axis)> Sources(Node tensor, int axis)
    {
        var dim = tensor.Shape[axis];
        if (tensor.Op.SourceOf(tensor, axis) is var (input, named))
            return tensor.Inputs[input].Shape[named].Equals(dim) ? [(tensor.Inputs[input], named)] : [];
        return
            from source in tensor.Inputs
            where source.Shape.Contains(dim)
            let isSame = axis < source.Shape.Rank && source.Shape[axis].Equals(dim)
            select (source, isSame ? axis : source.Shape.Dims.IndexOf(dim));
    }

    /// <summary>"784 came from here", unless that is the place of the tensor itself.</summary>
    public IEnumerable<DiagnosticLabel> Labels(Operand operand, int axis, CallStack calls)
    {
        var dim = operand.Node.Shape[axis];
        if (dim.IsOne || Find(operand.Node, axis) is not { } origin || !calls.IsOfUser(origin))
            return [];
        var isItself = operand.Span.Contains(origin) && origin.Start == operand.Span.Start; // or the function that gives it
        return isItself ? [] : [new DiagnosticLabel(origin, $"{dim} came from here")];
    }
}
