using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// A scan of a known number of steps as one over segments of them. Before: 2,000 steps. After:
/// <code>
/// 44 segments, each a scan of 45 steps; then a scan of the 20 that are left
/// </code>
/// The gradient computes each segment again, and keeps all values of 45 steps at a time instead of 2,000.
/// </summary>
internal sealed class ScanSegments
{
    private readonly Scan scan;
    private readonly ImmutableArray<Node> inputs;
    private readonly GraphBuilder builder;

    /// <param name="inputs">What takes the place of the node's inputs.</param>
    public ScanSegments(Node node, ImmutableArray<Node> inputs, GraphBuilder builder)
    {
        scan = Scan.Of(node);
        this.inputs = inputs;
        this.builder = builder;
    }

    private ImmutableArray<Node> First => inputs[..scan.Carries];

    private ImmutableArray<Node> Scanned => inputs[scan.Carries..(scan.Carries + scan.Scanned)];

    private ImmutableArray<Node> Captured => inputs[(scan.Carries + scan.Scanned)..];

    /// <returns>All results by number; null where there are too few steps, or it is not known how many.</returns>
    public IReadOnlyList<Node>? Build()
    {
        if (scan.IsOfSegments || !scan.Length.IsConstant || scan.Length.ConstantValue < 4)
            return null;
        var steps = scan.Length.ConstantValue;
        var size = (long)Math.Ceiling(Math.Sqrt(steps));
        var count = steps / size;
        if (count * size == steps)
            return Segments(First, count, size);
        return scan.Reverse
            ? Joined(Rest(First, count * size), rest => Segments(rest, count, size), isRestFirst: true)
            : Joined(Segments(First, count, size), segments => Rest(segments, count * size), isRestFirst: false);
    }

    /// <summary>One part, then the other from the carries in which it ends; outputs in the order of places.</summary>
    private List<Node> Joined(ImmutableArray<Node> first, Func<ImmutableArray<Node>, ImmutableArray<Node>> then, bool isRestFirst)
    {
        var second = then(first[..scan.Carries]);
        var (before, behind) = isRestFirst ? (second, first) : (first, second);
        return
        [
            .. second[..scan.Carries],
            .. before.Zip(behind).Skip(scan.Carries).Select(p => builder.Concat([p.First, p.Second], 0)),
        ];
    }

    /// <summary>The steps behind the last whole segment. Their place has a name of its own, for it counts to another length.</summary>
    private ImmutableArray<Node> Rest(ImmutableArray<Node> carries, long from)
    {
        var (length, index) = (scan.Length - from, scan.Index + ".rest");
        var rest = scan with { Length = length, Body = At(scan.Body, Dim.Symbol(index) + from), Index = index };
        return builder.Scan(rest, [.. carries, .. Scanned.Select(x => Slice(x, from, length)), .. Captured]);
    }

    private ImmutableArray<Node> Segments(ImmutableArray<Node> carries, long count, long size)
    {
        var segment = scan.Index + ".segment";
        var body = new GraphBuilder();
        ImmutableArray<Node> leaves = [.. First.Select((c, i) => body.Variable(Scan.CarryName(i), c.Type))];
        var parts = Scanned.Select(x => builder.Reshape(Slice(x, 0, count * size), Split(x.Shape, count, size))).ToList();
        var steps = body.Scan(
            scan with { Length = size, Body = At(scan.Body, (Dim.Symbol(segment) * size) + Dim.Symbol(scan.Index)) },
            [
                .. leaves,
                .. parts.Select((p, i) => body.Input(Scan.ScannedName(i), p.Type with { Shape = new Shape(p.Shape.Dims.RemoveAt(0)) })),
                .. Captured.Select((c, i) => body.Input(Scan.CapturedName(i), c.Type)),
            ]);
        // The gradient needs the carries that each segment began with.
        var outer = new Scan(
            ScanNodes.Body(steps[..scan.Carries], [.. steps[scan.Carries..], .. leaves]),
            scan.Carries,
            scan.Scanned,
            count,
            scan.Reverse,
            segment)
        {
            IsOfSegments = true,
        };
        var results = builder.Scan(outer, [.. carries, .. parts, .. Captured]);
        return
        [
            .. results[..scan.Carries],
            .. results[scan.Carries..^scan.Carries].Select(y => builder.Reshape(y, Merged(y.Shape))),
        ];
    }

    /// <summary>A body whose place is another function of the symbols.</summary>
    private Graph At(Graph body, Dim place)
    {
        var copy = new GraphBuilder();
        var copies = new Dictionary<Node, Node>();
        foreach (var node in body.Nodes)
        {
            copy.TakeOrigins(node);
            copies.Add(node, copy.Apply(node.Op, [.. node.Inputs.Select(i => copies[i])], At(node.Attributes, place)));
        }

        return body.WithResults([.. body.Results.Select(r => r with { Value = copies[r.Value] })]);
    }

    private Attributes At(Attributes attributes, Dim place)
    {
        var result = attributes.Graphs.IsEmpty ? attributes : attributes.MapGraphs(inner => At(inner, place));
        foreach (var (name, value) in attributes.Items)
        {
            if (value is ShapeAttribute shape && shape.Value.SelectMany(d => d.Symbols).Contains(scan.Index))
                result = result.With(name, new ShapeAttribute(new Shape([.. shape.Value.Select(d => At(d, place))])));
        }

        return result;
    }

    // Only random numbers say a place, and theirs is linear in it.
    private Dim At(Dim dim, Dim place) => dim.LinearIn(scan.Index) is var (slope, offset) ? (slope * place) + offset : dim;

    private Node Slice(Node x, Dim from, Dim length) => builder.Slice(
        x,
        new Shape([from, .. x.Shape.Skip(1).Select(_ => Dim.Zero)]),
        new Shape(x.Shape.Dims.SetItem(0, length)));

    private static Shape Split(Shape shape, long count, long size) => new([count, size, .. shape.Skip(1)]);

    private static Shape Merged(Shape shape) => new([shape[0] * shape[1], .. shape.Skip(2)]);
}
