using NetLang.Compiler.IR;
using NetLang.Runtime;

namespace NetLang.Compiler.Ops;

/// <summary>A method an elementwise op: <c>builder.Add(x, y)</c>. Operands have equal shapes.</summary>
public static class ElementwiseNodes
{
    public static Node Add(this GraphBuilder b, Node x, Node y) => b.Apply(Arithmetic.Add, [x, y]);

    public static Node Sub(this GraphBuilder b, Node x, Node y) => b.Apply(Arithmetic.Sub, [x, y]);

    public static Node Mul(this GraphBuilder b, Node x, Node y) => b.Apply(Arithmetic.Mul, [x, y]);

    public static Node Div(this GraphBuilder b, Node x, Node y) => b.Apply(Arithmetic.Div, [x, y]);

    public static Node Mod(this GraphBuilder b, Node x, Node y) => b.Apply(Arithmetic.Mod, [x, y]);

    public static Node Pow(this GraphBuilder b, Node x, Node y) => b.Apply(Arithmetic.Pow, [x, y]);

    public static Node Maximum(this GraphBuilder b, Node x, Node y) => b.Apply(Arithmetic.Maximum, [x, y]);

    public static Node Minimum(this GraphBuilder b, Node x, Node y) => b.Apply(Arithmetic.Minimum, [x, y]);

    public static Node Neg(this GraphBuilder b, Node x) => b.Apply(Arithmetic.Neg, [x]);

    public static Node Abs(this GraphBuilder b, Node x) => b.Apply(Arithmetic.Abs, [x]);

    public static Node Sign(this GraphBuilder b, Node x) => b.Apply(Arithmetic.Sign, [x]);

    public static Node Eq(this GraphBuilder b, Node x, Node y) => b.Apply(Comparison.Eq, [x, y]);

    public static Node Ne(this GraphBuilder b, Node x, Node y) => b.Apply(Comparison.Ne, [x, y]);

    public static Node Lt(this GraphBuilder b, Node x, Node y) => b.Apply(Comparison.Lt, [x, y]);

    public static Node Le(this GraphBuilder b, Node x, Node y) => b.Apply(Comparison.Le, [x, y]);

    public static Node Gt(this GraphBuilder b, Node x, Node y) => b.Apply(Comparison.Gt, [x, y]);

    public static Node Ge(this GraphBuilder b, Node x, Node y) => b.Apply(Comparison.Ge, [x, y]);

    public static Node And(this GraphBuilder b, Node x, Node y) => b.Apply(Logic.And, [x, y]);

    public static Node Or(this GraphBuilder b, Node x, Node y) => b.Apply(Logic.Or, [x, y]);

    public static Node Not(this GraphBuilder b, Node x) => b.Apply(Logic.Not, [x]);

    public static Node Exp(this GraphBuilder b, Node x) => b.Apply(Transcendental.Exp, [x]);

    public static Node Log(this GraphBuilder b, Node x) => b.Apply(Transcendental.Log, [x]);

    public static Node Log1p(this GraphBuilder b, Node x) => b.Apply(Transcendental.Log1p, [x]);

    public static Node Expm1(this GraphBuilder b, Node x) => b.Apply(Transcendental.Expm1, [x]);

    public static Node Sqrt(this GraphBuilder b, Node x) => b.Apply(Transcendental.Sqrt, [x]);

    public static Node Sin(this GraphBuilder b, Node x) => b.Apply(Transcendental.Sin, [x]);

    public static Node Cos(this GraphBuilder b, Node x) => b.Apply(Transcendental.Cos, [x]);

    public static Node Tanh(this GraphBuilder b, Node x) => b.Apply(Transcendental.Tanh, [x]);

    public static Node Sigmoid(this GraphBuilder b, Node x) => b.Apply(Transcendental.Sigmoid, [x]);

    public static Node Erf(this GraphBuilder b, Node x) => b.Apply(Transcendental.Erf, [x]);

    public static Node Floor(this GraphBuilder b, Node x) => b.Apply(Transcendental.Floor, [x]);

    public static Node Ceil(this GraphBuilder b, Node x) => b.Apply(Transcendental.Ceil, [x]);

    public static Node Round(this GraphBuilder b, Node x) => b.Apply(Transcendental.Round, [x]);

    public static Node Select(this GraphBuilder b, Node condition, Node yes, Node no) =>
        b.Apply(Logic.Select, [condition, yes, no]);

    public static Node StopGradient(this GraphBuilder b, Node x) => b.Apply(Conversion.StopGradient, [x]);

    /// <summary>The node itself where it has the type.</summary>
    public static Node Cast(this GraphBuilder b, Node x, ElementType type) => x.Type.Element == type
        ? x
        : b.Apply(Conversion.Cast, [x], new Attributes(("type", new ElementAttribute(type))));
}
