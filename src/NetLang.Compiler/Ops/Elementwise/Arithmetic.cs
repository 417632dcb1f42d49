using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>
/// Numbers to numbers. Integers wrap around; their division and remainder are of the floor kind; x / 0 is 0 and
/// x % 0 is x. Gradients at ties and edges are PyTorch's.
/// </summary>
public static class Arithmetic
{
    public static ElementwiseOp Add { get; } = new("add", 2)
    {
        Types = TypeRules.Numbers,
        Reference = (_, x) => x[0] + x[1],
        Vjp = (_, g, _) => [g, g],
        Cpu = _ => "({0} + {1})",
        Gpu = node => IntegerMath.IsInteger(node) ? "GpuInteger.Add({0}, {1})" : "({0} + {1})",
        Host = _ => "({0} + {1})",
        Rule = ArithmeticRules.Add,
    };

    public static ElementwiseOp Sub { get; } = new("sub", 2)
    {
        Types = TypeRules.Numbers,
        Reference = (_, x) => x[0] - x[1],
        Vjp = (_, g, b) => [g, b.Neg(g)],
        Cpu = _ => "({0} - {1})",
        Gpu = node => IntegerMath.IsInteger(node) ? "GpuInteger.Subtract({0}, {1})" : "({0} - {1})",
        Host = _ => "({0} - {1})",
        Rule = ArithmeticRules.Sub,
    };

    public static ElementwiseOp Mul { get; } = new("mul", 2)
    {
        Types = TypeRules.Numbers,
        Reference = (node, x) => IntegerMath.IsInteger(node) ? (double)unchecked((long)x[0] * (long)x[1]) : x[0] * x[1],
        Vjp = (n, g, b) => [b.Mul(g, n.Inputs[1]), b.Mul(g, n.Inputs[0])],
        Cpu = _ => "({0} * {1})",
        Gpu = node => IntegerMath.IsInteger(node) ? "GpuInteger.Multiply({0}, {1})" : "({0} * {1})",
        Host = _ => "({0} * {1})",
        Rule = ArithmeticRules.Mul,
    };

    public static ElementwiseOp Div { get; } = new("div", 2)
    {
        Types = TypeRules.Numbers,
        Reference = (node, x) => IntegerMath.IsInteger(node) ? IntegerMath.FloorDivide(x[0], x[1]) : x[0] / x[1],
        Vjp = (n, g, b) =>
        [
            b.Div(g, n.Inputs[1]),
            b.Neg(b.Mul(g, b.Div(n, n.Inputs[1]))),
        ],
        Cpu = node => IntegerMath.IsInteger(node) ? "{V}.FloorDivide({0}, {1})" : "({0} / {1})",
        Gpu = node => IntegerMath.IsInteger(node) ? "GpuMath.FloorDivide({0}, {1})" : "({0} / {1})",
        Host = _ => "({0} / {1})",
        Rule = ArithmeticRules.Div,
    };

    /// <summary>x - y * floor(x / y): the sign of the divisor.</summary>
    public static ElementwiseOp Mod { get; } = new("mod", 2)
    {
        Types = TypeRules.Numbers,
        // The quotient is rounded before its floor is taken, as the backends do.
        Reference = (node, x) => IntegerMath.IsInteger(node)
            ? IntegerMath.Mod(x[0], x[1])
            : x[0] - (x[1] * Math.Floor(TensorValue.Round(node.Type.Element, x[0] / x[1]))),
        Vjp = (n, g, b) => [g, b.Neg(b.Mul(g, b.Floor(b.Div(n.Inputs[0], n.Inputs[1]))))],
        Cpu = node => IntegerMath.IsInteger(node)
            ? "({0} - {1} * {V}.FloorDivide({0}, {1}))"
            : "({0} - {1} * {V}.Floor({0} / {1}))",
        Gpu = _ => "GpuMath.Mod({0}, {1})",
        Host = _ => "HostMath.Mod({0}, {1})",
    };

    public static ElementwiseOp Pow { get; } = new("pow", 2)
    {
        Types = TypeRules.Floats,
        Reference = (_, x) => Math.Pow(x[0], x[1]),
        Vjp = PowGradient,
        Cpu = _ => "{V}.Pow({0}, {1})",
        Gpu = _ => "GpuMath.Pow({0}, {1})",
        Host = _ => "Math.Pow({0}, {1})",
        Rule = ArithmeticRules.Pow,
    };

    public static ElementwiseOp Neg { get; } = new("neg", 1)
    {
        Types = TypeRules.Numbers,
        Reference = (_, x) => -x[0],
        Vjp = (_, g, b) => [b.Neg(g)],
        Cpu = _ => "(-{0})",
        Gpu = node => IntegerMath.IsInteger(node) ? "GpuInteger.Negate({0})" : "(-{0})",
        Host = _ => "(-{0})",
        Rule = ArithmeticRules.Neg,
    };

    public static ElementwiseOp Abs { get; } = new("abs", 1)
    {
        Types = TypeRules.Numbers,
        Reference = (_, x) => Math.Abs(x[0]),
        Vjp = (n, g, b) => [b.Mul(g, b.Sign(n.Inputs[0]))],
        Cpu = _ => "{V}.Abs({0})",
        Gpu = _ => "GpuMath.Abs({0})",
        Host = _ => "Math.Abs({0})",
    };

    /// <summary>-1 or 1; x itself where that is 0 or NaN.</summary>
    public static ElementwiseOp Sign { get; } = new("sign", 1)
    {
        Types = TypeRules.Numbers,
        Reference = (_, x) => x[0] > 0 ? 1 : x[0] < 0 ? -1 : x[0],
        Cpu = _ => "{V}.Sign({0})",
        Gpu = _ => "GpuMath.Sign({0})",
        Host = _ => "HostMath.Sign({0})",
    };

    /// <summary>The greater; NaN if either is. At ties each gets half of the gradient.</summary>
    public static ElementwiseOp Maximum { get; } = new("maximum", 2)
    {
        Types = TypeRules.Numbers,
        Reference = (_, x) => Math.Max(x[0], x[1]),
        Vjp = (n, g, b) =>
        [
            ChosenGradient(b.Lt(n.Inputs[0], n.Inputs[1]), n, g, b),
            ChosenGradient(b.Lt(n.Inputs[1], n.Inputs[0]), n, g, b),
        ],
        Cpu = _ => "{V}.Max({0}, {1})",
        Gpu = _ => "GpuMath.Max({0}, {1})",
        Host = _ => "Math.Max({0}, {1})",
        Rule = ArithmeticRules.Idempotent,
    };

    /// <summary>The lesser; NaN if either is. At ties each gets half of the gradient.</summary>
    public static ElementwiseOp Minimum { get; } = new("minimum", 2)
    {
        Types = TypeRules.Numbers,
        Reference = (_, x) => Math.Min(x[0], x[1]),
        Vjp = (n, g, b) =>
        [
            ChosenGradient(b.Lt(n.Inputs[1], n.Inputs[0]), n, g, b),
            ChosenGradient(b.Lt(n.Inputs[0], n.Inputs[1]), n, g, b),
        ],
        Cpu = _ => "{V}.Min({0}, {1})",
        Gpu = _ => "GpuMath.Min({0}, {1})",
        Host = _ => "Math.Min({0}, {1})",
        Rule = ArithmeticRules.Idempotent,
    };

    private static Node ChosenGradient(Node loses, Node node, Node gradient, GraphBuilder b)
    {
        var half = b.Mul(gradient, b.Filled(0.5, node.Type));
        var tie = b.Eq(node.Inputs[0], node.Inputs[1]);
        return b.Select(loses, b.Filled(0, node.Type), b.Select(tie, half, gradient));
    }

    private static ImmutableArray<Node?> PowGradient(Node node, Node g, GraphBuilder b)
    {
        var (x, y) = (node.Inputs[0], node.Inputs[1]);
        var zero = b.Filled(0, node.Type);
        var slope = b.Mul(y, b.Pow(x, b.Sub(y, b.Filled(1, node.Type))));
        // 0 ** y has no slope in y for y >= 0, though log 0 is infinite; x ** 0 has none in x, though 0 ** -1 is infinite.
        var flat = b.And(b.Eq(x, zero), b.Ge(y, zero));
        return
        [
            b.Select(b.Eq(y, zero), zero, b.Mul(g, slope)),
            b.Select(flat, zero, b.Mul(g, b.Mul(node, b.Log(x)))),
        ];
    }
}

/// <summary>Integer arithmetic as emitted code does it.</summary>
internal static class IntegerMath
{
    public static bool IsInteger(Node node) => node.Type.Element.IsInteger();

    /// <summary>0 where the divisor is 0: no input of a user may crash a kernel.</summary>
    public static double FloorDivide(double a, double b) => b == 0 ? 0 : Math.Floor(a / b);

    public static double Mod(double a, double b) => a - (b * FloorDivide(a, b));
}
