using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>Algebra that keeps every bit, NaN, infinities and signed zeros included. So there is no x * 0 here.</summary>
internal static class ArithmeticRules
{
    /// <summary>x + -0 → x (x + +0 is not: -0 + +0 = +0); x + -y → x - y; integers: x + 0 → x.</summary>
    public static Node? Add(Node node, GraphBuilder b)
    {
        var (x, y) = (node.Inputs[0], node.Inputs[1]);
        if (IsNothing(y, negative: true))
            return x;
        if (IsNothing(x, negative: true))
            return y;
        if (y.Op == Arithmetic.Neg)
            return b.Sub(x, y.Inputs[0]);
        return x.Op == Arithmetic.Neg ? b.Sub(y, x.Inputs[0]) : null;
    }

    /// <summary>x - +0 → x; x - -y → x + y; -0 - y → -y.</summary>
    public static Node? Sub(Node node, GraphBuilder b)
    {
        var (x, y) = (node.Inputs[0], node.Inputs[1]);
        if (IsNothing(y, negative: false))
            return x;
        if (y.Op == Arithmetic.Neg)
            return b.Add(x, y.Inputs[0]);
        return IsNothing(x, negative: true) ? b.Neg(y) : null;
    }

    /// <summary>x * 1 → x; x * -1 → -x; -x * -y → x * y.</summary>
    public static Node? Mul(Node node, GraphBuilder b)
    {
        var (x, y) = (node.Inputs[0], node.Inputs[1]);
        if (x.Op == Arithmetic.Neg && y.Op == Arithmetic.Neg)
            return b.Mul(x.Inputs[0], y.Inputs[0]);
        return Scale(x, y, b) ?? Scale(y, x, b);
    }

    /// <summary>x / 1 → x; x / -1 → -x; x / 2ⁿ → x * 2⁻ⁿ, which is exact while 2⁻ⁿ is a normal number.</summary>
    public static Node? Div(Node node, GraphBuilder b)
    {
        var (x, y) = (node.Inputs[0], node.Inputs[1]);
        if (Constants.Value(y) is not { } divisor || IntegerMath.IsInteger(node))
            return Constants.Is(y, 1) ? x : null;
        return divisor switch
        {
            1 => x,
            -1 => b.Neg(x),
            _ when double.IsPow2(Math.Abs(divisor)) && Math.Abs(Math.ILogB(divisor)) < 126 =>
                b.Mul(x, b.Filled(1 / divisor, node.Type)),
            _ => null,
        };
    }

    /// <summary>x ** 1 → x; x ** 2 → x * x; x ** -1 → 1 / x.</summary>
    public static Node? Pow(Node node, GraphBuilder b)
    {
        var x = node.Inputs[0];
        return Constants.Value(node.Inputs[1]) switch
        {
            1 => x,
            2 => b.Mul(x, x),
            -1 => b.Div(b.Filled(1, node.Type), x),
            _ => null,
        };
    }

    /// <summary>-(-x) → x</summary>
    public static Node? Neg(Node node, GraphBuilder b) =>
        node.Inputs[0].Op == Arithmetic.Neg ? node.Inputs[0].Inputs[0] : null;

    /// <summary>max(x, x) → x</summary>
    public static Node? Idempotent(Node node, GraphBuilder b) => node.Inputs[0] == node.Inputs[1] ? node.Inputs[0] : null;

    private static Node? Scale(Node x, Node factor, GraphBuilder b) => Constants.Value(factor) switch
    {
        1 => x,
        -1 => b.Neg(x),
        _ => null,
    };

    private static bool IsNothing(Node node, bool negative) =>
        Constants.Value(node) is { } value && value == 0
        && (node.Type.Element.IsInteger() || double.IsNegative(value) == negative);
}
