using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>Products. The gradient of a factor is the product of the others, also where factors are zero.</summary>
public sealed class ProdOp : ReductionOp
{
    private ProdOp()
        : base("prod", Combiner.Product)
    {
    }

    public static ProdOp Instance { get; } = new();

    public override double Neutral(ElementType element) => 1;

    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient, GraphBuilder builder)
    {
        // With no zero among the factors, product / x; with one, only that one has a slope: the product of the others.
        var b = builder;
        var x = node.Inputs[0];
        var axes = node.Attributes.Ints("axes");
        var zero = b.Filled(0, node.Type);
        var isZero = b.Eq(x, b.Filled(0, x.Type));
        var zeros = b.Sum(b.Cast(isZero, x.Type.Element), axes);
        var nonZero = b.Select(isZero, b.Filled(1, x.Type), x);
        var others = b.Mul(outputGradient, b.Prod(nonZero, axes));
        var ofZero = b.Select(b.Eq(zeros, b.Filled(1, node.Type)), others, zero);
        var ofNonZero = b.Select(b.Eq(zeros, zero), others, zero);
        return [b.Select(isZero, Spread(node, ofZero, b), b.Div(Spread(node, ofNonZero, b), nonZero))];
    }
}
