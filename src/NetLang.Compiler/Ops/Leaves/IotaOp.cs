using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>The index along <c>axis</c> of <c>shape</c>, as <c>type</c>.</summary>
public sealed class IotaOp : LeafOp
{
    private IotaOp()
        : base("iota", LeafKind.Iota)
    {
    }

    public static IotaOp Instance { get; } = new();

    public override Node? Merge(Node node, AxisSplit split, GraphBuilder builder)
    {
        var index = node.Attributes.Int("axis");
        return split.AxesOf([index]) is [var axis] && split.PartsOf((int)axis).Length == 1
            ? builder.Iota((int)axis, node.Type with { Shape = split.Merged })
            : null;
    }

    protected override TensorType Infer(Attributes attributes)
    {
        var type = attributes.DeclaredType();
        var axis = attributes.Int("axis");
        Require.That(this, axis >= 0 && axis < type.Shape.Rank, $"axis {axis} outside of {type}");
        Require.That(this, type.Element.IsComputed(), $"no indices as {type}");
        return type;
    }

    protected override TensorValue Evaluate(Node node, EvaluationContext context) => TensorValue.Fill(
        node.Type.Element, context.Extents(node.Shape), place => place[node.Attributes.Int("axis")]);
}
