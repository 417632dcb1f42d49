using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Convolution of images in groups of channels, channels last: x [n, h, w, g, c] and weights [g, kh, kw, c, o] give
/// [n, <c>size</c>.., g, o],
/// <code>y[n, p.., g, o] = Σ x'[n, p · stride + k · dilation − before, g, c] · weights[g, k.., c, o]</code>
/// where x' is x with <c>spread</c> − 1 zeros between neighbours, and zeros around it. Its gradients are convolutions too.
/// </summary>
public sealed class ConvolutionOp : StructuredOp
{
    private ConvolutionOp()
        : base("convolution")
    {
    }

    public static ConvolutionOp Instance { get; } = new();

    public override bool LeavesOut => true;

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 2);
        var (x, weights) = (inputs[0].Shape, inputs[1].Shape);
        var window = ConvolutionWindow.Of(attributes);
        var fit = inputs[0].Element is ElementType.F32 or ElementType.F64 && inputs[0].Element == inputs[1].Element
            && x.Rank == 5 && weights.Rank == 5 && x[3].Equals(weights[0]) && x[4].Equals(weights[3]);
        Require.That(this, fit, $"{inputs[0]} by {inputs[1]}");
        Require.That(this, window.IsValid, $"{window}");
        return inputs[0] with { Shape = new Shape([x[0], window.Size[0], window.Size[1], x[3], weights[4]]) };
    }

    public override (int Input, int Axis)? SourceOf(Node node, int axis) => axis switch
    {
        0 or 3 => (0, axis),
        4 => (1, axis),
        _ => null,
    };

    public override StructuredRoot Root(Node node) =>
        new ConvolutionRoot(node.Inputs[0].Shape, node.Inputs[1].Shape, ConvolutionWindow.Of(node.Attributes));

    /// <summary>Images of all steps by the same weights are images of one convolution.</summary>
    public override Node? Batch(Node node, ImmutableArray<Batched> inputs, Dim length, GraphBuilder builder)
    {
        if (inputs[1].Varies)
            return null;
        var images = node.Inputs[0].Shape;
        var all = builder.Reshape(inputs[0].Value, new Shape(images.Dims.SetItem(0, length * images[0])));
        return builder.Reshape(builder.Apply(this, [all, inputs[1].Value], node.Attributes), node.Shape.Stacked(length));
    }

    public override Narrowed? Narrow(Node node, Box box)
    {
        if (box.Axes[1..3].Any(range => !range.Step.IsConstant || !range.Run.IsOne))
            return null;
        var (x, weights) = (node.Inputs[0].Shape, node.Inputs[1].Shape);
        var window = ConvolutionWindow.Of(node.Attributes).Only(box.Axes.AsSpan(1, 2));
        var (rows, columns) = (window.Seen(0, weights[1], x[1]), window.Seen(1, weights[2], x[2]));
        var (group, kernel) = (box.Axes[3], Box.Whole(weights).Axes[1..4]);
        return new(
            window.Without(rows.Start, columns.Start).Attributes(),
            [new([box.Axes[0], rows, columns, group, kernel[^1]]), new([group, .. kernel, box.Axes[4]])]);
    }

    /// <summary>Windows that see a slice of rows and columns alone see it where it lies: nothing is cut.</summary>
    public override Node? Simplify(Node node, GraphBuilder builder)
    {
        var (slice, weights) = (node.Inputs[0], node.Inputs[1].Shape);
        if (slice.Op != SliceOp.Instance)
            return null;
        var (whole, taken) = (slice.Inputs[0], SliceOp.BoxOf(slice).Axes);
        var window = ConvolutionWindow.Of(node.Attributes);
        var isWhole = new[] { 0, 3, 4 }.All(axis => taken[axis].Equals(AxisRange.Whole(whole.Shape[axis])));
        var isInside = new[] { 0, 1 }.All(axis =>
            taken[axis + 1].Step.IsOne && window.StaysInside(axis, weights[axis + 1], slice.Shape[axis + 1]));
        return isWhole && isInside
            ? builder.Convolution(whole, node.Inputs[1], window.Without(-taken[1].Start, -taken[2].Start))
            : null;
    }

    public override bool IsDifferentiable(int input) => true;

    /// <summary>
    /// An element of x meets the weights the other way round, and stride and spread change places. A weight meets as many
    /// windows as there are results: these are the weights of a convolution of x, in which examples are channels.
    /// </summary>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        var (x, weights) = (node.Inputs[0], node.Inputs[1]);
        var window = ConvolutionWindow.Of(node.Attributes);
        var kernel = weights.Shape.Dims.AsSpan(1, 2);
        var turned = builder.Transpose(builder.Reverse(weights, [1, 2]), [0, 1, 2, 4, 3]);
        var ofX = builder.Convolution(outputGradient, turned, window.OfInput(kernel, x.Shape.Dims.AsSpan(1, 2)));
        var ofWeights = builder.Convolution(
            builder.Transpose(x, [4, 1, 2, 3, 0]), builder.Transpose(outputGradient, [3, 1, 2, 0, 4]), window.OfWeights(kernel));
        return [ofX, builder.Transpose(ofWeights, [3, 1, 2, 0, 4])];
    }

    public override TensorValue Evaluate(Node node, ImmutableArray<TensorValue> inputs, EvaluationContext context)
    {
        var (x, weights) = (inputs[0], inputs[1]);
        var window = ConvolutionWindow.Of(node.Attributes);
        long[] before = [context.Value(window.Before[0]), context.Value(window.Before[1])];
        return TensorValue.Fill(node.Type.Element, context.Extents(node.Shape), place =>
        {
            var sum = 0.0;
            for (var row = 0L; row < weights.Shape[1]; row++)
            {
                for (var column = 0L; column < weights.Shape[2]; column++)
                {
                    if (Source(0, row) is not { } h || Source(1, column) is not { } w)
                        continue;
                    for (var c = 0L; c < x.Shape[4]; c++)
                        sum += x[[place[0], h, w, place[3], c]] * weights[[place[3], row, column, c, place[4]]];
                }
            }

            return sum;

            long? Source(int axis, long k)
            {
                var at = (place[axis + 1] * window.Stride[axis]) + (k * window.Dilation[axis]) - before[axis];
                return at >= 0 && at % window.Spread[axis] == 0 && at / window.Spread[axis] < x.Shape[axis + 1]
                    ? at / window.Spread[axis]
                    : null;
            }
        });
    }
}
