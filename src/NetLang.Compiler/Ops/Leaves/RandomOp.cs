using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Runtime.Random;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Random numbers of <c>distribution</c> <c>uniform</c> (in [0, 1)) or <c>normal</c> (0, 1), functions of the seed, the
/// step, the <c>key</c> and the element's row-major index alone. In the body of a scan the elements of all steps are
/// numbered on end: there <c>place</c> (a shape of one) is the number of the step's tensor.
/// </summary>
public sealed class RandomOp : LeafOp
{
    private RandomOp()
        : base("random", LeafKind.Random)
    {
    }

    public static RandomOp Instance { get; } = new();

    /// <summary>How many tensors of the same node come before this one.</summary>
    public static Dim PlaceOf(Node node) => node.Attributes.Has("place") ? node.Attributes.Shape("place")[0] : Dim.Zero;

    /// <summary>Elements keep their row-major indices.</summary>
    public override Node Merge(Node node, AxisSplit split, GraphBuilder builder) =>
        builder.Apply(this, [], node.Attributes.With("shape", new ShapeAttribute(split.Merged)));

    protected override TensorType Infer(Attributes attributes)
    {
        var type = attributes.DeclaredType();
        Require.That(this, attributes.Text("distribution") is "uniform" or "normal", "unknown distribution");
        Require.That(this, type.Element is ElementType.F32 or ElementType.F64, $"no random numbers as {type}");
        Require.That(this, !attributes.Has("place") || attributes.Shape("place").Rank == 1, "not one place");
        _ = attributes.Int("key");
        return type;
    }

    protected override TensorValue Evaluate(Node node, EvaluationContext context)
    {
        var key = unchecked((ulong)node.Attributes.Int("key"));
        var normal = node.Attributes.Text("distribution") == "normal";
        var extents = context.Extents(node.Shape);
        var values = new double[RowMajor.Size(extents)];
        var first = context.Value(PlaceOf(node)) * values.Length;
        for (var i = 0; i < values.Length; i++)
            values[i] = Draw(node.Type.Element, normal, context, key, first + i);
        return new(node.Type.Element, extents, values);
    }

    // The functions that emitted code uses, so that all backends give the same bits.
    private static double Draw(ElementType element, bool normal, EvaluationContext context, ulong key, long index) =>
        (element, normal) switch
        {
            (ElementType.F32, false) => Philox.Uniform32(context.Seed, context.Step, key, index),
            (ElementType.F32, true) => Philox.Normal32(context.Seed, context.Step, key, index),
            (_, false) => Philox.Uniform64(context.Seed, context.Step, key, index),
            (_, true) => Philox.Normal64(context.Seed, context.Step, key, index),
        };
}
