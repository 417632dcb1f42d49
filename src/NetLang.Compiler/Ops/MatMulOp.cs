using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>[batch.., m, k] · [batch.., k, n] → [batch.., m, n], with equal batch dimensions.</summary>
public sealed class MatMulOp : StructuredOp
{
    private MatMulOp()
        : base("matmul")
    {
    }

    public static MatMulOp Instance { get; } = new();

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 2);
        var (a, b) = (inputs[0].Shape, inputs[1].Shape);
        var fit = inputs[0].Element is ElementType.F32 or ElementType.F64 && inputs[0].Element == inputs[1].Element
            && a.Rank >= 2 && a.Rank == b.Rank
            && a.Take(a.Rank - 2).SequenceEqual(b.Take(b.Rank - 2))
            && a[^1].Equals(b[^2]);
        Require.That(this, fit, $"{inputs[0]} by {inputs[1]}");
        return inputs[0] with { Shape = new Shape(a.Dims.SetItem(a.Rank - 1, b[^1])) };
    }

    public override (int Input, int Axis)? SourceOf(Node node, int axis) => (axis == node.Shape.Rank - 1 ? 1 : 0, axis);

    public override StructuredRoot Root(Node node)
    {
        var (a, b) = (node.Inputs[0].Shape, node.Inputs[1].Shape);
        return new GemmRoot(a.Rank - 2, a[^2], b[^1], a[^1]);
    }

    /// <summary>(A · B)ᵀ = Bᵀ · Aᵀ, the same sums of the same products.</summary>
    public override Node? Absorb(Node view, GraphBuilder builder)
    {
        var product = view.Inputs[0];
        return view.Op is TransposeOp && builder.SwapLastAxes(product).Attributes.Equals(view.Attributes)
            ? builder.MatMul(builder.SwapLastAxes(product.Inputs[1]), builder.SwapLastAxes(product.Inputs[0]))
            : null;
    }

    /// <summary>Of rows: columns are mostly those of weights, which are stored and updated as a whole.</summary>
    public override Narrowed? Narrow(Node node, Box box)
    {
        var (a, b) = (node.Inputs[0].Shape, Box.Whole(node.Inputs[1].Shape).Axes);
        var batch = box.Axes[..^2];
        return box.Axes[^1].Equals(b[^1])
            ? new(node.Attributes, [new([.. batch, box.Axes[^2], AxisRange.Whole(a[^1])]), new([.. batch, .. b[^2..]])])
            : null;
    }

    /// <summary>Rows of all steps by the same matrix are rows of one product; else there is one more axis of batches.</summary>
    public override Node Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder)
    {
        if (node.Shape.Rank > 2 || inputs[1].Varies)
            return builder.MatMul(inputs[0].Stacked(length, builder), inputs[1].Stacked(length, builder));
        var (rows, shape) = (node.Inputs[0].Shape, node.Shape.Stacked(length));
        var product = builder.MatMul(builder.Reshape(inputs[0].Value, Shape.Of(length * rows[0], rows[1])), inputs[1].Value);
        return builder.Reshape(product, shape);
    }

    public override bool IsDifferentiable(int input) => true;

    /// <summary>dA = dC · Bᵀ, dB = Aᵀ · dC</summary>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
    [
        builder.MatMul(outputGradient, builder.SwapLastAxes(node.Inputs[1])),
        builder.MatMul(builder.SwapLastAxes(node.Inputs[0]), outputGradient),
    ];

    public override TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        var depth = inputs[0].Shape[^1];
        return TensorValue.Fill(node.Type.Element, context.Extents(node.Shape), place =>
        {
            var left = (long[])place.Clone();
            var right = (long[])place.Clone();
            var sum = 0.0;
            for (var k = 0L; k < depth; k++)
            {
                left[^1] = k;
                right[^2] = k;
                sum += inputs[0][left] * inputs[1][right];
            }

            return sum;
        });
    }
}
