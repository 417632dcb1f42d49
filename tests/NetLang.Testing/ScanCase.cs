using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;

namespace NetLang.Testing;

/// <summary>A scan with two carries, of which one reads the other, over the rows of a matrix.</summary>
public static class ScanCase
{
    /// <summary>
    /// <c>h' = tanh(h · k + x)</c>, <c>s' = s + h · x</c>, <c>y = h' · s</c>; then all results in one matrix.
    /// </summary>
    /// <param name="inputs">What is scanned, then matrices whose column sums are the first <c>h</c>, and <c>k</c>.</param>
    public static Node Build(GraphBuilder b, TensorType type, ImmutableArray<Node> inputs, bool reverse = false)
    {
        var row = type with { Shape = Shape.Of(type.Shape[1]) };
        var h = b.Sum(inputs[1], [0]);
        var k = b.Sum(inputs[2], [0]);
        var scan = new Scan(Body(row), Carries: 2, Scanned: 1, type.Shape[0], reverse, "place");
        var results = b.Scan(scan, [h, b.Filled(0.5, row), inputs[0], k]);
        return b.Add(results[2], b.BroadcastTrailing(b.Sub(results[0], results[1]), type.Shape));
    }

    private static Graph Body(TensorType row)
    {
        var b = new GraphBuilder();
        var (h, s) = (b.Variable(Scan.CarryName(0), row), b.Variable(Scan.CarryName(1), row));
        var (x, k) = (b.Input(Scan.ScannedName(0), row), b.Input(Scan.CapturedName(0), row));
        var next = b.Tanh(b.Add(b.Mul(h, k), x));
        // Gradients need the carries that each step began with.
        return ScanNodes.Body([next, b.Add(s, b.Mul(h, x))], [b.Mul(next, s), h, s]);
    }
}
