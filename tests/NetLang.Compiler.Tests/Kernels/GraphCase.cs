using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Kernels;
using NetLang.Compiler.Ops;
using NetLang.Runtime.Execution;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

/// <summary>A graph with a model around it and values for all that it reads.</summary>
internal sealed class GraphCase
{
    public GraphCase(Graph graph, params (string Symbol, long Value)[] symbols)
    {
        Graph = graph;
        Symbols = symbols.ToDictionary(s => s.Symbol, s => s.Value);
        var leaves = graph.Nodes.Where(n => n.Op is LeafOp).ToList();
        Model = new()
        {
            Name = "Test",
            Symbols = [.. Symbols.Keys],
            Inputs = [.. Leaves(leaves, LeafKind.Input).Select(n => new ModelTensor(Name(n), n.Type, null))],
            Outputs = [],
            Variables =
            [
                .. Leaves(leaves, LeafKind.Variable).Select(n => (Path: Name(n), n.Type))
                    .Concat(graph.Results.Where(r => r.Kind == ResultKind.Update).Select(r => (Path: r.Name, r.Value.Type)))
                    .DistinctBy(v => v.Path)
                    .Select(v => new Variable(v.Path, VariableKind.Parameter, v.Type, null)),
            ],
            Initialize = new("initialize", []),
            Predict = new("predict", []),
            Train = graph,
        };
        var context = new EvaluationContext(
            Symbols, ImmutableDictionary<string, TensorValue>.Empty, ImmutableDictionary<string, TensorValue>.Empty, 7, 3);
        Context = context with
        {
            Inputs = Model.Inputs.ToDictionary(i => i.Name, i => Sample(i.Name, i.Type, context))
                .Concat(Leaves(leaves, LeafKind.HostInput)
                    .ToDictionary(Name, n => TensorValue.Scalar(n.Type.Element, 3)))
                .ToDictionary(),
            Variables = Model.Variables.ToDictionary(v => v.Path, v => Sample(v.Path, v.Type, context)),
        };
    }

    public Graph Graph { get; }

    public ModelDefinition Model { get; }

    public Dictionary<string, long> Symbols { get; }

    public EvaluationContext Context { get; }

    public KernelProgram Build(bool fuse = true) => KernelBuilder.Build(Graph, Model, new() { Fuse = fuse });

    /// <summary>Checks that the kernels, fused and not, compute what the nodes of the graph do.</summary>
    public void AssertAgrees()
    {
        var expected = Evaluate();
        foreach (var fuse in new[] { false, true })
        {
            var program = Build(fuse);
            var actual = KernelInterpreter.Run(program, Context);
            foreach (var (result, value) in expected)
                AssertEqual(value, actual[result.Name], $"{result.Name}, fuse {fuse}");
        }
    }

    private static void AssertEqual(TensorValue expected, TensorValue actual, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        for (var i = 0; i < expected.Values.Length; i++)
        {
            var (a, b) = (expected.Values[i], actual.Values[i]);
            Assert.True(a.Equals(b) || Math.Abs(a - b) <= 1e-5 * (1 + Math.Abs(a)), $"{what}[{i}]: {a} expected, {b} came");
        }
    }

    private Dictionary<GraphResult, TensorValue> Evaluate()
    {
        var values = new Dictionary<Node, TensorValue>();
        foreach (var node in Graph.Nodes)
            values.Add(node, node.Op.Evaluate(node, [.. node.Inputs.Select(i => values[i])], Context));
        return Graph.Results.ToDictionary(r => r, r => values[r.Value]);
    }

    private static IEnumerable<Node> Leaves(IEnumerable<Node> leaves, LeafKind kind) =>
        leaves.Where(n => ((LeafOp)n.Op).Kind == kind);

    private static string Name(Node leaf) => leaf.Attributes.Text("name");

    private static TensorValue Sample(string name, TensorType type, EvaluationContext context)
    {
        // Positive, so that roots and logarithms of moments are numbers; indices stay small.
        var seed = name.Aggregate(17, (sum, c) => (sum * 31) + c);
        var i = 0;
        return TensorValue.Fill(type.Element, context.Extents(type.Shape), _ =>
        {
            var hash = unchecked((uint)((seed + (++i * 7919)) * 2654435761L) >> 8) % 1000;
            return Runtime.ElementTypes.IsFloat(type.Element) ? 0.05 + (hash / 1000.0) : hash % 3;
        });
    }
}
