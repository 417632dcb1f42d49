using NetLang.Compiler.IR;
using NetLang.Runtime.Numerics;

namespace NetLang.Compiler.Ops;

/// <summary>Elementary functions of floats.</summary>
public static class Transcendental
{
    public static ElementwiseOp Exp { get; } =
        Row("exp", Math.Exp, (n, g, b) => b.Mul(g, n), "Exp", "Math.Exp", isLong: true);

    public static ElementwiseOp Log { get; } =
        Row("log", Math.Log, (n, g, b) => b.Div(g, n.Inputs[0]), "Log", "Math.Log", isLong: true);

    public static ElementwiseOp Log1p { get; } =
        Row("log1p", HostMath.Log1p, (n, g, b) => b.Div(g, b.Add(n.Inputs[0], One(n, b))), "Log1p", "HostMath.Log1p", isLong: true);

    public static ElementwiseOp Expm1 { get; } =
        Row("expm1", HostMath.Expm1, (n, g, b) => b.Mul(g, b.Add(n, One(n, b))), "Expm1", "HostMath.Expm1", isLong: true);

    public static ElementwiseOp Sqrt { get; } =
        Row("sqrt", Math.Sqrt, (n, g, b) => b.Div(g, b.Add(n, n)), "Sqrt", "Math.Sqrt");

    public static ElementwiseOp Sin { get; } =
        Row("sin", Math.Sin, (n, g, b) => b.Mul(g, b.Cos(n.Inputs[0])), "Sin", "Math.Sin");

    public static ElementwiseOp Cos { get; } =
        Row("cos", Math.Cos, (n, g, b) => b.Neg(b.Mul(g, b.Sin(n.Inputs[0]))), "Cos", "Math.Cos");

    public static ElementwiseOp Tanh { get; } =
        Row("tanh", Math.Tanh, (n, g, b) => b.Mul(g, b.Sub(One(n, b), b.Mul(n, n))), "Tanh", "Math.Tanh", isLong: true);

    public static ElementwiseOp Sigmoid { get; } =
        Row("sigmoid", HostMath.Sigmoid, (n, g, b) => b.Mul(g, b.Mul(b.Sub(One(n, b), n), n)), "Sigmoid", "HostMath.Sigmoid", isLong: true);

    /// <summary>erf' x = 2/√π · exp(-x²)</summary>
    public static ElementwiseOp Erf { get; } =
        Row("erf", HostMath.Erf, ErfGradient, "Erf", "HostMath.Erf", isLong: true);

    public static ElementwiseOp Floor { get; } = Row("floor", Math.Floor, null, "Floor", "Math.Floor");

    public static ElementwiseOp Ceil { get; } = Row("ceil", Math.Ceiling, null, "Ceiling", "Math.Ceiling");

    /// <summary>Halves go to the even neighbour.</summary>
    public static ElementwiseOp Round { get; } = Row("round", Math.Round, null, "Round", "Math.Round");

    /// <param name="isLong">Whether its code is long, and inlined all the same.</param>
    private static ElementwiseOp Row(
        string name,
        Func<double, double> reference,
        Func<Node, Node, GraphBuilder, Node>? vjp,
        string method,
        string host,
        bool isLong = false) =>
        new(name, 1)
        {
            Types = TypeRules.Floats,
            Reference = (_, x) => reference(x[0]),
            Vjp = vjp is null ? null : (n, g, b) => [vjp(n, g, b)],
            Cpu = _ => $"{{V}}.{method}({{0}})",
            CpuCall = isLong ? $"Called<{{V}}, {{T}}, {{M}}>.{method}({{0}})" : null,
            Gpu = _ => $"GpuMath.{method}({{0}})",
            Host = _ => $"{host}({{0}})",
        };

    private static Node One(Node node, GraphBuilder b) => b.Filled(1, node.Type);

    private static Node ErfGradient(Node node, Node g, GraphBuilder b)
    {
        var x = node.Inputs[0];
        return b.Mul(g, b.Mul(b.Filled(2 / Math.Sqrt(Math.PI), node.Type), b.Exp(b.Neg(b.Mul(x, x)))));
    }
}
