using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>An op with a kernel template of its own: a product, a convolution, attention, a scan.</summary>
public abstract class StructuredOp(string name) : Op(name)
{
    /// <summary>What the templates need to know of this node.</summary>
    public abstract StructuredRoot Root(Node node);

    /// <summary>Operations of a node; a multiplication with an addition counts two.</summary>
    public Dim Flops(Node node) => node.Shape.Size * Root(node).FlopsPerElement;

    /// <summary>
    /// A node that computes what a view of this op's node shows, in the view's own order of elements; null where the op
    /// cannot.
    /// </summary>
    public virtual Node? Absorb(Node view, GraphBuilder builder) => null;
}

/// <summary>What is structured in a kernel; each backend has one template for each of these.</summary>
public abstract record StructuredRoot
{
    /// <summary>Operations for one element of the result; a multiplication with an addition counts two.</summary>
    public abstract Dim FlopsPerElement { get; }

    /// <summary>What it is, in a few words for people.</summary>
    public abstract string Kind { get; }

    /// <summary>Extents that its templates ask for.</summary>
    public abstract ImmutableArray<Dim> Extents { get; }

    /// <summary>
    /// Whether its templates store the result as it is, row-major, in pieces that are there only when all is done: nothing is
    /// fused behind it.
    /// </summary>
    public virtual bool StoresItself => false;

    /// <summary>What is gone through of each operand.</summary>
    /// <param name="domain">The kernel's domain.</param>
    public abstract ImmutableArray<ImmutableArray<Dim>> OperandExtents(ImmutableArray<Dim> domain);
}

/// <summary>
/// Batches of C[m, n] = Σk A[m, k] · B[k, n]; inputs 0 and 1 of the node, with <paramref name="BatchRank"/> leading axes.
/// </summary>
public sealed record GemmRoot(int BatchRank, Dim Rows, Dim Columns, Dim Depth) : StructuredRoot
{
    public override Dim FlopsPerElement => Depth * 2;

    public override string Kind => $"gemm of depth {Depth}";

    public override ImmutableArray<Dim> Extents => [Rows, Columns, Depth];

    public override ImmutableArray<ImmutableArray<Dim>> OperandExtents(ImmutableArray<Dim> domain) =>
        [[.. domain[..^2], Rows, Depth], [.. domain[..^2], Depth, Columns]];

    public override string ToString() => $"gemm {Rows} x {Depth} x {Columns}";
}

/// <summary>
/// The sums of a <see cref="ConvolutionOp"/>: inputs 0 and 1 of the node, <paramref name="Input"/> [n, h, w, g, c] and
/// <paramref name="Weights"/> [g, kh, kw, c, o].
/// </summary>
public sealed record ConvolutionRoot(Shape Input, Shape Weights, ConvolutionWindow Window) : StructuredRoot
{
    /// <summary>As if no place of a window lay beyond the input's ends.</summary>
    public override Dim FlopsPerElement => Weights[1] * Weights[2] * Weights[3] * 2;

    public override string Kind => $"convolution of {Weights[1]} x {Weights[2]} x {Weights[3]}";

    public override ImmutableArray<Dim> Extents => [.. Input, .. Weights, .. Window.Before, .. Window.Size];

    public override ImmutableArray<ImmutableArray<Dim>> OperandExtents(ImmutableArray<Dim> domain) => [Input.Dims, Weights.Dims];

    public override string ToString() => $"convolution of {Input} by {Weights}, {Window}";
}
