using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>The greatest or least element, NaN if any is; the gradient is shared evenly by all that tie.</summary>
public sealed class ExtremumOp : ReductionOp
{
    private ExtremumOp(string name, Combiner combiner)
        : base(name, combiner)
    {
    }

    public static ExtremumOp Max { get; } = new("max", Combiner.Maximum);

    public static ExtremumOp Min { get; } = new("min", Combiner.Minimum);

    public override double Neutral(ElementType element)
    {
        var (least, greatest) = element switch
        {
            ElementType.I32 => (int.MinValue, int.MaxValue),
            ElementType.I64 => (long.MinValue, long.MaxValue),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        return Combiner == Combiner.Maximum ? least : greatest;
    }

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        // No element equals a NaN: 0 · g / 0 makes the gradient NaN too, which a select would hide.
        var x = node.Inputs[0];
        var chosen = builder.Cast(builder.Eq(x, Spread(node, node, builder)), x.Type.Element);
        var count = builder.Sum(chosen, node.Attributes.Ints("axes"));
        // Spread before it is divided, so that all of the gradient is one kernel, and no other takes the division into it.
        var share = builder.Div(Spread(node, outputGradient, builder), Spread(node, count, builder));
        return [builder.Mul(chosen, share)];
    }
}
