using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Windows along <c>axis</c>: <c>size</c> places that are <c>dilation</c> apart, each window <c>stride</c> behind the one
/// before, as many as there is room for. They are counted along the axis, their places along a new last axis:
/// y[.., o, .., k] = x[.., o · stride + k · dilation, ..].
/// </summary>
public sealed class WindowsOp : ViewOp
{
    private WindowsOp()
        : base("windows")
    {
    }

    public static WindowsOp Instance { get; } = new();

    /// <summary>How many windows an axis has room for: ⌊(n − (size − 1) · dilation − 1) / stride⌋ + 1.</summary>
    public static Dim Count(Dim length, long size, long stride, long dilation) =>
        Dim.FloorDivide(length - (((size - 1) * dilation) + 1), stride) + 1;

    public override TensorType Infer(ImmutableArray<TensorType> inputs, Attributes attributes)
    {
        Require.Inputs(this, inputs, 1);
        var (axis, size, stride, dilation) = Of(attributes);
        var type = inputs[0];
        Require.That(this, axis >= 0 && axis < type.Shape.Rank, $"axis {axis} outside of {type}");
        Require.That(this, size > 0 && stride > 0 && dilation > 0, $"size {size}, stride {stride}, dilation {dilation}");
        var count = Count(type.Shape[axis], size, stride, dilation);
        Require.That(this, !(count.IsConstant && count.ConstantValue < 1), $"no window of {size} in {type}");
        return type with { Shape = new Shape(type.Shape.Dims.SetItem(axis, count).Add(size)) };
    }

    public override CoordinateMap Map(Node node)
    {
        var (axis, _, stride, dilation) = Of(node.Attributes);
        var last = node.Shape.Rank - 1;
        return new(
        [
            .. Enumerable.Range(0, last).Select(i => i == axis
                ? new CoordinateTerm(Dim.Zero, [(axis, stride), (last, dilation)])
                : CoordinateTerm.Same(i)),
        ]);
    }

    /// <summary>
    /// Each place gets the sum over the windows that it is in. Where those do not overlap, they only have to be laid side by
    /// side; else place p of the input is place p − k · dilation of windows that begin at every place, most of them zeros.
    /// </summary>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        var (axis, size, stride, dilation) = Of(node.Attributes);
        var whole = node.Inputs[0].Shape;
        if (dilation == 1 && stride == size)
            return [SideBySide(outputGradient, axis, whole, builder)];
        var margin = (size - 1) * dilation;
        var begins = stride == 1 ? outputGradient : builder.Dilate(outputGradient, axis, stride);
        // Zeros behind the last window may reach beyond the end, and are cut off.
        var length = margin + whole[axis];
        var longer = stride == 1 ? length : length + stride;
        var padded = Within(begins, axis, margin, longer, builder);
        var skewed = builder.Skew(padded, axis, margin, whole[axis], -dilation);
        return [builder.Sum(skewed, [whole.Rank])];
    }

    public override Node? Sink(Node node, Node transposition, GraphBuilder builder)
    {
        var order = Permutation.Of(transposition)!;
        var (axis, size, stride, dilation) = Of(node.Attributes);
        var windows = builder.Windows(transposition.Inputs[0], order[axis], size, stride, dilation);
        return order.WithLast().Apply(windows, builder);
    }

    /// <summary>[.., o, .., size] → [.., o · size, ..], with zeros for what no window reaches.</summary>
    private static Node SideBySide(Node gradient, int axis, Shape whole, GraphBuilder builder)
    {
        var last = gradient.Shape.Rank - 1;
        var order = Enumerable.Range(0, last).Select(a => (long)a).ToList();
        order.Insert(axis + 1, last);
        var beside = builder.Transpose(gradient, [.. order]);
        var dims = gradient.Shape.Dims;
        var merged = builder.Reshape(beside, new Shape(dims.RemoveAt(last).SetItem(axis, dims[axis] * dims[last])));
        return Within(merged, axis, Dim.Zero, whole[axis], builder);
    }

    private static Node Within(Node x, int axis, Dim start, Dim length, GraphBuilder builder) => builder.Pad(
        x,
        new Shape([.. x.Shape.Select((_, i) => i == axis ? start : Dim.Zero)]),
        new Shape(x.Shape.Dims.SetItem(axis, length)));

    private static (int Axis, long Size, long Stride, long Dilation) Of(Attributes attributes) =>
        ((int)attributes.Int("axis"), attributes.Int("size"), attributes.Int("stride"), attributes.Int("dilation"));
}
