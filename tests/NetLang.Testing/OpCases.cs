using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;

namespace NetLang.Testing;

/// <summary>An op with inputs to try it on.</summary>
/// <param name="Build">The op on matrices of the given type; bools and integers are cast from them.</param>
/// <param name="Inputs">f64 tensors at which the op is smooth; larger ones repeat their values.</param>
/// <param name="Step">Of the finite differences.</param>
public sealed record OpCase(
    Func<GraphBuilder, TensorType, ImmutableArray<Node>, Node> Build, ImmutableArray<TensorValue> Inputs, double Step = 1e-5);

/// <summary>
/// Test inputs for every op of the registry. A new op needs a line here, and is then tried in f32 and f64, in all sizes, on
/// every backend.
/// </summary>
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
        ["pow"] = new((b, t, x) => b.Pow(x[0], x[1]), [Positive, Other]),
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
        ["and"] = new((b, t, x) => b.And(Bool(b, x[0]), Bool(b, x[1])), [Signed, Other]),
        ["or"] = new((b, t, x) => b.Or(Bool(b, x[0]), Bool(b, x[1])), [Signed, Other]),
        ["not"] = new((b, t, x) => b.Not(Bool(b, x[0])), [Zeroed]),
        ["select"] = new((b, t, x) => b.Select(Bool(b, x[0]), x[1], x[2]), [Zeroed, Signed, Other]),
        ["exp"] = Unary(Transcendental.Exp),
        ["log"] = new((b, t, x) => b.Log(x[0]), [Positive]),
        ["log1p"] = new((b, t, x) => b.Log1p(x[0]), [Positive]),
        ["expm1"] = Unary(Transcendental.Expm1),
        ["sqrt"] = new((b, t, x) => b.Sqrt(x[0]), [Positive]),
        ["sin"] = Unary(Transcendental.Sin),
        ["cos"] = Unary(Transcendental.Cos),
        ["tanh"] = Unary(Transcendental.Tanh),
        ["sigmoid"] = Unary(Transcendental.Sigmoid),
        ["erf"] = Unary(Transcendental.Erf),
        ["floor"] = Unary(Transcendental.Floor),
        ["ceil"] = Unary(Transcendental.Ceil),
        ["round"] = Unary(Transcendental.Round),
        ["cast"] = new(
            (b, t, x) => b.Cast(x[0], t.Element == ElementType.F64 ? ElementType.F32 : ElementType.F64),
            [Dyadic],
            Step: 0.25), // exact in f32
        ["stopGradient"] = Unary(Conversion.StopGradient),
        ["sum"] = new((b, t, x) => b.Sum(x[0], [1]), [Signed]),
        ["prod"] = new((b, t, x) => b.Prod(x[0], [1]), [Zeroed]),
        ["max"] = new((b, t, x) => b.Max(x[0], [0]), [Signed]),
        ["min"] = new((b, t, x) => b.Min(x[0], [0, 1]), [Signed]),
        ["broadcast"] = new((b, t, x) => Repeated(b, x[0]), [Signed]),
        ["transpose"] = new((b, t, x) => b.Transpose(b.Reshape(x[0], Shape.Of(1, t.Shape[0], t.Shape[1])), [2, 0, 1]), [Signed]),
        ["slice"] = new((b, t, x) => EveryOther(b, x[0]), [Signed]),
        ["reverse"] = new((b, t, x) => b.Reverse(x[0], [1]), [Signed]),
        ["windows"] = new((b, t, x) => Windows(b, x[0], size: 3, stride: 2, dilation: 2), [Signed]),
        ["skew"] = new((b, t, x) => Skewed(b, x[0]), [Signed]),
        ["reshape"] = new((b, t, x) => b.Reshape(x[0], Shape.Of(t.Shape[1], t.Shape[0])), [Signed]),
        ["pad"] = new((b, t, x) => b.Pad(x[0], Shape.Of(1, 0), Shape.Of(t.Shape[0] + 2, t.Shape[1] + 2)), [Signed]),
        ["concat"] = new((b, t, x) => b.Concat([x[0], x[1], x[0]], 1), [Signed, Other]),
        ["update"] = new((b, t, x) => Updated(b, x[0], x[1]), [Signed, Other]),
        ["gather"] = new((b, t, x) => IndexedCase.Gather(b, x[0]), [Signed]),
        ["scatterAdd"] = new((b, t, x) => IndexedCase.ScatterAdd(b, x[0]), [Signed]),
        ["matmul"] = new((b, t, x) => b.MatMul(x[0], b.SwapLastAxes(x[1])), [Signed, Other]),
        ["attention"] = new((b, t, x) => AttentionCase.Forward(b, x[0], x[1], x[2]), [Signed, Other, Positive]),
        ["attentionGradient"] = new((b, t, x) => AttentionCase.Backward(b, x[0], x[1], x[2]), [Signed, Other, Positive]),
        ["convolution"] = new((b, t, x) => Convolution(b, x[0], x[1]), [Signed, Other]),
        ["scan"] = new((b, t, x) => ScanCase.Build(b, t, x), [Signed, Other, Positive]),
        ["input"] = new((b, t, x) => x[0], [Signed]),
        ["variable"] = new((b, t, x) => b.Variable("w", t), []),
        ["hostInput"] = new((b, t, x) => b.HostInput("step"), []),
        ["constant"] = new((b, t, x) => b.Constant([1, 2, 3, 4, 5, 6], t with { Shape = Type.Shape }), []),
        ["dimension"] = new((b, t, x) => b.Dimension(Dim.Symbol("N")), []),
        ["iota"] = new((b, t, x) => b.Iota(1, t), []),
        ["random"] = new((b, t, x) => b.Random(7, Distribution.Normal, t), []),
        ["gradient"] = new((b, t, x) => b.Gradient(b.Sum(x[0], [0, 1]), x[0]), [Signed]),
    }.ToImmutableDictionary();

    /// <summary>The inputs as they are, in f64.</summary>
    public static EvaluationContext Context(params ReadOnlySpan<TensorValue> inputs) => Context(Signed, inputs, 4, 3);

    /// <summary>The node of a case, with inputs <c>x0</c>, <c>x1</c>, …</summary>
    public static (Node Node, ImmutableArray<Node> Inputs) Build(OpCase example, GraphBuilder builder) =>
        Build(example, builder, Type);

    /// <summary>As above, on matrices of another type.</summary>
    public static (Node Node, ImmutableArray<Node> Inputs) Build(OpCase example, GraphBuilder builder, TensorType type)
    {
        ImmutableArray<Node> inputs = [.. example.Inputs.Select((_, i) => builder.Input($"x{i}", type))];
        return (example.Build(builder, type, inputs), inputs);
    }

    /// <summary>As above; null where an op's shape rule refuses the type.</summary>
    public static (Node Node, ImmutableArray<Node> Inputs)? TryBuild(OpCase example, GraphBuilder builder, TensorType type)
    {
        try
        {
            return Build(example, builder, type);
        }
        catch (ShapeRuleException)
        {
            return null;
        }
    }

    /// <summary>Inputs of <c>[N, T]</c>, which repeat the example's.</summary>
    public static EvaluationContext Context(OpCase example, ElementType element, long n, long t)
    {
        return Context(Repeat(Signed), [.. example.Inputs.Select(Repeat)], n, t);

        TensorValue Repeat(TensorValue value) => TensorValue.Fill(
            element, [n, t], place => value.Values[((place[0] * t) + place[1]) % value.Values.Length]);
    }

    /// <summary>
    /// The op's value, and the gradient of the sum of its squares by each input that one reaches; null where its shape rule
    /// refuses the type.
    /// </summary>
    public static Graph? WithGradients(OpCase example, TensorType type)
    {
        var builder = new GraphBuilder();
        if (TryBuild(example, builder, type) is not var (node, inputs))
            return null;
        var results = new List<GraphResult> { new(ResultKind.Output, "y", node) };
        if (node.Type.Element.IsFloat())
        {
            var loss = builder.Sum(builder.Mul(node, node), [.. Enumerable.Range(0, node.Shape.Rank).Select(a => (long)a)]);
            foreach (var (number, input) in inputs.Index().Where(i => i.Item.Type.Element.IsFloat()))
            {
                var gradient = new GraphResult(ResultKind.Output, $"g{number}", builder.Gradient(loss, input));
                var diagnostics = new DiagnosticBag();
                new Autodiff().Run(new("train", [gradient]), diagnostics);
                if (diagnostics.All.Count == 0)
                    results.Add(gradient);
            }
        }

        return new Autodiff().Run(new("train", [.. results]), new DiagnosticBag());
    }

    private static EvaluationContext Context(TensorValue variable, ReadOnlySpan<TensorValue> inputs, long n, long t)
    {
        var named = new Dictionary<string, TensorValue> { ["step"] = TensorValue.Scalar(ElementType.F64, 3) };
        for (var i = 0; i < inputs.Length; i++)
            named.Add($"x{i}", inputs[i]);
        return new(
            new Dictionary<string, long> { ["N"] = n, ["T"] = t },
            named,
            new Dictionary<string, TensorValue> { ["w"] = variable },
            Seed: 1,
            Step: 2);
    }

    private static Node Repeated(GraphBuilder b, Node x)
    {
        var flat = b.Reshape(x, Shape.Of(1, x.Shape.Size));
        return b.Broadcast(flat, Shape.Of(4, 2, x.Shape.Size), [1, 2]);
    }

    private static Node EveryOther(GraphBuilder b, Node x)
    {
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        var taller = b.Pad(x, Shape.Of(0, 0), Shape.Of(rows + 1, columns)); // so that there is a row 1 to start at
        return b.Slice(taller, Shape.Of(1, 0), Shape.Of(rows, Dim.FloorDivide(columns + 1, 2)), [1, 2]);
    }

    private static Node Updated(GraphBuilder b, Node x, Node part)
    {
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        return b.Update(b.Pad(x, Shape.Of(0, 0), Shape.Of(rows + 1, columns)), part, Shape.Of(1, 0));
    }

    private static Node Windows(GraphBuilder b, Node x, long size, long stride, long dilation)
    {
        var longer = new Shape([x.Shape[0], x.Shape[1] + ((size - 1) * dilation)]); // so that there is a window
        return b.Windows(b.Pad(x, Shape.Of(0, 1), longer), 1, size, stride, dilation);
    }

    private static Node Skewed(GraphBuilder b, Node x)
    {
        var windows = Windows(b, x, size: 2, stride: 1, dilation: 1);
        var length = windows.Shape[1];
        var padded = b.Pad(windows, Shape.Of(0, 2, 0), Shape.Of(windows.Shape[0], length + 2, 2));
        return b.Skew(padded, 1, 2, length, -1);
    }

    /// <summary>Windows as large as the image, beyond its ends on all sides; of small numbers, for there are many to add.</summary>
    private static Node Convolution(GraphBuilder b, Node x, Node weights)
    {
        var (rows, columns) = (x.Shape[0], x.Shape[1]);
        var image = new Shape([1, rows, columns, 1, 1]);
        var window = new ConvolutionWindow([1, 2], [2, 1], [2, 1], new Shape([rows, columns]), new Shape([rows + 1, columns]));
        return b.Convolution(Small(x), Small(weights), window);

        Node Small(Node node) => b.Reshape(b.Mul(node, b.Filled(0.25, node.Type)), image);
    }

    private static OpCase Unary(Op op) => new((b, t, x) => b.Apply(op, [x[0]]), [Signed]);

    private static OpCase Binary(Op op) => new((b, t, x) => b.Apply(op, [x[0], x[1]]), [Signed, Other]);

    private static Node Bool(GraphBuilder b, Node x) => b.Cast(x, ElementType.Bool);

    private static TensorValue Matrix(params double[] values) => new(ElementType.F64, [2, 3], values);
}
