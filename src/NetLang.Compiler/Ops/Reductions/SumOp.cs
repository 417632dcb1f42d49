using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>Its gradient is spread over what was summed.</summary>
public sealed class SumOp : ReductionOp
{
    private SumOp()
        : base("sum", Combiner.Sum)
    {
    }

    public static SumOp Instance { get; } = new();

    public override double Neutral(ElementType element) => 0;

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder) =>
        [Spread(node, outputGradient, builder)];
}
