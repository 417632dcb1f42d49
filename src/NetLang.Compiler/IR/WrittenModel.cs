using System.Collections.Immutable;

namespace NetLang.Compiler.IR;

/// <summary>A model as its text has it, for people to look at: no pass has changed it.</summary>
/// <param name="Graph">Inputs to outputs, at inference.</param>
/// <param name="Calls">The calls of named functions in the model's body that made nodes, in order.</param>
public sealed record WrittenModel(Graph Graph, ImmutableArray<WrittenCall> Calls);

/// <summary>
/// A call of a named function. It made the nodes with an <see cref="Node.Id"/> from <paramref name="First"/> up to and
/// without <paramref name="End"/>, those of the calls in it included.
/// </summary>
/// <param name="Definition">The function, or what <c>named</c> calls it.</param>
/// <param name="Name">The name of the layer instance in the one around; without variables that of the function.</param>
/// <param name="Path">The path of its variables, its own and those of layers in it; null without.</param>
public sealed record WrittenCall(
    string Definition, string Name, string? Path, int First, int End, ImmutableArray<WrittenCall> Calls);
