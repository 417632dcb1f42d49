using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Kernels.Lowering;

/// <summary>
/// The f64 scalars of a graph that the host computes once a step: inputs first, then expressions over those before
/// them. Bools are part of the expressions; constants are literals.
/// </summary>
internal sealed class HostScalarTable
{
    private readonly Dictionary<Node, int> numbers = [];
    private readonly ImmutableArray<HostScalar>.Builder scalars = ImmutableArray.CreateBuilder<HostScalar>();

    /// <summary>Adds those of a graph. The body of a scan has no inputs of the host, so that inputs stay first.</summary>
    public void Add(NodeRoles roles)
    {
        var nodes = roles.Graph.Nodes.Where(n => IsHostScalar(roles, n)).ToList();
        foreach (var input in nodes.Where(n => n.Op is LeafOp { Kind: LeafKind.HostInput }))
            Add(input, new(input.Attributes.Text("name"), null));
        foreach (var node in nodes.Where(n => n.Op is ElementwiseOp or LeafOp { Kind: LeafKind.Dimension }))
            Add(node, new(null, Expression(node)));
    }

    public ImmutableArray<HostScalar> Scalars => scalars.ToImmutable();

    /// <summary>The value of a host node as part of an expression, of a kernel or of another scalar.</summary>
    public ScalarExpression Expression(Node node)
    {
        if (numbers.TryGetValue(node, out var number))
            return new HostScalarExpression(node.Type.Element, number);
        return node.Op switch
        {
            LeafOp { Kind: LeafKind.Constant } => new ConstantExpression(node.Type.Element, node.Attributes.Float("value")),
            LeafOp { Kind: LeafKind.Dimension } =>
                new IndexExpression(node.Type.Element, new(node.Attributes.Shape("value")[0], [])),
            _ => Apply(node),
        };
    }

    /// <summary>The number of a host node, which becomes a scalar of its own if it is none.</summary>
    public int Number(Node node)
    {
        if (!numbers.ContainsKey(node))
            Add(node, new(null, Expression(node)));
        return numbers[node];
    }

    private static bool IsHostScalar(NodeRoles roles, Node node) =>
        roles[node] == NodeRole.Host && node.Type.Element == ElementType.F64;

    private ApplyExpression Apply(Node node) => new(node, [.. node.Inputs.Select(Expression)]);

    private void Add(Node node, HostScalar scalar)
    {
        numbers.Add(node, scalars.Count);
        scalars.Add(scalar);
    }
}
