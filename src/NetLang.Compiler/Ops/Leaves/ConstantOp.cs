using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>A scalar <c>value</c>, or <c>values</c> in row-major order of a static <c>shape</c>.</summary>
public sealed class ConstantOp : LeafOp
{
    private ConstantOp()
        : base("constant", LeafKind.Constant)
    {
    }

    public static ConstantOp Instance { get; } = new();

    protected override TensorType Infer(Attributes attributes)
    {
        if (attributes.Has("value"))
            return new(attributes.Element("type"), Shape.Scalar);
        var type = attributes.DeclaredType();
        var count = attributes.Floats("values").Length;
        Require.That(this, type.Shape.Size.Equals(Dim.Constant(count)), $"{count} values for {type}");
        return type;
    }

    protected override TensorValue Evaluate(Node node, EvaluationContext context) => node.Attributes.Has("value")
        ? TensorValue.Scalar(node.Type.Element, node.Attributes.Float("value"))
        : new(node.Type.Element, context.Extents(node.Shape), [.. node.Attributes.Floats("values")]);
}
