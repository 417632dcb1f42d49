using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Scaled dot-product attention of queries [b, t, h, d] to keys [b, s, g, d] and values [b, s, g, e]:
/// <code>y[b, t, h · e] = softmax over s of (scale · q · k, with bias and mask) · v</code>
/// with scores in no memory. With <c>sums</c>, there are h more columns behind these: log Σ e^score of each query and head,
/// from which gradients know the weights. Vaswani et al. 2017, arXiv:1706.03762; Dao et al. 2022, arXiv:2205.14135.
/// </summary>
public sealed class AttentionOp : StructuredOp
{
    private AttentionOp()
        : base("attention")
    {
    }

    public static AttentionOp Instance { get; } = new();

    public static bool HasSums(Node node) => node.Attributes.Int("sums") != 0;

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        var form = AttentionForm.Of(attributes);
        Require.Inputs(this, inputs, form.Operands);
        var shapes = AttentionShapes.Of(this, form, inputs);
        var columns = shapes.Heads * (shapes.Width + (attributes.Int("sums") != 0 ? 1 : 0));
        return inputs[0] with { Shape = Shape.Of(shapes.Batch, shapes.Queries, columns) };
    }

    public override (int Input, int Axis)? SourceOf(Node node, int axis) => axis < 2 ? (0, axis) : null;

    public override StructuredRoot Root(Node node) => new AttentionRoot(AttentionShapes.Of(node), AttentionForm.Of(node), HasSums(node));

    /// <summary>Not of mask and bias: an attention whose bias is learned is not made.</summary>
    public override bool IsDifferentiable(int input) => input < 3;

    /// <summary>
    /// The weights' gradient dP has rows, and that of the scores is P · (dP − Σ P dP). That sum is Σ y dy, since y = P v; what
    /// is asked of log Σ e^score comes to it.
    /// </summary>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        var (form, shapes) = (AttentionForm.Of(node), AttentionShapes.Of(node));
        if (!form.First.IsZero)
            throw new InvalidOperationException("attention of new steps alone has no gradient");
        var whole = HasSums(node) ? node : builder.Apply(this, [.. node.Inputs], node.Attributes.With("sums", new IntAttribute(1)));
        var (start, values) = (Shape.Of(Dim.Zero, Dim.Zero, Dim.Zero), shapes.Values);
        var behind = Shape.Of(Dim.Zero, Dim.Zero, values[2]);
        var ofValues = builder.Slice(outputGradient, start, values);
        var products = builder.Mul(builder.Slice(whole, start, values), ofValues);
        var perHead = Shape.Of(shapes.Batch, shapes.Queries, Dim.Constant(shapes.Heads), shapes.Width);
        var totals = builder.Sum(builder.Reshape(products, perHead), [3]);
        if (HasSums(node))
            totals = builder.Sub(totals, builder.Slice(outputGradient, behind, shapes.Rows));
        Node[] operands = [.. node.Inputs, ofValues, builder.Slice(whole, behind, shapes.Rows), totals];
        var all = builder.Apply(AttentionGradientOp.Instance, operands, form.Attributes());
        var gradients = AttentionGradientOp.PartsOf(all, shapes, builder);
        return [.. gradients, .. Enumerable.Repeat<Node?>(null, form.Operands - 3)];
    }

    /// <summary>Some queries alone.</summary>
    public override Narrowed? Narrow(Node node, Box box)
    {
        var (form, shapes) = (AttentionForm.Of(node), AttentionShapes.Of(node));
        var rows = box.Axes[1];
        return HasRows(node, box, rows) ? new(From(node, form, rows), Boxes(form, shapes, rows, AxisRange.Whole(shapes.Keys))) : null;
    }

    /// <summary>
    /// New queries, which causality shows the keys up to them. A query that a mask shows no key has the mean of the values up to the
    /// last new one, for the length of the whole sequence is not known.
    /// </summary>
    public override Continued? Continue(Node node, Box box, AxisRange steps)
    {
        var (form, shapes) = (AttentionForm.Of(node), AttentionShapes.Of(node));
        if (!form.IsCausal || !form.First.IsZero || !shapes.Queries.Equals(shapes.Keys) || !HasRows(node, box, steps))
            return null;
        var boxes = Boxes(form, shapes, steps, new(Dim.Zero, 1, steps.Start + steps.Length));
        return new(From(node, form, steps), [boxes[0], OfNew(boxes[1]), OfNew(boxes[2]), .. boxes[3..]], [(1, 1), (2, 1)]);

        Box OfNew(Box all) => new(all.Axes.SetItem(1, steps));
    }

    public override TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        AttentionReference reference = new(node, inputs, context);
        var columns = reference.Heads * reference.Width;
        return TensorValue.Fill(node.Type.Element, context.Extents(node.Shape), place =>
        {
            var (b, t, column) = (place[0], place[1], place[2]);
            if (column >= columns)
                return reference.LogSum(b, column - columns, t);
            var head = column / reference.Width;
            var weights = reference.Dropped(b, head, t, reference.Weights(b, head, t));
            return Enumerable.Range(0, weights.Length)
                .Sum(s => weights[s] * inputs[2][[b, s, reference.KeyHead(head), column % reference.Width]]);
        });
    }

    /// <summary>Whether a box is that of some rows. Which weights are dropped depends on how many rows there are.</summary>
    private static bool HasRows(Node node, Box box, AxisRange rows) => rows.Step.IsOne && AttentionForm.Of(node).Dropout is null
        && box.Equals(new(Box.Whole(node.Shape).Axes.SetItem(1, rows)));

    private static Attributes From(Node node, AttentionForm form, AxisRange rows) =>
        (form with { First = form.IsCausal ? form.First + rows.Start : Dim.Zero }).Attributes()
            .With("sums", new IntAttribute(node.Attributes.Int("sums")));

    private static ImmutableArray<Box> Boxes(AttentionForm form, AttentionShapes shapes, AxisRange rows, AxisRange keys) =>
    [
        .. shapes.OperandExtents(form).Select((extents, operand) =>
        {
            var axes = extents.Select(AxisRange.Whole).ToArray();
            axes[operand < 3 ? 1 : 2] = operand is 1 or 2 ? keys : rows;
            if (operand >= 3)
                axes[3] = keys;
            return new Box([.. axes]);
        }),
    ];
}

/// <summary>An <see cref="AttentionOp"/>; its operands are over their own axes.</summary>
public sealed record AttentionRoot(AttentionShapes Shapes, AttentionForm Form, bool HasSums) : StructuredRoot
{
    public override Dim FlopsPerElement => Dim.FloorDivide(Shapes.Keys * ((Shapes.Depth + Shapes.Width) * 2), Shapes.Width);

    public override string Kind => $"attention of {Shapes.Heads} heads of {Shapes.Depth}";

    public override ImmutableArray<Dim> Extents => [.. Shapes.All, Form.First];

    public override ImmutableArray<ImmutableArray<Dim>> OperandExtents(ImmutableArray<Dim> domain) => Shapes.OperandExtents(Form);

    public override string ToString() => $"attention of {Shapes.Scores} by {Shapes.Depth} and {Shapes.Width}";
}
