using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>The dimension in attribute <c>value</c> (a shape of one) as an f64 host scalar.</summary>
public sealed class DimensionOp : LeafOp
{
    private DimensionOp()
        : base("dimension", LeafKind.Dimension)
    {
    }

    public static DimensionOp Instance { get; } = new();

    public override Node? Simplify(Node node, GraphBuilder builder) => node.Attributes.Shape("value")[0] is { IsConstant: true } known
        ? builder.Constant(known.ConstantValue, ElementType.F64)
        : null;

    protected override TensorType Infer(Attributes attributes)
    {
        Require.That(this, attributes.Shape("value").Rank == 1, "not one dimension");
        return new(ElementType.F64, Shape.Scalar);
    }

    protected override TensorValue Evaluate(Node node, EvaluationContext context) =>
        TensorValue.Scalar(ElementType.F64, context.Value(node.Attributes.Shape("value")[0]));
}
