using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

public enum Distribution
{
    /// <summary>In [0, 1).</summary>
    Uniform,

    /// <summary>Of mean 0 and variance 1.</summary>
    Normal,
}

/// <summary>Nodes without inputs.</summary>
public static class LeafNodes
{
    public static Node Input(this GraphBuilder b, string name, TensorType type) =>
        b.Apply(NamedLeafOp.Input, [], Named(name, type));

    public static Node Variable(this GraphBuilder b, string path, TensorType type) =>
        b.Apply(NamedLeafOp.Variable, [], Named(path, type));

    /// <summary><c>step</c> or <c>total</c>, an f64 scalar.</summary>
    public static Node HostInput(this GraphBuilder b, string name) =>
        b.Apply(NamedLeafOp.HostInput, [], new Attributes(("name", new TextAttribute(name))));

    /// <summary>A scalar, rounded to its type.</summary>
    public static Node Constant(this GraphBuilder b, double value, ElementType type) => b.Apply(
        ConstantOp.Instance,
        [],
        new Attributes(
            ("type", new ElementAttribute(type)),
            ("value", new FloatAttribute(TensorValue.Round(type, value)))));

    /// <summary>Values in row-major order of a static shape.</summary>
    public static Node Constant(this GraphBuilder b, ImmutableArray<double> values, TensorType type) => b.Apply(
        ConstantOp.Instance,
        [],
        new Attributes(
            ("shape", new ShapeAttribute(type.Shape)),
            ("type", new ElementAttribute(type.Element)),
            ("values", new FloatsAttribute([.. values.Select(v => TensorValue.Round(type.Element, v))]))));

    /// <summary>One value everywhere.</summary>
    public static Node Filled(this GraphBuilder b, double value, TensorType type) =>
        b.Broadcast(b.Constant(value, type.Element), type.Shape, []);

    /// <summary>A dimension as an f64 scalar; a constant where it is one.</summary>
    public static Node Dimension(this GraphBuilder b, Dim value) => value.IsConstant
        ? b.Constant(value.ConstantValue, ElementType.F64)
        : b.Apply(DimensionOp.Instance, [], new Attributes(("value", new ShapeAttribute(Shape.Of(value)))));

    /// <summary>The index along an axis.</summary>
    public static Node Iota(this GraphBuilder b, int axis, TensorType type) => b.Apply(
        IotaOp.Instance,
        [],
        new Attributes(
            ("axis", new IntAttribute(axis)),
            ("shape", new ShapeAttribute(type.Shape)),
            ("type", new ElementAttribute(type.Element))));

    /// <param name="place">In the body of a scan, the number of the step's tensor.</param>
    public static Node Random(
        this GraphBuilder b, ulong key, Distribution distribution, TensorType type, Dim? place = null)
    {
        var attributes = new Attributes(
            ("distribution", new TextAttribute(distribution == Distribution.Uniform ? "uniform" : "normal")),
            ("key", new IntAttribute(unchecked((long)key))),
            ("shape", new ShapeAttribute(type.Shape)),
            ("type", new ElementAttribute(type.Element)));
        return b.Apply(
            RandomOp.Instance,
            [],
            place is null ? attributes : attributes.With("place", new ShapeAttribute(Shape.Of(place))));
    }

    private static Attributes Named(string name, TensorType type) => new(
        ("name", new TextAttribute(name)),
        ("shape", new ShapeAttribute(type.Shape)),
        ("type", new ElementAttribute(type.Element)));
}
