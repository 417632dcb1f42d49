using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Diagrams;

/// <summary>A node, once for each place in which the text computes it and its value is used.</summary>
/// <param name="Place">Its number among the steps of the <see cref="WrittenModel"/>.</param>
/// <param name="Inputs">The places of what it reads, as far as an input of the model decides it.</param>
internal sealed record ShownStep(Node Node, int Place, ImmutableArray<int> Inputs);
