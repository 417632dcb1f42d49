using System.Collections.Immutable;
using NetLang.Compiler.IR;

namespace NetLang.Compiler.Ops;

/// <summary>What ops have in common that compute all steps of a scan at once (<see cref="Op.Batch"/>).</summary>
internal static class Batching
{
    /// <summary>Stacked along axis 0, also where all steps have the same.</summary>
    public static Node Stacked(this Batched input, Dim length, GraphBuilder builder) => input.Varies
        ? input.Value
        : builder.Broadcast(
            input.Value,
            input.Value.Shape.Stacked(length),
            [.. Enumerable.Range(1, input.Value.Shape.Rank).Select(a => (long)a)]);

    /// <summary>A shape behind a new axis 0.</summary>
    public static Shape Stacked(this Shape shape, Dim length) => new(shape.Dims.Insert(0, length));

    /// <summary>The same axes, counted behind a new axis 0.</summary>
    public static IntsAttribute BehindSteps(this ImmutableArray<long> axes) => new([.. axes.Select(a => a + 1)]);
}
