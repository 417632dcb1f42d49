using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>
/// The gradient of a scan: a scan the other way. Before, for each place:
/// <code>
/// carry', output = body carry scanned captured
/// </code>
/// After, for each place in the opposite order, with the carry that the forward step began with:
/// <code>
/// body again; dCarry, dScanned, dCaptured = its backward sweep from (dCarry', dOutput)
/// carries: dCarry; outputs: dScanned, and what dCaptured are sums of
/// </code>
/// What the forward scan gives is not computed again. The gradients of what all steps share are sums over them, and where
/// these are sums or products themselves, one for all steps behind the scan (<see cref="StepSums"/>), else a carry.
/// </summary>
internal sealed class ScanGradient
{
    private readonly Node node;
    private readonly Scan forward;
    private readonly IReadOnlyDictionary<int, Node> resultGradients;
    private readonly IReadOnlySet<int> wanted;
    private readonly GraphBuilder outer;

    // The backward scan as it grows: its inputs by kind, its body's builder and results.
    private readonly GraphBuilder body = new();
    private readonly List<Node> carries = [];
    private readonly List<Node> scanned = [];
    private readonly List<Node> captured = [];
    private readonly Dictionary<Node, Node> stepOf = []; // the tensor of all steps that a leaf stands for
    private readonly Dictionary<Node, Node> sharedOf = []; // the one of every step
    private readonly Dictionary<Node, Node> copies = [];

    public ScanGradient(
        Node node, IReadOnlyDictionary<int, Node> resultGradients, IReadOnlySet<int> wanted, GraphBuilder outer)
    {
        this.node = node;
        this.resultGradients = resultGradients;
        this.wanted = wanted;
        this.outer = outer;
        forward = Scan.Of(node);
    }

    /// <summary>The gradient of each input, null where none is wanted.</summary>
    public ImmutableArray<Node?> Build()
    {
        CopyForward();
        var carriesBack = Enumerable.Range(0, forward.Carries).Where(c => node.Inputs[c].Type.Element.IsFloat()).ToList();
        var seeds = new List<(Node, Node)>();
        foreach (var carry in carriesBack)
        {
            var last = resultGradients.TryGetValue(carry, out var given) ? given : outer.Filled(0, node.Inputs[carry].Type);
            seeds.Add((copies[forward.NewValue(carry)], Carry(last)));
        }

        foreach (var (number, output) in forward.Outputs.Index())
        {
            if (resultGradients.TryGetValue(forward.Carries + number, out var gradient))
                seeds.Add((copies[output], Scanned(gradient)));
        }

        var leaves = Enumerable.Range(0, node.Inputs.Length)
            .Where(i => wanted.Contains(i) || i < forward.Carries)
            .Select(i => (Input: i, Leaf: forward.Leaf(i)))
            .Where(l => l.Leaf is not null && l.Leaf.Type.Element.IsFloat())
            .ToDictionary(l => l.Input, l => copies[l.Leaf!]);
        var sweep = BackwardSweep.Run(seeds, leaves.Values.ToHashSet(), body);

        var saved = new SavedValues(SavedCopies(), given => Scanned(ScanOp.Instance.Sibling(node, given, outer)), body);
        Node? Gradient(int input) =>
            leaves.TryGetValue(input, out var leaf) && sweep.Gradient(leaf) is { } gradient ? saved.In(gradient) : null;

        var updates = carriesBack.Select(c => Gradient(c) ?? body.Filled(0, node.Inputs[c].Type)).ToList();
        var sums = new StepSums(stepOf.GetValueOrDefault, sharedOf.GetValueOrDefault, forward.Index, outer);
        // What each gradient is made of when the scan has its results: the last carries, then the outputs.
        var gradients = carriesBack.Index().ToDictionary(c => c.Item, c => new Func<ImmutableArray<Node>, Node>(r => r[c.Index]));
        foreach (var input in leaves.Keys.Where(i => i >= forward.Carries))
        {
            if (Gradient(input) is not { } gradient)
                continue;
            if (input < forward.Carries + forward.Scanned)
            {
                gradients.Add(input, sums.Stack(gradient));
            }
            else if (!forward.IsOfSegments && sums.Sum(gradient) is { } sum)
            {
                gradients.Add(input, sum);
            }
            else
            {
                var update = updates.Count;
                gradients.Add(input, results => results[update]);
                updates.Add(body.Add(Carry(outer.Filled(0, gradient.Type)), gradient));
            }
        }

        sums.ResultsBegin = updates.Count;
        var backward = new Scan(
            ScanNodes.Body(updates, sums.Outputs), carries.Count, scanned.Count, forward.Length, !forward.Reverse, forward.Index)
        {
            IsOfSegments = forward.IsOfSegments,
        };
        var results = outer.Scan(backward, [.. carries, .. scanned, .. captured]);
        return
        [
            .. Enumerable.Range(0, node.Inputs.Length).Select(input =>
                wanted.Contains(input) && gradients.TryGetValue(input, out var gradient) ? gradient(results) : null),
        ];
    }

    /// <summary>The copies of what the forward scan gives, with its numbers there; leaves are there already.</summary>
    private Dictionary<Node, int> SavedCopies() => forward.Outputs.Index()
        .Where(o => o.Item.Op is not LeafOp && !forward.IsOfSegments)
        .DistinctBy(o => o.Item)
        .ToDictionary(o => copies[o.Item], o => forward.Carries + o.Index);

    /// <summary>The forward step within the backward body, on what it began with.</summary>
    private void CopyForward()
    {
        for (var input = 0; input < node.Inputs.Length; input++)
        {
            if (forward.Leaf(input) is not { } leaf)
                continue;
            copies[leaf] = input < forward.Carries ? Scanned(CarryBefore(leaf))
                : input < forward.Carries + forward.Scanned ? Scanned(node.Inputs[input])
                : Captured(node.Inputs[input]);
        }

        foreach (var inner in forward.Body.Nodes.Where(n => !copies.ContainsKey(n)))
        {
            body.TakeOrigins(inner);
            copies.Add(inner, body.Apply(inner.Op, [.. inner.Inputs.Select(i => copies[i])], inner.Attributes));
        }
    }

    /// <summary>The values of a carry before each step: an output of every scan that is to be differentiated.</summary>
    private Node CarryBefore(Node leaf)
    {
        var output = forward.Outputs.IndexOf(leaf);
        return output >= 0
            ? ScanOp.Instance.Sibling(node, forward.Carries + output, outer)
            : throw new InvalidOperationException($"the scan does not keep {leaf.Attributes.Text("name")}");
    }

    private Node Carry(Node first)
    {
        carries.Add(first);
        return body.Variable(Scan.CarryName(carries.Count - 1), first.Type);
    }

    private Node Scanned(Node tensor)
    {
        scanned.Add(tensor);
        var leaf = body.Input(
            Scan.ScannedName(scanned.Count - 1), tensor.Type with { Shape = new Shape(tensor.Shape.Dims.RemoveAt(0)) });
        stepOf.Add(leaf, tensor);
        return leaf;
    }

    private Node Captured(Node tensor)
    {
        captured.Add(tensor);
        var leaf = body.Input(Scan.CapturedName(captured.Count - 1), tensor.Type);
        sharedOf.Add(leaf, tensor);
        return leaf;
    }
}
