using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Scans;

/// <summary>What depends on no earlier step is computed for all of them before the scan, and nothing else changes.</summary>
public sealed class ScanHoistingTests
{
    private static readonly TensorType Step = new(ElementType.F64, Shape.Of(4, 6));

    // What a step computes of x, which is scanned, and w, which is not.
    private static readonly Dictionary<string, Func<GraphBuilder, Node, Node, Node>> Cases = new()
    {
        ["rows by a matrix"] = (b, x, w) => b.MatMul(x, b.SwapLastAxes(w)),
        ["a matrix by columns"] = (b, x, w) => b.MatMul(b.SwapLastAxes(w), x),
        ["matrices of the step alone"] = (b, x, w) => b.MatMul(x, b.SwapLastAxes(x)),
        ["a sum"] = (b, x, w) => b.Sum(b.Mul(x, w), [1]),
        ["what is transposed"] = (b, x, w) => b.Max(b.Transpose(x, [1, 0]), [0]),
        ["what is spread"] = (b, x, w) => b.Broadcast(b.Exp(b.Max(x, [0])), Shape.Of(4, 6), [1]),
        ["a slice"] = (b, x, w) => b.Tanh(b.Slice(b.MatMul(x, b.SwapLastAxes(w)), Shape.Of(1, 0), Shape.Of(2, 2), [1, 2])),
        ["a reshape"] = (b, x, w) => b.MatMul(b.Reshape(x, Shape.Of(2, 2, 6)), b.Reshape(w, Shape.Of(2, 6, 2))),
        ["parts"] = (b, x, w) => b.Sum(b.Concat([x, w], 1), [0]),
        ["a margin"] = (b, x, w) => b.Sum(b.Pad(x, Shape.Of(1, 2), Shape.Of(6, 9)), [0]),
        ["places"] = (b, x, w) => b.Gather(w, b.Cast(b.Sum(x, [1]), ElementType.I32), 0, 0),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_values_stay(string name)
    {
        var before = Graph((b, carry, x, w) =>
        {
            var result = Cases[name](b, x, w);
            return (b.Add(carry, b.Sum(result, [.. Enumerable.Range(0, result.Shape.Rank).Select(a => (long)a)])), result);
        });
        var after = Hoisted(before);
        var body = Scan.Of(after.Nodes.First(n => n.Op is MultiResultOp)).Body;
        Assert.DoesNotContain(body.Nodes, n => n.Op is StructuredOp or IndexedOp || (n.Op is ReductionOp && n.Shape.Rank > 0));
        foreach (var length in (ReadOnlySpan<long>)[3, 1, 0])
        {
            var values = RandomValues.For(before, seed: 5, ("T", length));
            Close.Equal(Interpreter.Run(before, values), Interpreter.Run(after, values), 1e-12);
        }
    }

    [Fact]
    public void What_depends_on_the_carry_stays()
    {
        var before = Graph((b, carry, x, w) =>
        {
            var product = b.MatMul(b.Mul(x, b.Broadcast(carry, x.Shape, [])), b.SwapLastAxes(w));
            return (b.Sum(product, [0, 1]), product);
        });
        Assert.Equal(before.Results, new HoistFromScans().Run(before, new DiagnosticBag()).Results);
    }

    [Fact]
    public void Random_numbers_stay_those_of_their_step()
    {
        var before = Graph((b, carry, x, w) =>
        {
            var drawn = b.Random(7, Distribution.Uniform, x.Type, Dim.Symbol("place"));
            return (carry, b.Sum(b.Mul(x, drawn), [1]));
        });
        var values = RandomValues.For(before, seed: 5, ("T", 3));
        Close.Equal(Interpreter.Run(before, values), Interpreter.Run(Hoisted(before), values), 0);
    }

    private static Graph Hoisted(Graph graph)
    {
        var hoisted = new HoistFromScans().Run(graph, new DiagnosticBag());
        Verifier.Check(hoisted, "hoist-from-scans");
        return new DropUnreadResults().Run(hoisted, new DiagnosticBag());
    }

    private static Graph Graph(Func<GraphBuilder, Node, Node, Node, (Node Carry, Node Output)> step)
    {
        var (outer, b, scalar) = (new GraphBuilder(), new GraphBuilder(), new TensorType(ElementType.F64, Shape.Scalar));
        var (carry, output) = step(
            b, b.Variable(Scan.CarryName(0), scalar), b.Input(Scan.ScannedName(0), Step), b.Input(Scan.CapturedName(0), Step));
        var scan = new Scan(ScanNodes.Body([carry], [output]), 1, 1, Dim.Symbol("T"), Reverse: false, "place");
        var x = outer.Input("x", Step with { Shape = new Shape([Dim.Symbol("T"), .. Step.Shape]) });
        var results = outer.Scan(scan, [outer.Constant(0.5, ElementType.F64), x, outer.Input("w", Step)]);
        return new("test", [new(ResultKind.Output, "last", results[0]), new(ResultKind.Output, "all", results[1])]);
    }
}
