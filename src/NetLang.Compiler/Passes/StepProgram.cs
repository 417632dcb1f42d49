using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Derives the program of one step from that of a sequence, where states are all that a step knows of those before it:
/// <code>
/// x [N, T, n] → scan → y [N, T, m]        x [N, 1, n], state → the body → y [N, 1, m], state
/// </code>
/// The outputs are cut to their last step, and of everything else only what that reads is left. If this is one step of each
/// input, it is the same at any step; a scan the other way, a mean over all steps or a number of the step stand against it.
/// </summary>
public static class StepProgram
{
    /// <summary>Null where a step needs more.</summary>
    public static StepDefinition? Of(ModelDefinition model)
    {
        if (model.BatchSymbol is not { } batch || !model.Predict.Nodes.Any(n => n.Op is MultiResultOp))
            return null;
        // Where outputs have steps, these are meant; of an output at the last step alone, those of the inputs.
        var lengths = model.Symbols.Where(symbol => symbol != batch).ToList();
        var ofOutputs = lengths.Intersect(model.Outputs.SelectMany(o => o.Type.Shape).SelectMany(d => d.Symbols)).ToList();
        return (ofOutputs.Count > 0 ? ofOutputs : lengths) is [var time] ? Of(model, batch, time) : null;
    }

    private static StepDefinition? Of(ModelDefinition model, string batch, string time)
    {
        var length = Dim.Symbol(time);
        var sequence = CarriedStates.Of(model.Predict, length);
        if (sequence.States.IsEmpty || sequence.States.SelectMany(s => s.Type.Shape).SelectMany(d => d.Symbols).Any(s => s != batch))
            return null;
        if (model.Inputs.Concat(model.Outputs).Any(t => t.Type.Shape.Count(d => d.Equals(length)) > 1) || LooksAhead(sequence, length))
            return null;
        var step = new Rewriter(length, sequence.States).Narrow(sequence, result => LastStep(result.Value.Shape, length));
        if (step.Nodes.Any(node => Reads(node, time)))
            return null;
        var graph = new Graph("step", step.Results) { Requirements = step.Requirements, States = step.States };
        return new(
            graph,
            model.Symbols.IndexOf(time),
            [.. model.Inputs.Select(i => i with { Type = OneStep(i.Type, length) })],
            [.. model.Outputs.Select(o => o with { Type = OneStep(o.Type, length) })]);
    }

    /// <summary>
    /// Whether earlier steps know something of the last one: a place counted from the end, or the state there. Cut to their last
    /// step, such models could not be told from others.
    /// </summary>
    private static bool LooksAhead(Graph sequence, Dim length)
    {
        var ofEnd = new HashSet<Node>();
        foreach (var node in sequence.Nodes)
        {
            var isEnd = ReadsEnd(node, length);
            if (!isEnd && !node.Inputs.Any(ofEnd.Contains))
                continue;
            if (!isEnd && (node.Shape.Any(d => d.Equals(length)) || (node.Op is MultiResultOp scan && scan.Steps(node).Equals(length))))
                return true;
            ofEnd.Add(node);
        }

        return false;
    }

    /// <summary>Whether a node is a place counted from the end of its input, or the last state of the steps.</summary>
    private static bool ReadsEnd(Node node, Dim length) =>
        (node.Attributes.Has("start") && node.Attributes.Shape("start").Any(d => d.Symbols.Intersect(length.Symbols).Any()))
        || (node.Op is MultiResultOp scan && scan.Steps(node).Equals(length) && MultiResultOp.ResultOf(node) < scan.States(node));

    private static bool Reads(Node node, string time) =>
        Scan.ReadsPlace(node, time) || node.Shape.Any(d => d.Symbols.Contains(time));

    private static TensorType OneStep(TensorType type, Dim length) => type with { Shape = LastStep(type.Shape, length).Shape };

    private static Box LastStep(Shape shape, Dim length) =>
        new([.. shape.Select(d => d.Equals(length) ? new AxisRange(length - 1, 1, 1) : AxisRange.Whole(d))]);

    private sealed class Rewriter(Dim length, ImmutableArray<CarriedState> states) : BoxRewriter
    {
        protected override Narrowed? Narrow(Node node, Box box) => node.Op switch
        {
            MultiResultOp scan when scan.Steps(node).Equals(length) && node.Inputs.Take(scan.States(node)).All(IsState) =>
                scan.NarrowToLastStep(node, box),
            LeafOp { Kind: LeafKind.Input } when box.Equals(LastStep(node.Shape, length)) =>
                new(node.Attributes.With("shape", new ShapeAttribute(box.Shape)), []),
            _ => base.Narrow(node, box),
        };

        // A scan gives whole steps.
        protected override Box Computed(Node node, Box read) =>
            node.Op is MultiResultOp scan && scan.Steps(node).Equals(length)
                ? MultiResultOp.ResultOf(node) < scan.States(node) ? Box.Whole(node.Shape) : new(Box.Whole(node.Shape).Axes.SetItem(0, read.Axes[0]))
                : read;

        // What a state begins with else is known at the first step alone.
        private bool IsState(Node node) => node.Op is LeafOp { Kind: LeafKind.Input } && states.Any(s => s.Name == node.Attributes.Text("name"));
    }
}
