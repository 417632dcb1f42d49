using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>Reverse-mode differentiation with regard to several nodes at once.</summary>
internal sealed class BackwardSweep
{
    private readonly GraphBuilder builder;
    private readonly HashSet<Node> active;
    private readonly Dictionary<Node, List<Node>> shares = []; // of each node's gradient, one from each use
    private readonly Dictionary<Node, Node> gradients = [];

    private BackwardSweep(GraphBuilder builder, HashSet<Node> active)
    {
        this.builder = builder;
        this.active = active;
    }

    /// <summary>The gradient, or null where none reaches the node.</summary>
    /// <remarks>To be asked when all users of the node have been visited.</remarks>
    public Node? Gradient(Node node)
    {
        if (!gradients.TryGetValue(node, out var gradient) && shares.TryGetValue(node, out var given))
            gradients.Add(node, gradient = GradientShares.Sum(given, builder));
        return gradient;
    }

    /// <param name="seeds">Where gradients come in: one of 1 for a scalar loss.</param>
    /// <param name="wanted">Whose gradients are asked for.</param>
    public static BackwardSweep Run(
        IReadOnlyCollection<(Node Node, Node Gradient)> seeds, IReadOnlySet<Node> wanted, GraphBuilder builder)
    {
        var order = new Graph("", [.. seeds.Select((seed, i) => new GraphResult(ResultKind.Output, $"{i}", seed.Node))]).Nodes;
        var sweep = new BackwardSweep(builder, Active(order, wanted));
        foreach (var (node, gradient) in seeds.Where(s => sweep.active.Contains(s.Node)))
            sweep.Add(node, gradient);

        var families = MultiResultOp.Families(order);
        var users = order.SelectMany(n => n.Inputs.Distinct(), (user, input) => (user, input)).ToLookup(u => u.input, u => u.user);
        var others = seeds.Select(seed => seed.Node).Concat(wanted).ToHashSet();
        foreach (var node in order.Reverse())
        {
            if (!node.Inputs.Any(sweep.active.Contains))
                continue;
            builder.TakeOrigins(node);
            if (LocalDerivative.Of(node, sweep.active.Contains, n => others.Contains(n) ? null : [.. users[n]]) is { } function)
                sweep.Propagate(node, function);
            else if (node.Op is not MultiResultOp op)
                sweep.Propagate(node);
            else if (families[MultiResultOp.Family(node)] is var family && family.First() == node)
                sweep.Propagate(op, family); // all users of all of them have been visited
        }

        return sweep;
    }

    /// <summary>Nodes through which a gradient flows to a wanted one.</summary>
    private static HashSet<Node> Active(IEnumerable<Node> order, IReadOnlySet<Node> wanted)
    {
        var active = new HashSet<Node>();
        foreach (var node in order)
        {
            var flows = node.Inputs.Where((input, i) => active.Contains(input) && node.Op.IsDifferentiable(i)).Any();
            if (node.Type.Element.IsFloat() && (flows || wanted.Contains(node)))
                active.Add(node);
        }

        return active;
    }

    private void Propagate(Node node)
    {
        if (active.Contains(node) && Gradient(node) is { } gradient)
            Share(node, node.Op.Gradient(node, gradient, builder));
    }

    private void Propagate(Node node, LocalDerivative function)
    {
        if (Gradient(node) is not { } gradient)
            return;
        var sweep = new BackwardSweep(builder, [function.Input, .. function.Steps]);
        sweep.Add(node, builder.Filled(1, node.Type));
        foreach (var step in function.Steps)
            sweep.Propagate(step);
        Add(function.Input, builder.Mul(gradient, sweep.Gradient(function.Input)!));
    }

    private void Propagate(MultiResultOp op, IEnumerable<Node> family)
    {
        var given = family.Where(shares.ContainsKey).ToDictionary(MultiResultOp.ResultOf, n => Gradient(n)!);
        if (given.Count == 0)
            return;
        var node = family.First();
        var wanted = Enumerable.Range(0, node.Inputs.Length).Where(i => active.Contains(node.Inputs[i])).ToHashSet();
        Share(node, op.Gradients(node, given, wanted, builder));
    }

    private void Share(Node node, IReadOnlyList<Node?> ofInputs)
    {
        for (var i = 0; i < ofInputs.Count; i++)
        {
            if (ofInputs[i] is { } share && active.Contains(node.Inputs[i]) && node.Op.IsDifferentiable(i))
                Add(node.Inputs[i], share);
        }
    }

    private void Add(Node node, Node gradient)
    {
        if (!shares.TryGetValue(node, out var given))
            shares.Add(node, given = []);
        given.Add(gradient);
    }
}
