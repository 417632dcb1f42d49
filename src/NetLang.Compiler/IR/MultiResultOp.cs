using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>
/// An op with several results. A node is one of them: its attribute <c>result</c> says which. Nodes that are equal but for
/// it are a family, and whatever computes one of them computes all.
/// </summary>
public abstract class MultiResultOp(string name) : Op(name)
{
    private const string ResultName = "result";

    public static int ResultOf(Node node) => (int)node.Attributes.Int(ResultName);

    /// <summary>One result of an application.</summary>
    public Node Result(int number, ImmutableArray<Node> inputs, Attributes attributes, GraphBuilder builder) =>
        builder.Apply(this, inputs.AsSpan(), attributes.With(ResultName, new IntAttribute(number)));

    /// <summary>The other result of the same application.</summary>
    public Node Sibling(Node node, int result, GraphBuilder builder) => Result(result, node.Inputs, node.Attributes, builder);

    /// <summary>All results.</summary>
    public abstract ImmutableArray<TensorValue> EvaluateAll(
        Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context);

    /// <summary>The vector-Jacobian product of all results together.</summary>
    /// <param name="node">Any node of the family.</param>
    /// <param name="resultGradients">By number of the result; those without a gradient are left out.</param>
    /// <param name="wanted">The inputs whose gradients are of use.</param>
    public abstract ImmutableArray<Node?> Gradients(
        Node node, IReadOnlyDictionary<int, Node> resultGradients, IReadOnlySet<int> wanted, GraphBuilder builder);

    /// <summary>The used results of an application that computes no others.</summary>
    /// <param name="inputs">What takes the place of the node's inputs.</param>
    public abstract IReadOnlyDictionary<int, Node> Keep(
        Node node, ImmutableArray<Node> inputs, IReadOnlySet<int> used, GraphBuilder builder);

    /// <summary>
    /// An application with the same results, in which what each step computes from its own inputs alone is computed for all
    /// steps at once, before it; null where there is no such thing.
    /// </summary>
    /// <param name="inputs">What takes the place of the node's inputs.</param>
    public abstract (ImmutableArray<Node> Inputs, Attributes Attributes)? Hoist(
        Node node, ImmutableArray<Node> inputs, GraphBuilder builder);

    /// <summary>
    /// The results of an application whose steps run in segments, of which the gradient keeps nothing but what each began
    /// with; null where there is no such thing.
    /// </summary>
    /// <param name="inputs">What takes the place of the node's inputs.</param>
    public abstract IReadOnlyList<Node>? Segment(Node node, ImmutableArray<Node> inputs, GraphBuilder builder);

    /// <summary>What the only step of an application computes for the node; null where there are other steps.</summary>
    /// <param name="inputs">What takes the place of the node's inputs.</param>
    public abstract Node? OnlyStep(Node node, ImmutableArray<Node> inputs, GraphBuilder builder);

    /// <summary>What an application says that gives, as further results, all that its gradient could read.</summary>
    public abstract Attributes Save(Attributes attributes);

    /// <summary>How many steps an application has.</summary>
    public abstract Dim Steps(Node node);

    /// <summary>
    /// How many of the first inputs are states that the steps hand on, from the first to the last; the results of the same
    /// numbers are what they are in the end. None where the steps go the other way.
    /// </summary>
    public abstract int States(Node node);

    /// <summary>
    /// How to compute a box of a result from the states as they are before some steps, with these alone; null where this needs
    /// more.
    /// </summary>
    /// <param name="steps">All that are computed: what is stacked must be wanted of these, of a state that behind the last.</param>
    public abstract Narrowed? NarrowToSteps(Node node, Box box, AxisRange steps);

    /// <summary>
    /// Whether an input has to lie in memory in its own order of elements. Others are computed where they are copied to.
    /// </summary>
    public abstract bool ReadsMemory(Node node, int input);

    public sealed override TensorValue Evaluate(
        Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context) =>
        EvaluateAll(node, inputs, context)[ResultOf(node)];

    public sealed override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) => Gradients(
        node,
        new Dictionary<int, Node> { [ResultOf(node)] = outputGradient },
        Enumerable.Range(0, node.Inputs.Length).ToHashSet(),
        builder);

    /// <summary>What the nodes of a family have in common.</summary>
    internal static NodeKey Family(Node node) => new(node.Op, node.Attributes.With(ResultName, new IntAttribute(0)), node.Inputs);

    /// <summary>The families among some nodes, each in the nodes' order.</summary>
    internal static ILookup<NodeKey, Node> Families(IEnumerable<Node> nodes) =>
        nodes.Where(n => n.Op is MultiResultOp).ToLookup(Family);
}
