using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Models;

/// <summary>
/// One elaboration of a model, from inputs to outputs. More can be appended to the same graph through its elaborator:
/// a loss, gradients, updates.
/// </summary>
/// <param name="Output">A <see cref="NodeValue"/>, or a tuple of them.</param>
/// <param name="OutputPlace">The expression that gives it.</param>
public sealed record ForwardPass(
    Elaborator Elaborator,
    ImmutableArray<(ModelTensor Tensor, Node Node)> Inputs,
    Value Output,
    Text.SourceSpan OutputPlace)
{
    public ImmutableArray<Node> Outputs => Output is TupleValue tuple
        ? [.. tuple.Items.Cast<NodeValue>().Select(v => v.Node)]
        : [((NodeValue)Output).Node];
}
