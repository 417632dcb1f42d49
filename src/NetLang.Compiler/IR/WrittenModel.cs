using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>A model as its text has it, for people to look at: no pass has changed it.</summary>
/// <param name="Graph">Inputs to outputs, at inference.</param>
/// <param name="Steps">
/// The nodes in the order in which the text computes them. One that is computed again, by a call that does the same,
/// stands here again; and some are in no graph.
/// </param>
/// <param name="Calls">The calls of named functions in the model's body that have steps, in order.</param>
public sealed record WrittenModel(Graph Graph, ImmutableArray<Node> Steps, ImmutableArray<WrittenCall> Calls);

/// <summary>
/// A call of a named function. Its steps are those from <paramref name="First"/> up to and without
/// <paramref name="End"/>, those of the calls in it included.
/// </summary>
/// <param name="Definition">The function, or what <c>named</c> calls it.</param>
/// <param name="Name">The name of the layer instance in the one around; without variables that of the function.</param>
/// <param name="Path">The path of its variables, its own and those of layers in it; null without.</param>
/// <param name="Results">The nodes in its value.</param>
public sealed record WrittenCall(
    string Definition,
    string Name,
    string? Path,
    int First,
    int End,
    ImmutableArray<Node> Results,
    ImmutableArray<WrittenCall> Calls);
