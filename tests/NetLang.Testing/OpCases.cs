using System.Collections.Immutable;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;

namespace NetLang.Testing;

/// <summary>An op with inputs to try it on.</summary>
/// <param name="Inputs">f64 tensors at which the op is smooth; bools and integers are cast from them.</param>
/// <param name="Step">Of the finite differences.</param>
public sealed record OpCase(
    Func<GraphBuilder, ImmutableArray<Node>, Node> Build, ImmutableArray<TensorValue> Inputs, double Step = 1e-5);

/// <summary>Test inputs for every op of the registry. A new op needs a line here.</summary>
public static class OpCases
{
    private static readonly TensorValue Signed = Matrix(-1.7, -0.6, 0.3, 0.9, 1.4, 2.2);
    private static readonly TensorValue Other = Matrix(0.8, -1.1, 1.9, -0.7, 0.45, -2.6);
    private static readonly TensorValue Positive = Matrix(0.2, 0.7, 1.1, 1.6, 2.3, 3.9);
    private static readonly TensorValue Zeroed = Matrix(0, 0.7, 1.1, 1.6, 0, 0);
    private static readonly TensorValue Dyadic = Matrix(-1.75, -0.5, 0.25, 1, 1.5, 2.25);
    private static readonly TensorType Type = new(ElementType.F64, Shape.Of(2, 3));

    public static ImmutableDictionary<string, OpCase> All { get; } = new Dictionary<string, OpCase>
    {
        ["add"] = Binary(Arithmetic.Add),
        ["sub"] = Binary(Arithmetic.Sub),
        ["mul"] = Binary(Arithmetic.Mul),
        ["div"] = Binary(Arithmetic.Div),
        ["mod"] = Binary(Arithmetic.Mod),
        ["pow"] = new((b, x) => b.Pow(x[0], x[1]), [Positive, Other]),
        ["neg"] = Unary(Arithmetic.Neg),
        ["abs"] = Unary(Arithmetic.Abs),
        ["sign"] = Unary(Arithmetic.Sign),
        ["maximum"] = Binary(Arithmetic.Maximum),
        ["minimum"] = Binary(Arithmetic.Minimum),
        ["eq"] = Binary(Comparison.Eq),
        ["ne"] = Binary(Comparison.Ne),
        ["lt"] = Binary(Comparison.Lt),
        ["le"] = Binary(Comparison.Le),
        ["gt"] = Binary(Comparison.Gt),
        ["ge"] = Binary(Comparison.Ge),
        ["and"] = new((b, x) => b.And(Bool(b, x[0]), Bool(b, x[1])), [Signed, Other]),
        ["or"] = new((b, x) => b.Or(Bool(b, x[0]), Bool(b, x[1])), [Signed, Other]),
        ["not"] = new((b, x) => b.Not(Bool(b, x[0])), [Zeroed]),
        ["select"] = new((b, x) => b.Select(Bool(b, x[0]), x[1], x[2]), [Zeroed, Signed, Other]),
        ["exp"] = Unary(Transcendental.Exp),
        ["log"] = new((b, x) => b.Log(x[0]), [Positive]),
        ["log1p"] = new((b, x) => b.Log1p(x[0]), [Positive]),
        ["expm1"] = Unary(Transcendental.Expm1),
        ["sqrt"] = new((b, x) => b.Sqrt(x[0]), [Positive]),
        ["sin"] = Unary(Transcendental.Sin),
        ["cos"] = Unary(Transcendental.Cos),
        ["tanh"] = Unary(Transcendental.Tanh),
        ["sigmoid"] = Unary(Transcendental.Sigmoid),
        ["erf"] = Unary(Transcendental.Erf),
        ["floor"] = Unary(Transcendental.Floor),
        ["ceil"] = Unary(Transcendental.Ceil),
        ["round"] = Unary(Transcendental.Round),
        ["cast"] = new((b, x) => b.Cast(x[0], ElementType.F32), [Dyadic], Step: 0.25), // exact in f32
        ["stopGradient"] = Unary(Conversion.StopGradient),
        ["sum"] = new((b, x) => b.Sum(x[0], [1]), [Signed]),
        ["prod"] = new((b, x) => b.Prod(x[0], [1]), [Zeroed]),
        ["max"] = new((b, x) => b.Max(x[0], [0]), [Signed]),
        ["min"] = new((b, x) => b.Min(x[0], [0, 1]), [Signed]),
        ["broadcast"] = new((b, x) => b.Broadcast(b.Reshape(x[0], Shape.Of(1, 6)), Shape.Of(4, 2, 6), [1, 2]), [Signed]),
        ["transpose"] = new((b, x) => b.Transpose(b.Reshape(x[0], Shape.Of(1, 2, 3)), [2, 0, 1]), [Signed]),
        ["slice"] = new((b, x) => b.Slice(x[0], Shape.Of(1, 0), Shape.Of(1, 2), [1, 2]), [Signed]),
        ["reverse"] = new((b, x) => b.Reverse(x[0], [1]), [Signed]),
        ["reshape"] = new((b, x) => b.Reshape(x[0], Shape.Of(3, 2)), [Signed]),
        ["pad"] = new((b, x) => b.Pad(x[0], Shape.Of(1, 0), Shape.Of(4, 5)), [Signed]),
        ["concat"] = new((b, x) => b.Concat([x[0], x[1], x[0]], 1), [Signed, Other]),
        ["matmul"] = new((b, x) => b.MatMul(x[0], b.SwapLastAxes(x[1])), [Signed, Other]),
        ["input"] = new((b, x) => x[0], [Signed]),
        ["variable"] = new((b, x) => b.Variable("w", Type), []),
        ["hostInput"] = new((b, x) => b.HostInput("step"), []),
        ["constant"] = new((b, x) => b.Constant([1, 2, 3, 4, 5, 6], Type), []),
        ["dimension"] = new((b, x) => b.Dimension(Dim.Symbol("N")), []),
        ["iota"] = new((b, x) => b.Iota(1, Type), []),
        ["random"] = new((b, x) => b.Random(7, Distribution.Normal, Type), []),
        ["gradient"] = new((b, x) => b.Gradient(b.Sum(x[0], [0, 1]), x[0]), [Signed]),
    }.ToImmutableDictionary();

    public static EvaluationContext Context(params ReadOnlySpan<TensorValue> inputs)
    {
        var named = new Dictionary<string, TensorValue> { ["step"] = TensorValue.Scalar(ElementType.F64, 3) };
        for (var i = 0; i < inputs.Length; i++)
            named.Add($"x{i}", inputs[i]);
        return new(
            new Dictionary<string, long> { ["N"] = 4 },
            named,
            new Dictionary<string, TensorValue> { ["w"] = Signed },
            Seed: 1,
            Step: 2);
    }

    /// <summary>The node of a case, with inputs <c>x0</c>, <c>x1</c>, …</summary>
    public static (Node Node, ImmutableArray<Node> Inputs) Build(OpCase example, GraphBuilder builder)
    {
        ImmutableArray<Node> inputs = [.. example.Inputs.Select((_, i) => builder.Input($"x{i}", Type))];
        return (example.Build(builder, inputs), inputs);
    }

    private static OpCase Unary(Op op) => new((b, x) => b.Apply(op, [x[0]]), [Signed]);

    private static OpCase Binary(Op op) => new((b, x) => b.Apply(op, [x[0], x[1]]), [Signed, Other]);

    private static Node Bool(GraphBuilder b, Node x) => b.Cast(x, ElementType.Bool);

    private static TensorValue Matrix(params double[] values) => new(ElementType.F64, [2, 3], values);
}
