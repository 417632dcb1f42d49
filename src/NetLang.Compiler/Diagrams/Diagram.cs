using System.Collections.Immutable;

namespace NetLang.Compiler.Diagrams;

/// <summary>A picture of a model: what computes as boxes, and the tensors that pass between them.</summary>
/// <param name="Items">In an order in which no edge goes back.</param>
public sealed record Diagram(string Title, ImmutableArray<DiagramItem> Items, ImmutableArray<DiagramEdge> Edges);

/// <param name="Number">Unique in its diagram.</param>
/// <param name="Lines">What is written on it, the name first.</param>
public abstract record DiagramItem(int Number, ImmutableArray<string> Lines);

/// <summary>A layer, a function or an operation that is shown as one; an input or output of the model.</summary>
public sealed record DiagramBox(int Number, ImmutableArray<string> Lines, BoxKind Kind) : DiagramItem(Number, Lines);

/// <summary>A layer whose inside is shown.</summary>
public sealed record DiagramGroup(int Number, ImmutableArray<string> Lines, ImmutableArray<DiagramItem> Items)
    : DiagramItem(Number, Lines);

/// <summary>A tensor on its way from a box to a box that has a higher number, labelled with its type.</summary>
public sealed record DiagramEdge(int From, int To, string Label);

public enum BoxKind
{
    /// <summary>An input or output of the model.</summary>
    Border,

    /// <summary>It has weights.</summary>
    Layer,

    /// <summary>A function or a primitive operation, without weights.</summary>
    Operation,
}
