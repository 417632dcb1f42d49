using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Cuts the body of a scan out of the graph in which it was built. Before: nodes on leaves that stand for carries and for
/// what is scanned. After: a graph of its own; what depends on none of these leaves is computed once, before the scan, and
/// captured; constants and views cost nothing and are part of the body.
/// </summary>
public sealed class ScanExtraction
{
    private readonly GraphBuilder body = new();
    private readonly HashSet<Node> ofStep;
    private readonly Dictionary<Node, Node> copies = [];
    private readonly List<Node> captured = [];

    private ScanExtraction(HashSet<Node> ofStep) => this.ofStep = ofStep;

    /// <param name="carries">Leaves, and the new values of what they stand for.</param>
    /// <param name="scanned">Leaves.</param>
    /// <param name="index">The symbol of a step's place.</param>
    /// <param name="captured">Receives the nodes of the surrounding graph that the body reads.</param>
    public static Graph Body(
        IReadOnlyList<(Node Leaf, Node Next)> carries,
        IReadOnlyList<Node> scanned,
        IReadOnlyList<Node> outputs,
        string index,
        GraphBuilder around,
        out ImmutableArray<Node> captured)
    {
        var leaves = carries.Select(c => c.Leaf).Concat(scanned).ToHashSet();
        var results = carries.Select(c => c.Next).Concat(outputs).ToList();
        var extraction = new ScanExtraction(Dependent(results, leaves, index));
        foreach (var (number, (leaf, _)) in carries.Index())
            extraction.copies[leaf] = extraction.body.Variable(Scan.CarryName(number), leaf.Type);
        foreach (var (number, leaf) in scanned.Index())
            extraction.copies[leaf] = extraction.body.Input(Scan.ScannedName(number), leaf.Type);
        extraction.Copy(results);
        around.Discard(extraction.ofStep);
        captured = [.. extraction.captured];
        return ScanNodes.Body(carries.Select(c => extraction.copies[c.Next]), outputs.Select(o => extraction.copies[o]));
    }

    /// <summary>The leaves and all nodes that change from step to step.</summary>
    private static HashSet<Node> Dependent(IEnumerable<Node> results, HashSet<Node> leaves, string index)
    {
        var dependent = new HashSet<Node>(leaves);
        foreach (var node in NodesOf(results))
        {
            if (Scan.ReadsPlace(node, index) || node.Inputs.Any(dependent.Contains))
                dependent.Add(node);
        }

        return dependent;
    }

    private static ImmutableArray<Node> NodesOf(IEnumerable<Node> results) => ScanNodes.Body([], results).Nodes;

    private void Copy(IEnumerable<Node> results)
    {
        foreach (var node in Needed(results))
        {
            if (copies.ContainsKey(node))
                continue;
            body.TakeOrigins(node);
            copies.Add(node, IsPart(node) ? body.Apply(node.Op, [.. node.Inputs.Select(i => copies[i])], node.Attributes) : Capture(node));
        }
    }

    /// <summary>What the body computes or captures, inputs before users.</summary>
    private IEnumerable<Node> Needed(IEnumerable<Node> results)
    {
        var needed = new HashSet<Node>();
        var pending = new Stack<Node>(results);
        while (pending.TryPop(out var node))
        {
            if (!needed.Add(node) || !IsPart(node))
                continue;
            foreach (var input in node.Inputs)
                pending.Push(input);
        }

        return needed.OrderBy(n => n.Id);
    }

    private bool IsPart(Node node) => ofStep.Contains(node) || node.Op is ViewOp or ReshapingOp or LeafOp
    {
        Kind: LeafKind.Constant or LeafKind.Iota,
    };

    private Node Capture(Node node)
    {
        captured.Add(node);
        return body.Input(Scan.CapturedName(captured.Count - 1), node.Type);
    }
}
