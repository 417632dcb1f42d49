using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Semantics.Values;

namespace NetLang.Compiler.Semantics.Training;

/// <summary>What a loss compares outputs with.</summary>
/// <param name="IsTuple">Whether the loss takes its targets as a tuple; <c>()</c> where there are none.</param>
internal sealed record TargetSet(ImmutableArray<ModelTensor> Tensors, bool IsTuple)
{
    /// <summary>The argument of a loss or metric: inputs of the graph that is being built.</summary>
    public Value ValueIn(GraphBuilder builder)
    {
        if (Tensors.IsEmpty)
            return UnitValue.Instance;
        var inputs = Tensors.Select(t => (Value)new NodeValue(builder.Input(t.Name, t.Type)));
        return IsTuple ? new TupleValue([.. inputs]) : inputs.Single();
    }
}
