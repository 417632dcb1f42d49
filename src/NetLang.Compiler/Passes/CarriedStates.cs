using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Passes;

/// <summary>
/// Lets a sequence go on where another one ended. Before: a scan whose state begins with a constant, the same everywhere, such as
/// <c>zeros</c>; after: the state is an input of the graph, and what it is in the end an output of the same name. States that
/// begin with something else stay what they are.
/// </summary>
public sealed class CarriedStates : GraphRewriter
{
    private readonly Dictionary<NodeKey, ImmutableArray<Node>> inputsOf = [];
    private readonly List<CarriedState> states = [];
    private readonly List<GraphResult> ends = [];
    private readonly Dim? steps;

    private CarriedStates(Dim? steps) => this.steps = steps;

    /// <summary>The graph with its states as further inputs and outputs.</summary>
    /// <param name="steps">Of what length scans are; null for all.</param>
    public static Graph Of(Graph graph, Dim? steps = null)
    {
        var rewriter = new CarriedStates(steps);
        // So that `zeros [n; 8] - 1.0` is a constant, too.
        var carried = rewriter.Rewrite(new FoldConstants().Run(graph, new()));
        return new(graph.Name, [.. carried.Results, .. rewriter.ends])
        {
            Requirements = graph.Requirements,
            States = [.. rewriter.states],
        };
    }

    protected override Node Rewrite(Node node, ImmutableArray<Node> inputs)
    {
        if (node.Op is not MultiResultOp op || (steps is not null && !op.Steps(node).Equals(steps)))
            return Copy(node, inputs);
        var family = MultiResultOp.Family(node);
        if (!inputsOf.TryGetValue(family, out var carried))
            inputsOf.Add(family, carried = Carry(op, node, inputs));
        return op.Result(MultiResultOp.ResultOf(node), carried, node.Attributes, Builder);
    }

    private ImmutableArray<Node> Carry(MultiResultOp op, Node node, ImmutableArray<Node> inputs)
    {
        var carried = inputs.ToArray();
        var begun = new List<(int Number, string Name)>();
        for (var number = 0; number < op.States(node); number++)
        {
            if (Constants.Value(node.Inputs[number]) is not { } start)
                continue;
            // With a colon, which no name in a program has.
            var state = new CarriedState($"state:{states.Count + 1}", node.Inputs[number].Type, start);
            states.Add(state);
            begun.Add((number, state.Name));
            carried[number] = Builder.Input(state.Name, state.Type);
        }

        ends.AddRange(begun.Select(b => new GraphResult(
            ResultKind.Output, b.Name, op.Result(b.Number, [.. carried], node.Attributes, Builder))));
        return [.. carried];
    }
}
