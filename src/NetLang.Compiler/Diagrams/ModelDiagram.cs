using System.Collections.Immutable;
using System.Globalization;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Execution;

namespace NetLang.Compiler.Diagrams;

/// <summary>
/// Draws a model at inference. A call is a box; where it calls layers with weights, it is open: a group of what is in
/// it. An operation that no box holds is one of its own. What depends on no input, as a transposed weight does, is a
/// part of what reads it.
/// </summary>
/// <remarks>
/// No edge goes back: a box has the nodes that were made in one stretch of elaboration, and nodes are made after those
/// that they read.
/// </remarks>
public sealed class ModelDiagram
{
    private readonly ModelDefinition model;
    private readonly List<Node> shown;
    private readonly Dictionary<Node, int> boxes = [];
    private readonly HashSet<string> drawn = [];
    private int number;

    private ModelDiagram(ModelDefinition model)
    {
        this.model = model;
        shown = [.. Dependent(model.Written.Graph).Where(n => !IsImplicit(n)).OrderBy(n => n.Id)];
    }

    /// <param name="depth">
    /// How deep layers in layers are shown: with 1 those of the model's body are boxes, with 2 they show their own.
    /// </param>
    public static Diagram Draw(ModelDefinition model, int depth = int.MaxValue) => new ModelDiagram(model).Draw(depth);

    private Diagram Draw(int depth)
    {
        var inputs = shown.Where(n => n.Op is LeafOp).ToList();
        var items = ImmutableArray.CreateBuilder<DiagramItem>();
        items.AddRange(inputs.Select(input => Box([input], [input.Attributes.Text("name")], BoxKind.Border)));
        shown.RemoveRange(0, inputs.Count); // they are made before all else
        items.AddRange(Inside(model.Written.Calls, 0, int.MaxValue, depth));
        var edges = EdgesBetween().ToList();
        foreach (var result in model.Written.Graph.Results)
        {
            if (!boxes.TryGetValue(Source(result.Value), out var from))
                continue; // it depends on no input
            var box = Box([], [result.Name], BoxKind.Border);
            items.Add(box);
            edges.Add(new(from, box.Number, result.Value.Type.ToString()));
        }

        return new Diagram(model.Name, items.ToImmutable(), [.. edges.Distinct()]);
    }

    /// <summary>The nodes whose values an input decides, inputs included.</summary>
    private static HashSet<Node> Dependent(Graph graph)
    {
        var dependent = new HashSet<Node>();
        foreach (var node in graph.Nodes)
        {
            if (node.Op is LeafOp { Kind: LeafKind.Input } || node.Inputs.Any(dependent.Contains))
                dependent.Add(node);
        }

        return dependent;
    }

    private static bool IsImplicit(Node node) => node.Op is ViewOp { IsImplicit: true };

    /// <summary>What is drawn where a node is read.</summary>
    private static Node Source(Node node)
    {
        while (IsImplicit(node))
            node = node.Inputs[0];
        return node;
    }

    /// <summary>The items of the nodes from one number up to another, of which the calls made some.</summary>
    private IEnumerable<DiagramItem> Inside(ImmutableArray<WrittenCall> calls, int first, int end, int depth)
    {
        foreach (var call in calls.Where(call => Made(call).Count > 0))
        {
            foreach (var item in Bare(first, call.First))
                yield return item;
            yield return Item(call, depth);
            first = call.End;
        }

        foreach (var item in Bare(first, end))
            yield return item;
    }

    private DiagramItem Item(WrittenCall call, int depth)
    {
        var lines = Lines(call);
        if (depth == 1 || !HoldsLayers(call))
            return Box(Made(call), lines, call.Path is null ? BoxKind.Operation : BoxKind.Layer);
        var group = number++;
        return new DiagramGroup(group, lines, [.. Inside(call.Calls, call.First, call.End, depth - 1)]);
    }

    private bool HoldsLayers(WrittenCall call) =>
        call.Calls.Any(inner => (inner.Path is not null && Made(inner).Count > 0) || HoldsLayers(inner));

    /// <summary>A box for each operation; the results of one are one.</summary>
    private IEnumerable<DiagramItem> Bare(int first, int end) => Made(first, end)
        .GroupBy(n => n.Op is MultiResultOp ? MultiResultOp.Family(n) : n.Key)
        .Select(group => Box(group, [group.First().Op.Name], BoxKind.Operation));

    private DiagramBox Box(IEnumerable<Node> nodes, ImmutableArray<string> lines, BoxKind kind)
    {
        foreach (var node in nodes)
            boxes.Add(node, number);
        return new DiagramBox(number++, lines, kind);
    }

    private List<Node> Made(WrittenCall call) => Made(call.First, call.End);

    /// <summary>The nodes that are shown, from one number up to another.</summary>
    private List<Node> Made(int first, int end)
    {
        var start = Place(first);
        return shown.GetRange(start, Place(end) - start);
    }

    /// <summary>How many of the nodes that are shown have a lower number.</summary>
    private int Place(int id)
    {
        var (low, high) = (0, shown.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = shown[middle].Id < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private IEnumerable<DiagramEdge> EdgesBetween() =>
        from reader in shown
        from input in reader.Inputs
        let source = Source(input)
        where boxes.ContainsKey(source) && boxes[source] != boxes[reader]
        select new DiagramEdge(boxes[source], boxes[reader], source.Type.ToString());

    private ImmutableArray<string> Lines(WrittenCall call)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(call.Name);
        if (!LayerNames.IsAfter(call.Name, call.Definition))
            lines.Add(call.Definition);
        if (call.Path is null)
            return lines.ToImmutable();
        var weights = model.Variables.Where(IsWeightOf(call.Path)).ToList();
        var count = weights.Aggregate(Dim.Zero, (sum, weight) => sum + weight.Type.Shape.Size);
        var isFrozen = weights.Count > 0 && weights.TrueForAll(w => w.Kind == VariableKind.FrozenParameter);
        var counted = string.Create(CultureInfo.InvariantCulture, $"{count.ConstantValue:N0} parameters");
        lines.Add(!drawn.Add(call.Path) ? "shared" : isFrozen ? counted + ", frozen" : counted);
        return lines.ToImmutable();
    }

    private static Func<Variable, bool> IsWeightOf(string path) => variable =>
        variable.Kind is VariableKind.Parameter or VariableKind.FrozenParameter
        && variable.Path.StartsWith(path + ".", StringComparison.Ordinal);
}
