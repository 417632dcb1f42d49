using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// An elementwise function of one tensor, in several steps of which more than one reads it, such as
/// <c>y = z · (1 + erf(z / √2)) / 2</c>: its gradient is that of y times y', which needs nothing but z. So what stands between
/// z and y is not kept for the gradient, only y'. Both are of one element type, since y' is of y's, and the gradient of z's; between
/// them there may be casts.
/// </summary>
internal sealed class LocalDerivative
{
    /// <summary>No function is longer; a limit to what is looked through.</summary>
    private const int MaximumSteps = 32;

    private LocalDerivative(Node input, IReadOnlyList<Node> steps) => (Input, Steps) = (input, steps);

    /// <summary>What it is a function of.</summary>
    public Node Input { get; }

    /// <summary>From the result back.</summary>
    public IReadOnlyList<Node> Steps { get; }

    /// <summary>The shortest such function that ends in a node; null where there is none.</summary>
    /// <param name="isActive">Whether a gradient flows through a node.</param>
    /// <param name="users">The users of a node; null where it has others than nodes, or its own gradient is asked for.</param>
    public static LocalDerivative? Of(Node result, Predicate<Node> isActive, Func<Node, IReadOnlyCollection<Node>?> users)
    {
        var steps = new List<Node>();
        var found = new HashSet<Node>();
        var inputs = new SortedSet<Node>(Comparer<Node>.Create((a, b) => b.Id.CompareTo(a.Id))) { result };
        while (steps.Count < MaximumSteps)
        {
            // The latest one: what is left are its inputs, or came before it.
            var next = inputs.Min!;
            if (inputs.Count == 1 && steps.Count > 1 && steps.Sum(s => s.Inputs.Count(i => i == next)) > 1
                && next.Type.Element == result.Type.Element)
                return new(next, steps);
            if (next.Op is not ElementwiseOp || (next != result && users(next)?.All(found.Contains) != true)
                || !next.Inputs.All(i => isActive(i) || IsConstant(i)))
                return null;
            inputs.Remove(next);
            inputs.UnionWith(next.Inputs.Where(i => isActive(i)));
            steps.Add(next);
            found.Add(next);
        }

        return null;
    }

    private static bool IsConstant(Node node) => node.Op switch
    {
        LeafOp leaf => leaf.Kind == LeafKind.Constant,
        BroadcastOp => IsConstant(node.Inputs[0]),
        _ => false,
    };
}
