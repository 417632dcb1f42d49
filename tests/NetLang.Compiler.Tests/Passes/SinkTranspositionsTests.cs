using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Passes;

/// <summary>Transpositions move behind what is computed from them, and the values stay.</summary>
public sealed class SinkTranspositionsTests
{
    // [2, 4, 6, 3] is [n, h, w, c]; what an op gets is [n, c, h, w].
    private static readonly TensorType ChannelsLast = new(ElementType.F64, Shape.Of(2, 4, 6, 3));

    private static readonly Dictionary<string, Func<GraphBuilder, Node, Node>> Cases = new()
    {
        ["elementwise"] = (b, x) => b.Maximum(x, b.Filled(0, x.Type)),
        ["with a broadcast"] = (b, x) => b.Mul(x, b.Broadcast(b.Iota(0, new(ElementType.F64, Shape.Of(3))), x.Shape, [1])),
        ["reduction"] = (b, x) => b.Sum(x, [3]),
        ["windows"] = (b, x) => b.Windows(x, 2, 2, 1, 1),
        ["skew"] = (b, x) => b.Skew(b.Windows(x, 2, 3, 1, 1), 2, 0, 1, 0),
        ["slice"] = (b, x) => b.Slice(x, Shape.Of(0, 1, 0, 2), Shape.Of(2, 2, 4, 2), [1, 1, 1, 2]),
        ["pad"] = (b, x) => b.Pad(x, Shape.Of(0, 0, 1, 2), Shape.Of(2, 3, 6, 9)),
        ["reshape that splits"] = (b, x) => b.Reshape(x, Shape.Of(2, 3, 2, 2, 3, 2)),
        ["reshape that merges"] = (b, x) => b.Reshape(x, Shape.Of(2, 3, 24)),
        ["a chain"] = (b, x) => b.Max(b.Reshape(b.Neg(x), Shape.Of(2, 3, 2, 2, 3, 2)), [3, 5]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void They_stand_last_and_nothing_else_changes(string name)
    {
        var builder = new GraphBuilder();
        var computed = builder.Sin(builder.Input("x", ChannelsLast));
        var before = Graph(Cases[name](builder, builder.Transpose(computed, [0, 3, 1, 2])));
        var after = new SinkTranspositions().Run(before, new DiagnosticBag());
        Verifier.Check(after, "sink-transpositions");

        var last = after.Results[0].Value;
        Assert.Equal(TransposeOp.Instance, last.Op);
        Assert.DoesNotContain(after.Nodes, n => n != last && n.Op == TransposeOp.Instance && n.Inputs[0] == computed);
        var values = RandomValues.For(before, seed: 5);
        Close.Equal(Interpreter.Run(before, values), Interpreter.Run(after, values), 0);
    }

    /// <summary>Channels and rows do not lie together with channels last: no order of axes makes one axis of them.</summary>
    [Fact]
    public void A_reshape_that_needs_memory_stays()
    {
        var builder = new GraphBuilder();
        var computed = builder.Sin(builder.Input("x", ChannelsLast));
        var graph = Graph(builder.Reshape(builder.Transpose(computed, [0, 3, 1, 2]), Shape.Of(2, 12, 6)));
        Assert.Same(graph, new SinkTranspositions().Run(graph, new DiagnosticBag()));
    }

    /// <summary>What is stored by somebody else lies as it does.</summary>
    [Fact]
    public void An_input_that_is_transposed_stays()
    {
        var builder = new GraphBuilder();
        var graph = Graph(builder.Sin(builder.Transpose(builder.Input("x", ChannelsLast), [0, 3, 1, 2])));
        Assert.Same(graph, new SinkTranspositions().Run(graph, new DiagnosticBag()));
    }

    private static Graph Graph(Node y) => new("predict", [new(ResultKind.Output, "y", y)]);
}
