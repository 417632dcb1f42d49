using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Sizes;
using NetLang.Compiler.Text;

namespace NetLang.Compiler.Semantics.Tensors;

/// <summary>
/// Where the dimensions of tensors came from: the places in the types of inputs and variables and in lists of dimensions are
/// noted; those of other tensors are found by going back to where the dimension first occurred.
/// </summary>
/// <param name="sizes">How lengths were computed, which is told in place of where they were written.</param>
internal sealed class DimensionOrigins(AxisSizes sizes)
{
    private readonly Dictionary<Node, IReadOnlyList<SourceSpan?>> noted = new(ReferenceEqualityComparer.Instance);

    // What was found from where, so that the way back from each of a long chain of tensors is short.
    private readonly Dictionary<(Node Tensor, int Axis), (SourceSpan? Noted, Node Furthest)> found = [];

    /// <param name="origins">One an axis; null where there is none to show.</param>
    public void Note(Node tensor, IEnumerable<SourceSpan?> origins) => noted.TryAdd(tensor, [.. origins]);

    /// <summary>Where a dimension was written, or the expression that made it; null where that is unknown.</summary>
    public SourceSpan? Find(Node tensor, int axis)
    {
        if (!found.TryGetValue((tensor, axis), out var way))
            found[(tensor, axis)] = way = GoBack(tensor, axis);
        return way.Noted ?? (way.Furthest.Spans.Count > 0 ? way.Furthest.Spans[0] : null);
    }

    private (SourceSpan? Noted, Node Furthest) GoBack(Node tensor, int axis)
    {
        var furthest = tensor; // the first node on the way back, as far as it goes
        var seen = new HashSet<(Node Tensor, int Axis)>();
        var pending = new Stack<(Node Tensor, int Axis)>([(tensor, axis)]); // a graph may be deeper than the call stack
        while (pending.TryPop(out var place))
        {
            if (!seen.Add(place))
                continue;
            if (noted.TryGetValue(place.Tensor, out var origins) && place.Axis < origins.Count && origins[place.Axis] is { } origin)
                return (origin, furthest);
            if (found.TryGetValue(place, out var known))
            {
                if (known.Noted is not null)
                    return (known.Noted, furthest);
                furthest = furthest == place.Tensor ? known.Furthest : furthest;
                continue;
            }

            var sources = Sources(place.Tensor, place.Axis).ToList();
            if (furthest == place.Tensor && sources.Count > 0)
                furthest = sources[0].Source;
            foreach (var source in Enumerable.Reverse(sources))
                pending.Push(source);
        }

        return (null, furthest);
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
        if (dim.IsOne)
            return [];
        if (sizes.Labels(operand.Node, axis).ToList() is [_, ..] steps)
            return steps.Where(step => calls.IsOfUser(step.Span));
        if (Find(operand.Node, axis) is not { } origin || !calls.IsOfUser(origin))
            return [];
        var isItself = operand.Span.Contains(origin) && origin.Start == operand.Span.Start; // or the function that gives it
        return isItself ? [] : [new DiagnosticLabel(origin, $"{dim} came from here")];
    }
}
