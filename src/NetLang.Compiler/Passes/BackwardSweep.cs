using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Passes;

/// <summary>Reverse-mode differentiation of one scalar with regard to several nodes.</summary>
internal sealed class BackwardSweep
{
    private readonly Dictionary<Node, Node> gradients = [];

    private BackwardSweep()
    {
    }

    /// <summary>The gradient, or null where none reaches the node.</summary>
    public Node? Gradient(Node node) => gradients.GetValueOrDefault(node);

    public static BackwardSweep Run(Node loss, IReadOnlySet<Node> wanted, GraphBuilder builder)
    {
        var sweep = new BackwardSweep();
        var order = new Graph("", [new GraphResult(ResultKind.Output, "loss", loss)]).Nodes;
        var active = Active(order, wanted);
        if (!active.Contains(loss))
            return sweep;

        sweep.gradients[loss] = builder.Constant(1, loss.Type.Element);
        foreach (var node in order.Reverse())
        {
            if (active.Contains(node) && node.Inputs.Any(active.Contains) && sweep.Gradient(node) is { } gradient)
                sweep.Propagate(node, gradient, active, builder);
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

    private void Propagate(Node node, Node gradient, HashSet<Node> active, GraphBuilder builder)
    {
        builder.TakeOrigins(node);
        var shares = node.Op.Gradient(node, gradient, builder);
        for (var i = 0; i < shares.Length; i++)
        {
            var input = node.Inputs[i];
            if (shares[i] is not { } share || !active.Contains(input) || !node.Op.IsDifferentiable(i))
                continue;
            gradients[input] = gradients.TryGetValue(input, out var sum) ? builder.Add(sum, share) : share;
        }
    }
}
