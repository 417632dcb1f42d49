using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// The gradients of an <see cref="AttentionOp"/>: its operands, then of each query and head the gradient of its values, [b, t,
/// h · e], log Σ e^score, [b, t, h], and Σ y dy, [b, t, h]. The result, [b, n], has those of queries, keys and values of a
/// sequence one behind the other (<see cref="AttentionShapes.Gradients"/>). Weights are computed again, and are in no memory.
/// </summary>
public sealed class AttentionGradientOp : StructuredOp
{
    private AttentionGradientOp()
        : base("attentionGradient")
    {
    }

    public static AttentionGradientOp Instance { get; } = new();

    /// <summary>The gradients of queries [b, t, h, d], keys [b, s, g, d] and values [b, s, g, e].</summary>
    public static ImmutableArray<Node?> PartsOf(Node all, AttentionShapes shapes, GraphBuilder builder)
    {
        Dim heads = shapes.Heads, keyHeads = shapes.KeyHeads;
        var sizes = shapes.Gradients;
        Dim b = shapes.Batch, depth = shapes.Depth;
        return
        [
            Part(Dim.Zero, sizes[0], Shape.Of(b, shapes.Queries, heads, depth)),
            Part(sizes[0], sizes[1], Shape.Of(b, shapes.Keys, keyHeads, depth)),
            Part(sizes[0] + sizes[1], sizes[2], Shape.Of(b, shapes.Keys, keyHeads, shapes.Width)),
        ];

        Node Part(Dim start, Dim size, Shape shape) =>
            builder.Reshape(builder.Slice(all, Shape.Of(Dim.Zero, start), Shape.Of(b, size)), shape);
    }

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        var form = AttentionForm.Of(attributes);
        Require.Inputs(this, inputs, form.Operands + 3);
        var shapes = AttentionShapes.Of(this, form, inputs);
        var type = inputs[0];
        var fit = inputs[^3] == type with { Shape = shapes.Values }
            && inputs[^2] == type with { Shape = shapes.Rows } && inputs[^1] == inputs[^2];
        Require.That(this, fit, $"a gradient {inputs[^3]}, with {inputs[^2]} and {inputs[^1]}");
        return type with { Shape = Shape.Of(shapes.Batch, shapes.GradientSize) };
    }

    public override StructuredRoot Root(Node node) => new AttentionGradientRoot(AttentionShapes.Of(node), AttentionForm.Of(node));

    public override bool IsDifferentiable(int input) => false;

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
        throw new InvalidOperationException("gradients of attention have none");

    public override TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        AttentionReference reference = new(node, inputs, context);
        var extents = context.Extents(node.Shape);
        var values = new double[extents[0] * extents[1]];
        var (h, g, d, e) = (reference.Heads, reference.KeyHeads, reference.Depth, reference.Width);
        var (ofKeys, ofValues) = (reference.Queries * h * d, (reference.Queries * h * d) + (reference.Keys * g * d));
        for (var row = 0L; row < extents[0] * h * reference.Queries; row++)
        {
            var (b, head, t) = (row / (h * reference.Queries), row / reference.Queries % h, row % reference.Queries);
            var weights = reference.Weights(b, head, t);
            var dropped = reference.Dropped(b, head, t, weights);
            var group = reference.KeyHead(head);
            var ofWeights = weights.Select((_, s) => Sum(e, n => inputs[^3][[b, t, (head * e) + n]] * inputs[2][[b, s, group, n]]));
            var asked = reference.Dropped(b, head, t, [.. ofWeights]);
            for (var s = 0L; s < reference.Keys; s++)
            {
                var ofScore = reference.Sees(b, head, t, s)
                    ? weights[s] * (asked[s] - inputs[^1][[b, t, head]]) * AttentionForm.Of(node).Scale
                    : 0;
                for (var n = 0L; n < d; n++)
                {
                    values[(b * extents[1]) + (((t * h) + head) * d) + n] += ofScore * inputs[1][[b, s, group, n]];
                    values[(b * extents[1]) + ofKeys + (((s * g) + group) * d) + n] += ofScore * inputs[0][[b, t, head, n]];
                }

                for (var n = 0L; n < e; n++)
                {
                    values[(b * extents[1]) + ofValues + (((s * g) + group) * e) + n] +=
                        dropped[s] * inputs[^3][[b, t, (head * e) + n]];
                }
            }
        }

        return new(node.Type.Element, extents, [.. values.Select(value => TensorValue.Round(node.Type.Element, value))]);
    }

    private static double Sum(long count, Func<long, double> term)
    {
        var sum = 0.0;
        for (var n = 0L; n < count; n++)
            sum += term(n);
        return sum;
    }
}

/// <summary>An <see cref="AttentionGradientOp"/>; its operands are over their own axes.</summary>
public sealed record AttentionGradientRoot(AttentionShapes Shapes, AttentionForm Form) : StructuredRoot
{
    /// <summary>Five products of all pairs of queries and keys, of which two have values' width.</summary>
    public override Dim FlopsPerElement
    {
        get
        {
            var pairs = Shapes.Queries * Shapes.Keys * Shapes.Heads;
            return Dim.FloorDivide(pairs * ((Shapes.Depth * 6) + (Shapes.Width * 4)), Shapes.GradientSize);
        }
    }

    public override string Kind => $"gradients of attention of {Shapes.Heads} heads of {Shapes.Depth}";

    public override ImmutableArray<Dim> Extents => Shapes.All;

    public override bool StoresItself => true;

    public override ImmutableArray<ImmutableArray<Dim>> OperandExtents(ImmutableArray<Dim> domain) =>
        [.. Shapes.OperandExtents(Form), Shapes.Values.Dims, Shapes.Rows.Dims, Shapes.Rows.Dims];

    public override string ToString() => $"gradients of attention of {Shapes.Scores} by {Shapes.Depth} and {Shapes.Width}";
}
