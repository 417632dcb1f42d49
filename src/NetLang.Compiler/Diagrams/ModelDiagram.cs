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
/// No edge goes back: a box has the steps of one stretch of the text, and steps stand behind those that they read.
/// </remarks>
public sealed class ModelDiagram
{
    private readonly ModelDefinition model;
    private readonly ShownSteps steps;
    private readonly List<ShownStep> shown;
    private readonly Dictionary<int, int> boxes = []; // by place
    private readonly HashSet<string> drawn = [];
    private int number;

    private ModelDiagram(ModelDefinition model)
    {
        this.model = model;
        steps = new ShownSteps(model.Written);
        shown = [.. steps.All];
    }

    /// <param name="depth">
    /// How deep layers in layers are shown: with 1 those of the model's body are boxes, with 2 they show their own.
    /// </param>
    public static Diagram Draw(ModelDefinition model, int depth = int.MaxValue) => new ModelDiagram(model).Draw(depth);

    private Diagram Draw(int depth)
    {
        var inputs = shown.Where(s => s.Node.Op is LeafOp).ToList();
        var items = ImmutableArray.CreateBuilder<DiagramItem>();
        items.AddRange(inputs.Select(input => Box([input], [input.Node.Attributes.Text("name")], BoxKind.Border)));
        shown.RemoveRange(0, inputs.Count); // they stand before all else
        items.AddRange(Inside(model.Written.Calls, 0, int.MaxValue, depth));
        var edges = EdgesBetween().ToList();
        foreach (var (result, place) in model.Written.Graph.Results.Zip(steps.Results))
        {
            if (place is not { } from)
                continue; // it depends on no input
            var box = Box([], [result.Name], BoxKind.Border);
            items.Add(box);
            edges.Add(new(boxes[from], box.Number, result.Value.Type.ToString()));
        }

        return new Diagram(model.Name, items.ToImmutable(), [.. edges.Distinct()]);
    }

    /// <summary>The items of the steps from one place up to another, of which the calls have some.</summary>
    private IEnumerable<DiagramItem> Inside(ImmutableArray<WrittenCall> calls, int first, int end, int depth)
    {
        foreach (var call in calls.Where(call => StepsOf(call).Count > 0))
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
            return Box(StepsOf(call), lines, call.Path is null ? BoxKind.Operation : BoxKind.Layer);
        var group = number++;
        return new DiagramGroup(group, lines, [.. Inside(call.Calls, call.First, call.End, depth - 1)]);
    }

    private bool HoldsLayers(WrittenCall call) =>
        call.Calls.Any(inner => (inner.Path is not null && StepsOf(inner).Count > 0) || HoldsLayers(inner));

    /// <summary>A box for each operation; the results of one are one.</summary>
    private IEnumerable<DiagramItem> Bare(int first, int end) => StepsOf(first, end)
        .GroupBy(s => s.Node.Op is MultiResultOp ? MultiResultOp.Family(s.Node) : s.Node.Key)
        .Select(group => Box(group, [group.First().Node.Op.Name], BoxKind.Operation));

    private DiagramBox Box(IEnumerable<ShownStep> content, ImmutableArray<string> lines, BoxKind kind)
    {
        foreach (var step in content)
            boxes.Add(step.Place, number);
        return new DiagramBox(number++, lines, kind);
    }

    private List<ShownStep> StepsOf(WrittenCall call) => StepsOf(call.First, call.End);

    /// <summary>The steps that are shown, from one place up to another.</summary>
    private List<ShownStep> StepsOf(int first, int end)
    {
        var start = Before(first);
        return shown.GetRange(start, Before(end) - start);
    }

    /// <summary>How many of the steps that are shown stand before a place.</summary>
    private int Before(int place)
    {
        var (low, high) = (0, shown.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = shown[middle].Place < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private IEnumerable<DiagramEdge> EdgesBetween() =>
        from reader in shown
        from source in reader.Inputs
        where boxes[source] != boxes[reader.Place]
        select new DiagramEdge(boxes[source], boxes[reader.Place], model.Written.Steps[source].Type.ToString());

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
