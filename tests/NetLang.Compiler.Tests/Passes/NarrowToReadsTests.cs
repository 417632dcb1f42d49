using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Passes;

/// <summary>What nothing reads is not computed, and the values stay.</summary>
public sealed class NarrowToReadsTests
{
    private static readonly TensorType Images = new(ElementType.F64, Shape.Of(2, 9, 8, 2, 3));

    private static readonly Dictionary<string, Func<GraphBuilder, Node, Node>> Cases = new()
    {
        ["elementwise"] = (b, x) => Middle(b, b.Sin(x)),
        ["a condition that is read twice"] = (b, x) => Middle(b, b.Select(b.Le(b.Sin(x), x), x, b.Sin(x))),
        ["every second"] = (b, x) => b.Slice(b.Sin(x), Shape.Of(0, 1, 0, 0, 0), Shape.Of(2, 3, 8, 2, 3), [1, 2, 1, 1, 1]),
        ["transposed"] = (b, x) => b.Slice(b.Transpose(b.Sin(x), [4, 2, 0, 1, 3]), Shape.Of(1, 2, 0, 0, 0), Shape.Of(2, 3, 2, 9, 2), [1, 1, 1, 1, 1]),
        ["broadcast"] = (b, x) => Middle(b, b.Broadcast(b.Sin(b.Sum(x, [1, 3])), x.Shape, [0, 2, 4])),
        ["reduction"] = (b, x) => b.Slice(b.Sum(b.Sin(x), [2, 4]), Shape.Of(0, 2, 0), Shape.Of(2, 4, 2), [1, 1, 1]),
        ["split axis"] = (b, x) => b.Slice(b.Reshape(b.Sin(x), Shape.Of(2, 3, 3, 8, 2, 3)), Shape.Of(0, 1, 0, 0, 0, 0), Shape.Of(2, 2, 3, 8, 2, 3), [1, 1, 1, 1, 1, 1]),
        ["one place of a split axis, in steps"] = (b, x) => b.Slice(b.Reshape(b.Sin(x), Shape.Of(2, 3, 3, 8, 2, 3)), Shape.Of(0, 1, 0, 0, 0, 0), Shape.Of(2, 1, 3, 8, 2, 3), [1, 2, 1, 1, 1, 1]),
        ["merged axes that are whole"] = (b, x) => b.Slice(b.Reshape(b.Sin(x), Shape.Of(2, 9, 8, 6)), Shape.Of(0, 1, 0, 0), Shape.Of(1, 4, 8, 6), [1, 1, 1, 1]),
        ["axis of one"] = (b, x) => b.Slice(b.Reshape(b.Sin(Middle(b, x)), Shape.Of(2, 1, 4, 4, 6)), Shape.Of(0, 0, 1, 0, 0), Shape.Of(2, 1, 2, 4, 6), [1, 1, 1, 1, 1]),
        ["product"] = (b, x) => b.Slice(b.MatMul(b.Sin(x), b.Filled(2, new(ElementType.F64, Shape.Of(2, 9, 8, 3, 4)))), Shape.Of(1, 0, 0, 1, 0), Shape.Of(1, 9, 8, 1, 4), [1, 1, 1, 1, 1]),
        ["convolution"] = (b, x) => Convolved(b, x, new([1, 1], [1, 1], [1, 1], Shape.Of(1, 1), Shape.Of(9, 8))),
        ["convolution that moves in steps"] = (b, x) => Convolved(b, x, new([2, 1], [1, 2], [1, 1], Shape.Of(0, 2), Shape.Of(4, 8))),
        ["convolution of what is spread"] = (b, x) => Convolved(b, x, new([1, 1], [1, 1], [2, 1], Shape.Of(2, 0), Shape.Of(17, 6))),
        ["parts beside each other"] = (b, x) => Middle(b, b.Concat([b.Sin(Last(b, x, 0, 1)), Last(b, x, 1, 2)], 4)),
        ["what an index names"] = (b, x) => b.Slice(
            b.Gather(b.Sin(x), b.Iota(0, new(ElementType.I32, Shape.Of(7))), 1), Shape.Of(0, 2, 3, 0, 0), Shape.Of(2, 5, 4, 2, 3)),
        ["a place of the last of merged axes"] = (b, x) => b.Slice(
            b.Reshape(b.Sin(b.Reshape(x, Shape.Of(18, 48))), Shape.Of(2, 9, 48)), Shape.Of(0, 8, 0), Shape.Of(2, 1, 48)),
        ["and back"] = (b, x) => b.Slice(
            b.Reshape(b.Reshape(b.Sin(x), Shape.Of(18, 48)), Shape.Of(2, 9, 48)), Shape.Of(0, 8, 0), Shape.Of(2, 1, 48)),
        ["two boxes"] = (b, x) => b.Add(Middle(b, b.Sin(x)), b.Slice(b.Sin(x), Shape.Of(0, 1, 1, 0, 0), Shape.Of(2, 4, 4, 2, 3), [1, 1, 1, 1, 1])),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Less_is_computed_and_nothing_else_changes(string name)
    {
        var builder = new GraphBuilder();
        var before = Graph(Cases[name](builder, builder.Input("x", Images)));
        var after = Narrowed(before);

        Assert.True(Elements(after, "sin") < Elements(before, "sin"), $"{name}: as much is computed");
        var values = RandomValues.For(before, seed: 5);
        Close.Equal(Interpreter.Run(before, values), Interpreter.Run(after, values), 0);
    }

    [Fact]
    public void What_is_read_as_a_whole_stays()
    {
        var b = new GraphBuilder();
        var y = b.Sin(b.Input("x", Images));
        var before = new Graph("predict", [new(ResultKind.Output, "y", b.Sum(Middle(b, y), [0])), new(ResultKind.Output, "whole", y)]);
        Assert.Same(before, new NarrowToReads().Run(before, new DiagnosticBag()));
    }

    [Fact]
    public void Nothing_of_an_axis_of_one_is_nothing()
    {
        var b = new GraphBuilder();
        var y = b.Sin(b.Input("x", new(ElementType.F64, Shape.Of(2, 3))));
        var none = b.Slice(b.Reshape(y, Shape.Of(2, 1, 3)), Shape.Of(0, 1, 0), Shape.Of(2, 0, 3), [1, 1, 1]);
        Assert.Equal(Shape.Of(2, 0, 3), Narrowed(Graph(none)).Results[0].Value.Shape);
    }

    /// <summary>The last step of [n, t, k] is a row of each t of [n · t, k], where another part is read as a whole, too.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_in_steps_of_a_symbol_are_taken(bool isReadElsewhere)
    {
        var (n, t) = (Dim.Symbol("N"), Dim.Symbol("T"));
        var b = new GraphBuilder();
        var rows = b.Sin(b.Reshape(b.Input("x", new(ElementType.F64, Shape.Of(n, t, 4))), Shape.Of(n * t, 4)));
        var last = b.Slice(b.Reshape(rows, Shape.Of(n, t, 4)), Shape.Of(0, t - 1, 0), Shape.Of(n, 1, 4));
        List<GraphResult> results = [new(ResultKind.Output, "y", last)];
        if (isReadElsewhere)
            results.Add(new(ResultKind.Output, "all", b.Sum(rows, [0])));
        var before = new Graph("predict", [.. results]);
        var after = Narrowed(before);
        Assert.Equal(isReadElsewhere ? n * t : n, after.Nodes.Single(node => node.Op.Name == "sin").Shape[0]);
        var values = RandomValues.For(before, seed: 5, ("N", 3), ("T", 5));
        Close.Equal(Interpreter.Run(before, values), Interpreter.Run(after, values), 0);
    }

    /// <summary>
    /// A window of 3 that moves by 2 over 8 leaves the last column: of 2 by 2 elements before it as many fewer are needed, back
    /// to a convolution of the input, which is read where it lies.
    /// </summary>
    [Fact]
    public void It_goes_back_to_the_input()
    {
        var b = new GraphBuilder();
        var x = b.Input("x", new(ElementType.F64, Shape.Of(1, 20, 20, 1, 1)));
        var weights = b.Filled(0.5, new(ElementType.F64, Shape.Of(1, 3, 3, 1, 1)));
        var first = b.Convolution(x, weights, new([1, 1], [1, 1], [1, 1], Shape.Of(0, 0), Shape.Of(18, 18)));
        var pooled = b.Max(b.Reshape(first, Shape.Of(1, 9, 2, 9, 2, 1)), [2, 4]);
        var second = b.Convolution(
            b.Reshape(pooled, Shape.Of(1, 9, 9, 1, 1)), weights, new([2, 2], [1, 1], [1, 1], Shape.Of(0, 0), Shape.Of(3, 3)));
        var before = Graph(second);
        var after = new Simplify().Run(Narrowed(before), new DiagnosticBag());

        Assert.Equal(Shape.Of(1, 14, 14, 1, 1), after.Nodes.First(n => n.Op == ConvolutionOp.Instance).Shape);
        Assert.DoesNotContain(after.Nodes, n => n.Op == SliceOp.Instance);
        var values = RandomValues.For(before, seed: 5);
        Close.Equal(Interpreter.Run(before, values), Interpreter.Run(after, values), 0);
    }

    private static Node Convolved(GraphBuilder b, Node x, ConvolutionWindow window)
    {
        var weights = b.Filled(0.5, new(ElementType.F64, Shape.Of(2, 3, 3, 3, 4)));
        var y = b.Convolution(b.Sin(x), weights, window);
        return b.Slice(y, Shape.Of(1, 1, 2, 0, 1), Shape.Of(1, 2, 3, 2, 2), [1, 1, 1, 1, 1]);
    }

    private static Node Last(GraphBuilder b, Node x, Dim start, Dim length) =>
        b.Slice(x, Shape.Of(0, 0, 0, 0, start), Shape.Of(2, 9, 8, 2, length));

    private static Node Middle(GraphBuilder b, Node x) =>
        b.Slice(x, Shape.Of(0, 2, 1, 0, 0), Shape.Of(2, 4, 4, 2, 3), [1, 1, 1, 1, 1]);

    private static Graph Narrowed(Graph graph)
    {
        var after = new NarrowToReads().Run(graph, new DiagnosticBag());
        Verifier.Check(after, "narrow-to-reads");
        return after;
    }

    private static long Elements(Graph graph, string op) =>
        graph.Nodes.Where(n => n.Op.Name == op).Sum(n => n.Shape.Size.ConstantValue);

    private static Graph Graph(Node y) => new("predict", [new(ResultKind.Output, "y", y)]);
}
