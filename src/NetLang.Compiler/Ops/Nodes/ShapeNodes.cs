using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>Nodes that change shapes: views, placements, reductions, products. Where nothing changes, the node itself.</summary>
public static class ShapeNodes
{
    /// <summary>Operand axis i is axis <paramref name="axes"/>[i] of the result and has the same dimension there, or 1.</summary>
    public static Node Broadcast(this GraphBuilder b, Node x, Shape shape, ImmutableArray<long> axes) =>
        x.Shape.Equals(shape)
            ? x
            : b.Apply(
                BroadcastOp.Instance,
                [x],
                new Attributes(("axes", new IntsAttribute(axes)), ("shape", new ShapeAttribute(shape))));

    /// <summary>As NumPy does it: trailing axes aligned.</summary>
    public static Node BroadcastTrailing(this GraphBuilder b, Node x, Shape shape) =>
        b.Broadcast(x, shape, [.. Enumerable.Range(shape.Rank - x.Shape.Rank, x.Shape.Rank).Select(a => (long)a)]);

    /// <summary>Axis i of the result is axis <paramref name="axes"/>[i] of the operand.</summary>
    public static Node Transpose(this GraphBuilder b, Node x, ImmutableArray<long> axes) =>
        b.Apply(TransposeOp.Instance, [x], new Attributes(("axes", new IntsAttribute(axes))));

    public static Node SwapLastAxes(this GraphBuilder b, Node x)
    {
        var rank = x.Shape.Rank;
        return b.Transpose(x, [.. Enumerable.Range(0, rank - 2).Select(a => (long)a), rank - 1, rank - 2]);
    }

    /// <summary>Without <paramref name="step"/>, consecutive elements.</summary>
    public static Node Slice(this GraphBuilder b, Node x, Shape start, Shape shape, ImmutableArray<long> step = default) =>
        b.Apply(
            SliceOp.Instance,
            [x],
            new Attributes(
                ("shape", new ShapeAttribute(shape)),
                ("start", new ShapeAttribute(start)),
                ("step", new IntsAttribute(step.IsDefault ? [.. start.Select(_ => 1L)] : step))));

    /// <summary>[.., n, ..] → [.., o, .., size]: windows along an axis, their elements along a new last one.</summary>
    public static Node Windows(this GraphBuilder b, Node x, int axis, long size, long stride, long dilation) => b.Apply(
        WindowsOp.Instance,
        [x],
        new Attributes(
            ("axis", new IntAttribute(axis)),
            ("dilation", new IntAttribute(dilation)),
            ("size", new IntAttribute(size)),
            ("stride", new IntAttribute(stride))));

    /// <summary>Along an axis, places from <paramref name="start"/> on, shifted by so many for each place of the last axis.</summary>
    public static Node Skew(this GraphBuilder b, Node x, int axis, Dim start, Dim length, long step) => b.Apply(
        SkewOp.Instance,
        [x],
        new Attributes(
            ("axis", new IntAttribute(axis)),
            ("shape", new ShapeAttribute(new Shape(x.Shape.Dims.SetItem(axis, length)))),
            ("start", new ShapeAttribute(new Shape([start]))),
            ("step", new IntAttribute(step))));

    /// <summary>[.., n, ..] → [.., n · step, ..]: zeros behind each place of an axis.</summary>
    public static Node Dilate(this GraphBuilder b, Node x, int axis, long step)
    {
        var dims = x.Shape.Dims;
        var unit = b.Reshape(x, new Shape(dims.Insert(axis + 1, 1)));
        var origin = new Shape([.. unit.Shape.Select(_ => Dim.Zero)]);
        var spaced = b.Pad(unit, origin, new Shape(dims.Insert(axis + 1, step)));
        return b.Reshape(spaced, new Shape(dims.SetItem(axis, dims[axis] * step)));
    }

    public static Node Reverse(this GraphBuilder b, Node x, ImmutableArray<long> axes) =>
        b.Apply(ReverseOp.Instance, [x], new Attributes(("axes", new IntsAttribute(axes))));

    public static Node Reshape(this GraphBuilder b, Node x, Shape shape) => x.Shape.Equals(shape)
        ? x
        : b.Apply(ReshapeOp.Instance, [x], new Attributes(("shape", new ShapeAttribute(shape))));

    /// <summary>Zeros of <paramref name="shape"/> with x at <paramref name="start"/>.</summary>
    public static Node Pad(this GraphBuilder b, Node x, Shape start, Shape shape) => x.Shape.Equals(shape)
        ? x
        : b.Apply(
            PadOp.Instance,
            [x],
            new Attributes(("shape", new ShapeAttribute(shape)), ("start", new ShapeAttribute(start))));

    public static Node Concat(this GraphBuilder b, ReadOnlySpan<Node> parts, int axis) =>
        b.Apply(ConcatOp.Instance, parts, new Attributes(("axis", new IntAttribute(axis))));

    /// <summary>x with another tensor at <paramref name="start"/>.</summary>
    public static Node Update(this GraphBuilder b, Node x, Node part, Shape start) =>
        b.Apply(UpdateOp.Instance, [x, part], new Attributes(("start", new ShapeAttribute(start))));

    /// <summary>Without the axes, which are sorted.</summary>
    public static Node Sum(this GraphBuilder b, Node x, ImmutableArray<long> axes) => b.Reduce(SumOp.Instance, x, axes);

    /// <summary>Without the axes, which are sorted.</summary>
    public static Node Prod(this GraphBuilder b, Node x, ImmutableArray<long> axes) => b.Reduce(ProdOp.Instance, x, axes);

    /// <summary>Without the axes, which are sorted.</summary>
    public static Node Max(this GraphBuilder b, Node x, ImmutableArray<long> axes) => b.Reduce(ExtremumOp.Max, x, axes);

    /// <summary>Without the axes, which are sorted.</summary>
    public static Node Min(this GraphBuilder b, Node x, ImmutableArray<long> axes) => b.Reduce(ExtremumOp.Min, x, axes);

    public static Node Reduce(this GraphBuilder b, ReductionOp op, Node x, ImmutableArray<long> axes) =>
        axes.IsEmpty ? x : b.Apply(op, [x], new Attributes(("axes", new IntsAttribute(axes))));

    /// <summary>[batch.., m, k] · [batch.., k, n] with equal batch dimensions.</summary>
    public static Node MatMul(this GraphBuilder b, Node x, Node y) => b.Apply(MatMulOp.Instance, [x, y]);

    /// <summary>x [n, h, w, g, c] by weights [g, kh, kw, c, o].</summary>
    public static Node Convolution(this GraphBuilder b, Node x, Node weights, ConvolutionWindow window) =>
        b.Apply(ConvolutionOp.Instance, [x, weights], window.Attributes());

    /// <summary>The gradient of a scalar loss with regard to a node, until autodiff puts it there.</summary>
    public static Node Gradient(this GraphBuilder b, Node loss, Node parameter) =>
        b.Apply(GradientOp.Instance, [loss, parameter]);
}
