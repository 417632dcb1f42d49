using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Execution;

namespace NetLang.Testing;

/// <summary>The smallest model that a graph can belong to, as its training step.</summary>
public static class GraphModel
{
    public static ModelDefinition Around(Graph graph, ImmutableArray<string> symbols) => new()
    {
        Name = "Test",
        Symbols = symbols,
        Inputs = [.. Leaves(graph, LeafKind.Input).Select(n => new ModelTensor(Name(n), n.Type, null))],
        Outputs = [],
        Variables =
        [
            .. Leaves(graph, LeafKind.Variable).Select(n => (Path: Name(n), n.Type))
                .Concat(graph.Results.Where(r => r.Kind == ResultKind.Update).Select(r => (Path: r.Name, r.Value.Type)))
                .DistinctBy(v => v.Path)
                .Select(v => new Variable(v.Path, VariableKind.Parameter, v.Type, null)),
        ],
        Initialize = new("initialize", []),
        Predict = new("predict", []),
        Written = new(new("predict", []), [], []),
        Train = graph,
    };

    private static IEnumerable<Node> Leaves(Graph graph, LeafKind kind) =>
        graph.Nodes.Where(n => n.Op is LeafOp leaf && leaf.Kind == kind);

    private static string Name(Node leaf) => leaf.Attributes.Text("name");
}
