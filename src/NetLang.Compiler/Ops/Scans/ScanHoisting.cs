using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Takes out of a scan what each step computes from what is scanned alone, if it is more than elementwise:
/// <code>
/// scan: step(h, x) = tanh(x · W + h · U)          p = (all x) · W
///                                            →    scan: step(h, p) = tanh(p + h · U)
/// </code>
/// </summary>
internal sealed class ScanHoisting
{
    private readonly Scan scan;
    private readonly ImmutableArray<Node> inputs;
    private readonly GraphBuilder builder;
    private readonly Dictionary<Node, Batched> outside = []; // nodes of the body, at all steps
    private readonly HashSet<Node> worthIt = [];

    /// <param name="inputs">What takes the place of the node's inputs.</param>
    public ScanHoisting(Node node, ImmutableArray<Node> inputs, GraphBuilder builder)
    {
        scan = Scan.Of(node);
        this.inputs = inputs;
        this.builder = builder;
    }

    public (ImmutableArray<Node> Inputs, Attributes Attributes)? Rebuild()
    {
        foreach (var inner in scan.Body.Nodes)
        {
            builder.TakeOrigins(inner);
            if (Outside(inner) is not { } batched)
                continue;
            outside.Add(inner, batched);
            if (batched.Varies && (IsWork(inner) || inner.Inputs.Any(worthIt.Contains)))
                worthIt.Add(inner);
        }

        ImmutableArray<Node> hoisted = [.. ReadInside().Where(worthIt.Contains).Distinct()];
        if (hoisted.IsEmpty)
            return null;
        var first = scan.Carries + scan.Scanned;
        var changed = scan with { Body = Without(hoisted), Scanned = scan.Scanned + hoisted.Length };
        return (inputs.InsertRange(first, hoisted.Select(n => outside[n].Value)), changed.ToAttributes(0));
    }

    private static bool IsWork(Node node) => node.Op is StructuredOp or ReductionOp or IndexedOp;

    /// <summary>A node of the body at all steps; null where it cannot be computed before them.</summary>
    private Batched? Outside(Node inner)
    {
        if (inner.Op is NamedLeafOp)
        {
            var input = Enumerable.Range(0, inputs.Length).First(i => scan.Leaf(i) == inner);
            return input < scan.Carries ? null : new(inputs[input], input < scan.Carries + scan.Scanned);
        }

        if (inner.Op is MultiResultOp || Scan.ReadsPlace(inner, scan.Index) || !inner.Inputs.All(outside.ContainsKey))
            return null;
        ImmutableArray<Batched> operands = [.. inner.Inputs.Select(i => outside[i])];
        if (!operands.Any(o => o.Varies))
            return new(builder.Apply(inner.Op, [.. operands.Select(o => o.Value)], inner.Attributes), Varies: false);
        return inner.Op.Batch(inner, operands, scan.Length, builder) is { } all ? new(all, Varies: true) : null;
    }

    /// <summary>
    /// What the steps still read of that which can be outside. Views of it stay, and what adds to it something that all steps
    /// share: this costs nothing where it is read.
    /// </summary>
    private IEnumerable<Node> ReadInside()
    {
        var read = scan.Body.Nodes.Where(n => !outside.ContainsKey(n)).SelectMany(n => n.Inputs);
        foreach (var node in read.Concat(scan.Body.Results.Select(r => r.Value)))
        {
            var source = node;
            while (IsFree(source))
                source = source.Inputs.First(worthIt.Contains);
            yield return source;
        }
    }

    private bool IsFree(Node node) => worthIt.Contains(node)
        && node.Op is ViewOp or ReshapingOp or ElementwiseOp { CpuCall: null }
        && node.Inputs.Count(i => outside[i].Varies) == 1;

    /// <summary>The body, to which nodes are given.</summary>
    private Graph Without(ImmutableArray<Node> given)
    {
        var body = new GraphBuilder();
        var copies = new NodeCopies(body);
        foreach (var (number, node) in given.Index())
            copies.Add(node, body.Input(Scan.ScannedName(scan.Scanned + number), node.Type));
        return ScanNodes.Body(
            Enumerable.Range(0, scan.Carries).Select(c => copies.Of(scan.NewValue(c))), scan.Outputs.Select(copies.Of));
    }
}
