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
}

/// <summary>
/// Batches of C[m, n] = Σk A[m, k] · B[k, n]; inputs 0 and 1 of the node, with <paramref name="BatchRank"/> leading axes.
/// </summary>
public sealed record GemmRoot(int BatchRank, Dim Rows, Dim Columns, Dim Depth) : StructuredRoot
{
    public override Dim FlopsPerElement => Depth * 2;
}
