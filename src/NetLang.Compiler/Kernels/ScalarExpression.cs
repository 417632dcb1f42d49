using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Compiler.Kernels;

/// <summary>
/// The computation of a kernel for one point of its domain: a DAG, in which sharing is object identity. It has no
/// loops and no addresses; templates decide how points are visited.
/// </summary>
public abstract class ScalarExpression(ElementType type)
{
    public ElementType Type { get; } = type;

    /// <summary>What it is computed from.</summary>
    public virtual ImmutableArray<ScalarExpression> Operands => [];
}

/// <summary>An element of a buffer: at the map's place, and from there where data say, if there is an index.</summary>
public sealed class LoadExpression(ElementType type, int buffer, IndexMap map, IndexTerm? index = null) : ScalarExpression(type)
{
    /// <summary>The number of the buffer in the program.</summary>
    public int Buffer { get; } = buffer;

    public IndexMap Map { get; } = map;

    /// <summary>Where its value lies outside of the extent, nothing is read and the element is 0.</summary>
    public IndexTerm? Index { get; } = index;

    public override ImmutableArray<ScalarExpression> Operands => Index is { } term ? [term.Value] : [];
}

/// <summary>The part of an address that data decide: Value · Stride, where Value is one of 0 … Extent - 1.</summary>
/// <param name="Value">An integer.</param>
public sealed record IndexTerm(ScalarExpression Value, Dim Stride, Dim Extent);

public sealed class ConstantExpression(ElementType type, double value) : ScalarExpression(type)
{
    public double Value { get; } = value;
}

/// <summary>An element of a table of constants, row-major.</summary>
public sealed class TableExpression(ElementType type, ImmutableArray<double> values, IndexMap map) : ScalarExpression(type)
{
    public ImmutableArray<double> Values { get; } = values;

    public IndexMap Map { get; } = map;
}

/// <summary>A host scalar, rounded to the type where it meets a tensor.</summary>
public sealed class HostScalarExpression(ElementType type, int scalar) : ScalarExpression(type)
{
    public int Scalar { get; } = scalar;
}

/// <summary>The value of the index map itself: a coordinate, as an integer or rounded to a float.</summary>
public sealed class IndexExpression(ElementType type, IndexMap map) : ScalarExpression(type)
{
    public IndexMap Map { get; } = map;
}

/// <summary>A random number; the map gives its logical row-major index.</summary>
public sealed class RandomExpression(ElementType type, ulong key, bool normal, IndexMap map) : ScalarExpression(type)
{
    public ulong Key { get; } = key;

    /// <summary>Standard normal; else uniform in [0, 1).</summary>
    public bool Normal { get; } = normal;

    public IndexMap Map { get; } = map;
}

/// <summary>An elementwise op.</summary>
/// <param name="node">The node of the graph, for its attributes and source places.</param>
public sealed class ApplyExpression(Node node, ImmutableArray<ScalarExpression> arguments)
    : ScalarExpression(node.Type.Element)
{
    public ElementwiseOp Op { get; } = (ElementwiseOp)node.Op;

    public Node Node { get; } = node;

    public ImmutableArray<ScalarExpression> Arguments { get; } = arguments;

    public override ImmutableArray<ScalarExpression> Operands => Arguments;
}

/// <summary>The result of one of the kernel's reductions, the same for all points of a row.</summary>
public sealed class ReducedExpression(ElementType type, int reduction) : ScalarExpression(type)
{
    public int Reduction { get; } = reduction;
}

/// <summary>The element that the structured root has computed at this point of the domain.</summary>
public sealed class RootExpression(ElementType type) : ScalarExpression(type);
