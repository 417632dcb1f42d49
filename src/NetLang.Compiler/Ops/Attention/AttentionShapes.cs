using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>The dimensions of an attention, and the shape rule of its operands.</summary>
/// <param name="Batch">b: sequences.</param>
/// <param name="Queries">t: the length of the sequence that asks.</param>
/// <param name="Keys">s: the length of the sequence that is asked.</param>
/// <param name="Heads">h: of the queries.</param>
/// <param name="KeyHeads">g: of keys and values; each serves h / g of the queries' heads that lie side by side.</param>
/// <param name="Depth">d: numbers of a query, and of a key.</param>
/// <param name="Width">e: numbers of a value.</param>
public sealed record AttentionShapes(Dim Batch, Dim Queries, Dim Keys, long Heads, long KeyHeads, long Depth, long Width)
{
    /// <summary>[b, h, t, s]: of scores and weights, which are in no memory.</summary>
    public Shape Scores => Shape.Of(Batch, Dim.Constant(Heads), Queries, Keys);

    /// <summary>[b, t, h · e]: values of all heads side by side.</summary>
    public Shape Values => Shape.Of(Batch, Queries, Dim.Constant(Width * Heads));

    /// <summary>[b, t, h]: a number for each query.</summary>
    public Shape Rows => Shape.Of(Batch, Queries, Dim.Constant(Heads));

    /// <summary>Gradients of a sequence: [t, h, d] of queries, then [s, g, d] of keys, then [s, g, e] of values.</summary>
    public ImmutableArray<Dim> Gradients => [Queries * (Heads * Depth), Keys * (KeyHeads * Depth), Keys * (KeyHeads * Width)];

    public Dim GradientSize => Gradients[0] + Gradients[1] + Gradients[2];

    public ImmutableArray<Dim> All => [Batch, Queries, Keys, Dim.Constant(Heads), Dim.Constant(KeyHeads), Dim.Constant(Depth), Dim.Constant(Width)];

    /// <summary>The extents of queries, keys, values, and of mask and bias where there are.</summary>
    public ImmutableArray<ImmutableArray<Dim>> OperandExtents(AttentionForm form) =>
    [
        [Batch, Queries, Dim.Constant(Heads), Dim.Constant(Depth)],
        [Batch, Keys, Dim.Constant(KeyHeads), Dim.Constant(Depth)],
        [Batch, Keys, Dim.Constant(KeyHeads), Dim.Constant(Width)],
        .. Enumerable.Repeat(Scores.Dims, form.Operands - 3),
    ];

    /// <summary>Checks all operands.</summary>
    public static AttentionShapes Of(Op op, AttentionForm form, ImmutableArray<TensorType> inputs)
    {
        var (q, k, v) = (inputs[0].Shape, inputs[1].Shape, inputs[2].Shape);
        var element = inputs[0].Element;
        var fit = element is ElementType.F32 or ElementType.F64 && inputs[1].Element == element && inputs[2].Element == element
            && q.Rank == 4 && k.Rank == 4 && v.Rank == 4
            && q[0].Equals(k[0]) && q[0].Equals(v[0]) && k[1].Equals(v[1]) && q[3].Equals(k[3]) && k[2].Equals(v[2])
            && new[] { q[2], k[2], q[3], v[3] }.All(d => d is { IsConstant: true, ConstantValue: > 0 })
            && q[2].ConstantValue % k[2].ConstantValue == 0;
        Require.That(op, fit, $"queries {inputs[0]}, keys {inputs[1]} and values {inputs[2]}");
        AttentionShapes shapes = new(q[0], q[1], k[1], q[2].ConstantValue, k[2].ConstantValue, q[3].ConstantValue, v[3].ConstantValue);
        Require.That(op, !form.IsCausal || form.Fill <= AttentionForm.Hidden, $"causality with a fill of {form.Fill}");
        if (form.HasMask)
            Require.That(op, inputs[form.Mask] == new TensorType(ElementType.Bool, shapes.Scores), $"a mask {inputs[form.Mask]}");
        if (form.HasBias)
            Require.That(op, inputs[form.Bias] == new TensorType(element, shapes.Scores), $"a bias {inputs[form.Bias]}");
        return shapes;
    }

    public static AttentionShapes Of(Node node) =>
        Of(node.Op, AttentionForm.Of(node), [.. node.Inputs.Select(input => input.Type)]);
}
