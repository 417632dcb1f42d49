using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Diagrams;

/// <summary>
/// The steps of a model that its results need and its inputs decide. The graph has equal nodes once; here each call has
/// those that it computes, whether or not another call computes the same.
/// </summary>
internal sealed class ShownSteps
{
    private readonly WrittenModel model;
    private readonly HashSet<Node> dependent = [];
    private readonly Dictionary<Node, List<int>> places = [];
    private readonly Dictionary<int, ShownStep> steps = [];
    private readonly Dictionary<WrittenCall, HashSet<Node>> results = new(ReferenceEqualityComparer.Instance);

    public ShownSteps(WrittenModel model)
    {
        this.model = model;
        foreach (var node in model.Graph.Nodes)
        {
            if (node.Op is LeafOp { Kind: LeafKind.Input } || node.Inputs.Any(dependent.Contains))
                dependent.Add(node);
        }

        for (var place = 0; place < model.Steps.Length; place++)
        {
            var node = model.Steps[place];
            if (dependent.Contains(node))
                (places.TryGetValue(node, out var known) ? known : places[node] = []).Add(place);
        }

        Results = [.. model.Graph.Results.Select(result => Find(result.Value, int.MaxValue))];
        var open = new Stack<int>(Results.OfType<int>());
        while (open.TryPop(out var place))
        {
            if (steps.ContainsKey(place))
                continue;
            var node = model.Steps[place];
            ImmutableArray<int> inputs = [.. node.Inputs.Select(input => Find(input, place)).OfType<int>()];
            steps.Add(place, new ShownStep(node, place, inputs));
            foreach (var input in inputs)
                open.Push(input);
        }

        All = [.. steps.Values.OrderBy(step => step.Place)];
    }

    /// <summary>By place; each stands behind those that it reads.</summary>
    public ImmutableArray<ShownStep> All { get; }

    /// <summary>The places of the results of the graph; null where a result depends on no input.</summary>
    public ImmutableArray<int?> Results { get; }

    /// <summary>
    /// Where the value of a node was computed that is read in a place: the last time before, but for steps inside of
    /// other calls that they do not give as results.
    /// </summary>
    private int? Find(Node node, int reader)
    {
        var source = Source(node);
        if (!dependent.Contains(source))
            return null;
        var before = places[source].FindLastIndex(place => place < reader);
        for (var i = before; i >= 0; i--)
        {
            if (IsVisible(source, places[source][i], reader))
                return places[source][i];
        }

        return places[source][before]; // a function that a call gave holds it
    }

    private bool IsVisible(Node node, int place, int reader)
    {
        for (var calls = model.Calls; Around(calls, place) is { } call; calls = call.Calls)
        {
            if (reader < call.First || reader >= call.End)
                return ResultsOf(call).Contains(node);
        }

        return true;
    }

    private HashSet<Node> ResultsOf(WrittenCall call) => results.TryGetValue(call, out var known)
        ? known
        : results[call] = [.. call.Results.Select(Source)];

    /// <summary>The call that has a step.</summary>
    private static WrittenCall? Around(ImmutableArray<WrittenCall> calls, int place)
    {
        var (low, high) = (0, calls.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = calls[middle].End <= place ? (middle + 1, high) : (low, middle);
        }

        return low < calls.Length && calls[low].First <= place ? calls[low] : null;
    }

    /// <summary>What is drawn where a node is read.</summary>
    private static Node Source(Node node)
    {
        while (node.Op is ViewOp { IsImplicit: true })
            node = node.Inputs[0];
        return node;
    }
}
