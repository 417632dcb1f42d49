using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>A value that comes from outside of the graph under attribute <c>name</c>.</summary>
public sealed class NamedLeafOp : LeafOp
{
    private NamedLeafOp(string name, LeafKind kind)
        : base(name, kind)
    {
    }

    public static NamedLeafOp Input { get; } = new("input", LeafKind.Input);

    public static NamedLeafOp Variable { get; } = new("variable", LeafKind.Variable);

    public static NamedLeafOp HostInput { get; } = new("hostInput", LeafKind.HostInput);

    protected override TensorType Infer(Attributes attributes)
    {
        _ = attributes.Text("name");
        return Kind == LeafKind.HostInput ? new(ElementType.F64, Shape.Scalar) : attributes.DeclaredType();
    }

    protected override TensorValue Evaluate(Node node, EvaluationContext context)
    {
        var name = node.Attributes.Text("name");
        var values = Kind == LeafKind.Variable ? context.Variables : context.Inputs;
        if (!values.TryGetValue(name, out var value))
            throw new ArgumentException($"no value for the {Name} '{name}'");
        var fits = value.Element == node.Type.Element && value.Shape.SequenceEqual(context.Extents(node.Shape));
        return fits
            ? value
            : throw new ArgumentException($"'{name}' is {value.Element.Name()}[{string.Join(", ", value.Shape)}], not {node.Type}");
    }
}
