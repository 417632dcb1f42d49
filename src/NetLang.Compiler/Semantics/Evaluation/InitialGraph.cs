using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Compiler.Semantics.Evaluation;

/// <summary>The graph that gives variables their initial values.</summary>
public static class InitialGraph
{
    /// <summary>
    /// Copies the initial values, which stand among the nodes of the model, into a graph of their own.
    /// </summary>
    public static Graph Build(IEnumerable<(Variable Variable, Node Value)> initial)
    {
        var builder = new GraphBuilder();
        var copies = new Dictionary<Node, Node>();
        var results = initial.Select(
            i => new GraphResult(ResultKind.Update, i.Variable.Path, Copy(i.Value, builder, copies)));
        return new Graph("initialize", [.. results]);
    }

    /// <summary>What in a value may not be in an initial value; null where it is fine.</summary>
    internal static string? Dependency(Node value) => NodesOf(value)
        .Select(node => node.Op is LeafOp leaf ? leaf.Kind : LeafKind.Constant)
        .Select(kind => kind switch
        {
            LeafKind.Input => "depends on an input of the model",
            LeafKind.Variable => "depends on another variable",
            LeafKind.HostInput => "depends on the training step",
            LeafKind.Dimension => "depends on a dimension that is chosen at run time",
            _ => null,
        })
        .FirstOrDefault(problem => problem is not null);

    private static IEnumerable<Node> NodesOf(Node value) =>
        new Graph("value", [new GraphResult(ResultKind.Output, "value", value)]).Nodes;

    private static Node Copy(Node value, GraphBuilder builder, Dictionary<Node, Node> copies)
    {
        foreach (var node in NodesOf(value)) // inputs before users
        {
            if (copies.ContainsKey(node))
                continue;
            builder.TakeOrigins(node);
            copies.Add(node, builder.Apply(node.Op, [.. node.Inputs.Select(input => copies[input])], node.Attributes));
        }

        return copies[value];
    }
}
