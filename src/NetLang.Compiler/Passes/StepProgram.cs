using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes.Patterns;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Derives the programs of some steps of a sequence, and of one, from that of a whole, where states and what is kept of each step are
/// all that is needed of those before:
/// <code>
/// x [N, T, n] → scan → y [N, T, m]               x [N, 1, n], state → the body → y [N, 1, m], state
/// q, k, v [N, T, h, d] → causal attention        q, k, v [N, 1, h, d], keys and values so far → attention
/// </code>
/// A sequence is taken to have steps that are known, new ones, and others that come later. The outputs are cut to the new ones, and
/// of everything else only what that reads is left (<see cref="StepRewriter"/>). If this is the new steps of each input, and is the
/// same however many come later, there are such programs; a scan the other way, a mean over all steps or attention to what comes
/// later stand against it.
/// </summary>
public static class StepProgram
{
    // With a colon, which no name in a program has.
    private const string Known = "steps:known";
    private const string Later = "steps:later";

    /// <summary>What makes attention one op.</summary>
    private static readonly Pipeline Preparation =
        new([new Simplify(), new FoldConstants(), new FuseAttention(), new Simplify()]);

    /// <summary>The programs, or why there are none; neither where no dimension is a number of steps.</summary>
    public static (StepDefinition? Programs, string? Obstacle) Of(ModelDefinition model)
    {
        if (model.BatchSymbol is not { } batch)
            return default;
        // Where outputs have steps, these are meant; of an output at the last step alone, those of the inputs.
        var lengths = model.Symbols.Where(symbol => symbol != batch).ToList();
        var ofOutputs = lengths.Intersect(model.Outputs.SelectMany(o => o.Type.Shape).SelectMany(d => d.Symbols)).ToList();
        return (ofOutputs.Count > 0 ? ofOutputs : lengths) is [var time] ? Of(model, batch, time) : default;
    }

    private static (StepDefinition? Programs, string? Obstacle) Of(ModelDefinition model, string batch, string time)
    {
        var length = Dim.Symbol(time);
        var twice = model.Inputs.Concat(model.Outputs).FirstOrDefault(t => t.Type.Shape.Count(d => d.Equals(length)) > 1);
        if (twice is not null)
            return (null, $"`{twice.Name}` has an element for each two of its {time} steps");
        var whole = Preparation.Run(model.Predict, new DiagnosticBag());
        if (KnowsEnd(whole, length) is { } early)
            return (null, $"{Place(early)} tells earlier steps of the last one");
        var sequence = Longer(whole, time);
        var rewriter = new StepRewriter(All(length), new(Dim.Symbol(Known), 1, length), sequence.States);
        var steps = rewriter.Continue(sequence);
        if (steps.Nodes.FirstOrDefault(ReadsOther) is { } other)
            return (null, $"{Place(rewriter.Obstacle ?? other)} takes more than the steps so far");
        var kept = steps.States.Select(s => s.Type).Concat(steps.Caches.Select(c => c.Type)).ToList();
        if (kept.Count == 0)
            return (null, $"its steps know nothing of each other");
        if (kept.SelectMany(t => t.Shape).SelectMany(d => d.Symbols).FirstOrDefault(s => s != batch && s != StepRewriter.Room) is { } odd)
            return (null, $"what it keeps of earlier steps depends on {odd}");
        var some = SymbolSubstitution.Of(steps, Later, Dim.Zero);
        var isCounted = some.Nodes.Any(node => Reads(node, Known));
        if (!isCounted)
            some = SymbolSubstitution.Of(some, Known, Dim.Zero); // requirements hold of the new steps
        return (new(
            SymbolSubstitution.Of(some, time, Dim.One).Named("step"),
            some.Named("steps"),
            model.Symbols.IndexOf(time),
            isCounted ? [Known, StepRewriter.Room] : [],
            Context(whole, time),
            [.. model.Inputs.Select(i => i with { Type = OneStep(i.Type, length) })]), null);
    }

    private static Dim All(Dim length) => Dim.Symbol(Known) + length + Dim.Symbol(Later);

    /// <summary>The sequence with steps that are known and that come later, and with its states.</summary>
    private static Graph Longer(Graph whole, string time)
    {
        var length = Dim.Symbol(time);
        var soFar = Dim.Symbol(Known) + length;
        // A place that is counted from the end is meant to be one of what is there, at each step.
        var longer = new SymbolSubstitution((_, name, dim) =>
            dim.Substitute(symbol => symbol != time ? null : name == "start" ? soFar : All(length))).Rewrite(whole);
        var required = whole.Requirements.Select(r => r with { Value = r.Value.Substitute(symbol => symbol == time ? soFar : null) });
        return CarriedStates.Of(longer.WithRequirements([.. required]), All(length));
    }

    private static string Place(Node node) => node.Spans is [var span, ..] ? $"{span}: `{node.Op}`" : $"`{node.Op}`";

    /// <summary>
    /// What tells earlier steps something of the last one: a place counted from the end, or the state there. Cut to the new steps,
    /// such models could not be told from others.
    /// </summary>
    private static Node? KnowsEnd(Graph sequence, Dim length)
    {
        var ofEnd = new HashSet<Node>();
        foreach (var node in sequence.Nodes)
        {
            var isEnd = ReadsEnd(node, length);
            if (!isEnd && !node.Inputs.Any(ofEnd.Contains))
                continue;
            if (!isEnd && (node.Shape.Any(d => d.Equals(length)) || (node.Op is MultiResultOp scan && scan.Steps(node).Equals(length))))
                return node;
            ofEnd.Add(node);
        }

        return null;
    }

    /// <summary>Whether a node is a place counted from the end of its input, or the last state of the steps.</summary>
    private static bool ReadsEnd(Node node, Dim length) =>
        (node.Attributes.Has("start") && node.Attributes.Shape("start").Any(d => d.Symbols.Intersect(length.Symbols).Any()))
        || (node.Op is MultiResultOp scan && scan.Steps(node).Equals(length) && MultiResultOp.ResultOf(node) < scan.States(node));

    /// <summary>Whether a node reads something of other steps than new ones, or of how many come later.</summary>
    private static bool ReadsOther(Node node) => node.Op switch
    {
        LeafOp { Kind: LeafKind.Iota } => false, // the numbers of steps are those of any longer sequence, too
        LeafOp { Kind: LeafKind.Input } => Reads(node, Known) || Reads(node, Later),
        _ => Reads(node, Later),
    };

    private static bool Reads(Node node, string symbol) =>
        Scan.ReadsPlace(node, symbol) || node.Shape.Any(d => d.Symbols.Contains(symbol));

    /// <summary>How many steps a sequence may have, by what is required of its length; null for any number.</summary>
    private static long? Context(Graph graph, string time)
    {
        var most = from requirement in graph.Requirements
                   where requirement.Relation == Relation.NotNegative
                   let line = requirement.Value.LinearIn(time)
                   where line is { Slope: { IsConstant: true, ConstantValue: < 0 }, Offset.IsConstant: true }
                   select line.Value.Offset.ConstantValue / -line.Value.Slope.ConstantValue;
        return most.Select(m => (long?)m).Min();
    }

    private static TensorType OneStep(TensorType type, Dim length) =>
        type with { Shape = type.Shape.Map(d => d.Equals(length) ? Dim.One : d) };
}
