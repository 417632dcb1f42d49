using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Passes;

/// <summary>Reshapes that split axes move behind what is computed from them, and the values stay.</summary>
public sealed class SinkReshapesTests
{
    // Rows as a product has them; what an op gets is [N, 3, 4].
    private static readonly Dim N = Dim.Symbol("N");
    private static readonly TensorType Rows = new(ElementType.F64, Shape.Of(3 * N, 4));

    private static readonly Dictionary<string, Func<GraphBuilder, Node, Node>> Moving = new()
    {
        ["elementwise"] = (b, x) => b.Maximum(x, b.Filled(0, x.Type)),
        ["with a bias"] = (b, x) => b.Add(x, b.Broadcast(b.Input("b", Of(4)), x.Shape, [2])),
        ["with a number for each row"] = (b, x) => b.Add(x, b.Broadcast(b.Input("r", Of(N, 3)), x.Shape, [0, 1])),
        ["with another tensor"] = (b, x) => b.Add(x, b.Input("y", x.Type)),
        ["with what is computed"] = (b, x) => b.Add(x, b.Sin(b.Input("y", x.Type))),
        ["with a part of another tensor"] = (b, x) => b.Add(x, b.Slice(b.Input("y", Of(N, 3, 7)), Shape.Of(0, 0, 2), x.Shape)),
        ["with indices of columns"] = (b, x) => b.Add(x, b.Iota(2, x.Type)),
        ["with random numbers"] = (b, x) => b.Mul(x, b.Random(17, Distribution.Uniform, x.Type)),
        ["with a sum of what is no tensor"] = (b, x) => b.Mul(x, b.Broadcast(b.Sum(Hits(b), [2]), x.Shape, [0, 1])),
        ["reduction of rows"] = (b, x) => b.Sum(x, [2]),
        ["reduction of columns"] = (b, x) => b.Max(x, [0, 1]),
        ["difference from the row's mean"] = (b, x) => b.Sub(x, b.Broadcast(b.Sum(x, [2]), x.Shape, [0, 1])),
        ["broadcast before other axes"] = (b, x) => b.Broadcast(b.Sin(x), Shape.Of(2, N, 3, 5, 4), [1, 2, 4]),
        ["slice of columns"] = (b, x) => b.Sin(b.Slice(x, Shape.Of(0, 0, 1), Shape.Of(N, 3, 2), [1, 1, 2])),
        ["another reshape"] = (b, x) => b.Sin(b.Reshape(b.Sin(x), Shape.Of(N, 3, 2, 2))),
    };

    private static readonly Dictionary<string, Func<GraphBuilder, Node, Node>> Staying = new()
    {
        ["with positions"] = (b, x) => b.Add(x, b.Broadcast(b.Input("p", Of(3, 4)), x.Shape, [1, 2])),
        ["with indices of positions"] = (b, x) => b.Add(x, b.Iota(1, x.Type)),
        ["with what is transposed"] = (b, x) => b.Add(x, b.Transpose(b.Input("y", Of(3, N, 4)), [1, 0, 2])),
        ["reduction of positions"] = (b, x) => b.Sum(x, [1]),
        ["slice of positions"] = (b, x) => b.Slice(x, Shape.Of(0, 1, 0), Shape.Of(N, 2, 4)),
    };

    public static TheoryData<string> NamesOfMoving => [.. Moving.Keys];

    public static TheoryData<string> NamesOfStaying => [.. Staying.Keys];

    [Theory]
    [MemberData(nameof(NamesOfMoving))]
    public void They_stand_last_and_nothing_else_changes(string name)
    {
        var (before, computed) = Before(Moving[name]);
        var after = new SinkReshapes().Run(before, new DiagnosticBag());
        Verifier.Check(after, "sink-reshapes");

        var last = after.Results[0].Value;
        Assert.DoesNotContain(after.Nodes, n => n != last && n.Op == ReshapeOp.Instance && n.Inputs[0] == computed);
        var values = RandomValues.For(before, 5, ("N", 2));
        Close.Equal(Interpreter.Run(before, values), Interpreter.Run(after, values), 0);
    }

    /// <summary>They tell apart what is one axis before the reshape.</summary>
    [Theory]
    [MemberData(nameof(NamesOfStaying))]
    public void They_stay_before_what_needs_their_parts(string name)
    {
        var (graph, _) = Before(Staying[name]);
        Assert.Same(graph, new SinkReshapes().Run(graph, new DiagnosticBag()));
    }

    /// <summary>What lies in memory is read as it lies.</summary>
    [Fact]
    public void An_input_that_is_reshaped_stays()
    {
        var builder = new GraphBuilder();
        var graph = Graph(builder.Sin(builder.Reshape(builder.Input("x", Rows), Shape.Of(N, 3, 4))));
        Assert.Same(graph, new SinkReshapes().Run(graph, new DiagnosticBag()));
    }

    /// <summary>Else a tensor that two read would be computed twice: for each in its own shape.</summary>
    [Fact]
    public void What_others_read_is_read_and_not_computed_again()
    {
        var (graph, _) = Before((b, x) =>
        {
            var shared = b.Sin(b.MatMul(b.Input("y", Of(N, 3, 5)), b.Input("z", Of(N, 5, 4))));
            return b.Sum(b.Mul(b.Add(x, shared), b.Broadcast(b.Sum(shared, [0]), x.Shape, [1, 2])), [0, 1, 2]);
        });
        var after = new SinkReshapes().Run(graph, new DiagnosticBag());
        Assert.Equal(graph.Nodes.Count(n => n.Op is ElementwiseOp), after.Nodes.Count(n => n.Op is ElementwiseOp));
    }

    private static Node Hits(GraphBuilder b)
    {
        var shape = Shape.Of(N, 3, 6);
        var index = b.Broadcast(b.Input("i", Of(N, 3)), shape, [0, 1]);
        return b.Cast(b.Eq(b.Iota(2, new(ElementType.F64, shape)), index), ElementType.F64);
    }

    private static (Graph Graph, Node Computed) Before(Func<GraphBuilder, Node, Node> build)
    {
        var builder = new GraphBuilder();
        var product = builder.MatMul(builder.Input("x", Of(3 * N, 5)), builder.Input("w", Of(5, 4)));
        return (Graph(build(builder, builder.Reshape(product, Shape.Of(N, 3, 4)))), product);
    }

    private static TensorType Of(params ReadOnlySpan<Dim> dims) => new(ElementType.F64, Shape.Of(dims));

    private static Graph Graph(Node y) => new("predict", [new(ResultKind.Output, "y", y)]);
}
