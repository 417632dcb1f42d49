using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>How a reduction combines two values.</summary>
public enum Combiner
{
    Sum,
    Product,
    Maximum,
    Minimum,
}

/// <summary>Combines elements along the axes in attribute <c>axes</c> (sorted), which the result lacks.</summary>
public abstract class ReductionOp(string name, Combiner combiner) : Op(name)
{
    public Combiner Combiner { get; } = combiner;
}

/// <summary>
/// Moves elements without computing: each element of the result is one element of the input, at an affine place.
/// Never materialised unless a kernel needs it so.
/// </summary>
public abstract class ViewOp(string name) : Op(name)
{
    /// <summary>Where in the input an element of the result comes from.</summary>
    public abstract CoordinateMap Map(Node node);
}

/// <summary>The same elements in the same row-major order under another shape: shares its input's memory.</summary>
public abstract class ReshapingOp(string name) : Op(name);

/// <summary>No inputs from the graph.</summary>
public abstract class LeafOp(string name, LeafKind kind) : Op(name)
{
    public LeafKind Kind { get; } = kind;
}

public enum LeafKind
{
    /// <summary>A tensor that the caller provides (attribute <c>name</c>).</summary>
    Input,

    /// <summary>A variable of the model (attribute <c>name</c>, its path).</summary>
    Variable,

    /// <summary>
    /// An f64 scalar that the host provides (attribute <c>name</c>: <c>step</c>, <c>total</c>). Scalar f64 nodes that need
    /// nothing else than these, constants and dimensions are computed on the host, once a step.
    /// </summary>
    HostInput,

    /// <summary>Attribute <c>value</c> (rank 0), or <c>values</c> with a static shape.</summary>
    Constant,

    /// <summary>A symbolic dimension as an f64 host scalar (attribute <c>value</c>, a shape of one dimension).</summary>
    Dimension,

    /// <summary>The index along axis <c>axis</c> of <c>shape</c>.</summary>
    Iota,

    /// <summary>Random numbers: <c>key</c>, <c>distribution</c> (<c>uniform</c> or <c>normal</c>), <c>shape</c>, <c>type</c>.</summary>
    Random,
}

/// <summary>An op with a kernel template of its own: a product, a convolution, attention, a scan.</summary>
public abstract class StructuredOp(string name) : Op(name)
{
    /// <summary>What the templates need to know of this node.</summary>
    public abstract StructuredRoot Root(Node node);
}

/// <summary>What is structured in a kernel; each backend has one template for each of these.</summary>
public abstract record StructuredRoot;

/// <summary>
/// Batches of C[m, n] = Σk A[m, k] · B[k, n]; inputs 0 and 1 of the node, with <paramref name="BatchRank"/> leading axes.
/// </summary>
public sealed record GemmRoot(int BatchRank, Dim Rows, Dim Columns, Dim Depth) : StructuredRoot;

/// <summary>
/// For each axis of a view's input, the place as a function of the result's coordinates.
/// </summary>
public sealed record CoordinateMap(ImmutableArray<CoordinateTerm> Axes);

/// <summary>Offset + Step · (coordinate of the result along Axis); Axis is -1 where the place is fixed.</summary>
public readonly record struct CoordinateTerm(int Axis, Dim Offset, long Step)
{
    public static CoordinateTerm Fixed(Dim offset) => new(-1, offset, 0);

    public static CoordinateTerm Same(int axis) => new(axis, Dim.Zero, 1);
}
