using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Before: a scan of whose results some are not read; after: one without them, and without the carries and inputs that
/// only they needed.
/// </summary>
internal sealed class ScanPruning
{
    private readonly Scan scan;
    private readonly List<int> carries;
    private readonly List<int> outputs;
    private readonly List<int> others;
    private readonly ImmutableArray<Node> nodes;

    /// <param name="inputs">How many the scan has.</param>
    /// <param name="used">Numbers of the results that are read.</param>
    public ScanPruning(Scan scan, int inputs, IReadOnlySet<int> used)
    {
        this.scan = scan;
        outputs = [.. Enumerable.Range(0, scan.Outputs.Length).Where(o => used.Contains(scan.Carries + o))];
        carries = NeededCarries(used);
        nodes = NodesFor(carries);
        // A scan counts its steps by what it scans, so one such tensor always stays.
        var counted = Enumerable.Range(scan.Carries, scan.Scanned).FirstOrDefault(IsRead, scan.Carries);
        others = [.. Enumerable.Range(scan.Carries, inputs - scan.Carries).Where(i => i == counted || IsRead(i))];
    }

    /// <returns>The used results, by their old numbers.</returns>
    public IReadOnlyDictionary<int, Node> Rebuild(ImmutableArray<Node> inputs, GraphBuilder builder)
    {
        var scanned = others.Count(IsScanned);
        var pruned = scan with { Body = Renamed(scanned), Carries = carries.Count, Scanned = scanned };
        ImmutableArray<Node> remaining = [.. carries.Concat(others).Select(i => inputs[i])];
        return carries.Concat(outputs.Select(o => scan.Carries + o)).Index().ToDictionary(
            r => r.Item, r => builder.Apply(ScanOp.Instance, remaining.AsSpan(), pruned.ToAttributes(r.Index)));
    }

    /// <summary>Carries that are read after the scan, or within it by what is needed.</summary>
    private List<int> NeededCarries(IReadOnlySet<int> used)
    {
        var needed = Enumerable.Range(0, scan.Carries).Where(used.Contains).ToHashSet();
        int before;
        do
        {
            before = needed.Count;
            var reached = NodesFor(needed);
            needed.UnionWith(Enumerable.Range(0, scan.Carries).Where(c => scan.Leaf(c) is { } leaf && reached.Contains(leaf)));
        }
        while (needed.Count > before);
        return [.. needed.Order()];
    }

    private ImmutableArray<Node> NodesFor(IEnumerable<int> kept) =>
        ScanNodes.Body(kept.Select(scan.NewValue), outputs.Select(o => scan.Outputs[o])).Nodes;

    private bool IsRead(int input) => scan.Leaf(input) is { } leaf && nodes.Contains(leaf);

    private bool IsScanned(int input) => input < scan.Carries + scan.Scanned;

    /// <summary>The body with its leaves numbered anew.</summary>
    private Graph Renamed(int scanned)
    {
        var names = new Dictionary<string, string>();
        foreach (var (number, carry) in carries.Index())
            names.Add(scan.NameOf(carry), Scan.CarryName(number));
        foreach (var (number, input) in others.Index())
            names.Add(scan.NameOf(input), number < scanned ? Scan.ScannedName(number) : Scan.CapturedName(number - scanned));

        var builder = new GraphBuilder();
        var copies = new NodeCopies(builder);
        foreach (var leaf in nodes.Where(n => n.Op is NamedLeafOp))
        {
            builder.TakeOrigins(leaf);
            var name = new TextAttribute(names[leaf.Attributes.Text("name")]);
            copies.Add(leaf, builder.Apply(leaf.Op, [], leaf.Attributes.With("name", name)));
        }

        return ScanNodes.Body(
            carries.Select(c => copies.Of(scan.NewValue(c))), outputs.Select(o => copies.Of(scan.Outputs[o])));
    }
}
