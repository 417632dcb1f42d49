using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Compiler.Text;
using NetLang.Runtime;
using Xunit;

namespace NetLang.Compiler.Tests.Passes;

public sealed class AutodiffTests
{
    private static readonly TensorType Vector = new(ElementType.F32, Shape.Of(3));
    private static readonly SourceText Source = new("model.net", "param threshold\nx > threshold");

    private readonly GraphBuilder b = new();
    private readonly DiagnosticBag diagnostics = new();

    /// <summary>z · sigmoid z is a function of z alone: its derivative is, too, and meets the gradient once.</summary>
    [Fact]
    public void A_function_of_one_tensor_has_one_derivative()
    {
        const string Text = """
            graph "train" {
              %x = input {name = "x"} : f32[N, 4]
              %w = variable {name = "w"} : f32[N, 4]
              %g = input {name = "g"} : f32[N, 4]
              %z = mul(%x, %w)
              %s = sigmoid(%z)
              %y = mul(%z, %s)
              %weighted = mul(%y, %g)
              %loss = sum(%weighted) {axes = (0, 1)}
              %gw = gradient(%loss, %w)
              output "gw" = %gw
            }
            """;
        const string After = """
            graph "train" {
              %0 = input {name = "g"} : f32[N, 4]
              %1 = input {name = "x"} : f32[N, 4]
              %2 = variable {name = "w"} : f32[N, 4]
              %3 = mul(%1, %2) : f32[N, 4]
              %4 = sigmoid(%3) : f32[N, 4]
              %5 = constant {value = 1.0} : f32[]
              %6 = broadcast(%5) {axes = ()} : f32[N, 4]
              %7 = sub(%6, %4) : f32[N, 4]
              %8 = mul(%7, %4) : f32[N, 4]
              %9 = mul(%3, %8) : f32[N, 4]
              %10 = add(%4, %9) : f32[N, 4]
              %11 = mul(%0, %10) : f32[N, 4]
              %12 = mul(%11, %1) : f32[N, 4]
              output "gw" = %12
            }

            """;
        var graph = Pipeline.Default.Run(GraphText.Parse(Text, b), diagnostics, verify: true);
        Assert.Equal(After, GraphText.Print(graph), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void All_gradients_of_a_loss_share_one_sweep()
    {
        const string Text = """
            graph "train" {
              %x = input {name = "x"} : f32[N, 4]
              %w = variable {name = "w"} : f32[4, 3]
              %b = variable {name = "b"} : f32[3]
              %p = matmul(%x, %w)
              %s = broadcast(%b) {axes = (1)} : f32[N, 3]
              %z = add(%p, %s)
              %y = tanh(%z)
              %loss = sum(%y) {axes = (0, 1)}
              %gw = gradient(%loss, %w)
              %gb = gradient(%loss, %b)
              output "gw" = %gw
              output "gb" = %gb
            }
            """;
        const string After = """
            graph "train" {
              %0 = input {name = "x"} : f32[N, 4]
              %1 = transpose(%0) {axes = (1, 0)} : f32[4, N]
              %2 = constant {value = 1.0} : f32[]
              %3 = broadcast(%2) {axes = ()} : f32[N, 3]
              %4 = variable {name = "w"} : f32[4, 3]
              %5 = matmul(%0, %4) : f32[N, 3]
              %6 = variable {name = "b"} : f32[3]
              %7 = broadcast(%6) {axes = (1)} : f32[N, 3]
              %8 = add(%5, %7) : f32[N, 3]
              %9 = tanh(%8) : f32[N, 3]
              %10 = mul(%9, %9) : f32[N, 3]
              %11 = sub(%3, %10) : f32[N, 3]
              %12 = matmul(%1, %11) : f32[4, 3]
              %13 = sum(%11) {axes = (0)} : f32[3]
              output "gw" = %12
              output "gb" = %13
            }

            """;
        var graph = Pipeline.Default.Run(GraphText.Parse(Text, b), diagnostics, verify: true);
        Assert.Equal(After, GraphText.Print(graph), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_comparison_between_parameter_and_loss_is_shown()
    {
        b.CurrentSpan = new SourceSpan(Source, 0, 15);
        var threshold = b.Variable("gate.threshold", Vector);
        b.CurrentSpan = new SourceSpan(Source, 16, 13);
        var chosen = b.Gt(b.Input("x", Vector), threshold);
        b.CurrentSpan = null;
        var loss = b.Sum(b.Select(chosen, b.Input("x", Vector), b.Filled(0, Vector)), [0]);

        var diagnostic = Differentiate(loss, threshold);
        Assert.Equal("NL4101", diagnostic.Code);
        Assert.Equal("param threshold", diagnostic.Span!.Value.Text);
        Assert.Contains("`gate.threshold`: `x > threshold`", diagnostic.Message);
        Assert.Equal("x > threshold", Assert.Single(diagnostic.Labels).Span.Text);
    }

    [Fact]
    public void A_cast_to_an_integer_stops_a_gradient()
    {
        var w = b.Variable("w", Vector);
        var loss = b.Sum(b.Cast(b.Cast(w, ElementType.I32), ElementType.F32), [0]);
        Assert.Contains("`cast` stands between", Differentiate(loss, w).Message);
    }

    /// <summary>An entropy that is summed in another type than that of its numbers: d/dp of p log p is log p + 1.</summary>
    [Theory]
    [InlineData(ElementType.F32, ElementType.F64)]
    [InlineData(ElementType.F64, ElementType.F32)]
    public void A_function_of_one_tensor_may_change_its_type(ElementType type, ElementType summed)
    {
        var p = b.Variable("p", new(type, Shape.Of(3)));
        var loss = b.Cast(b.Sum(b.Mul(b.Cast(p, summed), b.Cast(b.Log(p), summed)), [0]), type);
        AssertSlope(loss, p, x => Math.Log(x) + 1);
    }

    /// <summary>Where both ends are of one type, it is a function with one derivative, whatever it is computed in.</summary>
    [Fact]
    public void A_function_may_be_computed_in_another_type()
    {
        var p = b.Variable("p", Vector);
        var z = b.Mul(p, b.Filled(2, Vector));
        var wide = b.Cast(z, ElementType.F64);
        var y = b.Cast(b.Mul(wide, b.Log(wide)), ElementType.F32);
        AssertSlope(b.Sum(b.Mul(y, z), [0]), p, x => 4 * x * ((2 * Math.Log(2 * x)) + 1));
    }

    private void AssertSlope(Node loss, Node parameter, Func<double, double> expected)
    {
        double[] x = [0.3, 0.7, 1.9];
        var variables = new Dictionary<string, TensorValue> { ["p"] = new(parameter.Type.Element, [3], x) };
        var context = new EvaluationContext(new Dictionary<string, long>(), new Dictionary<string, TensorValue>(), variables, 0, 1);
        var slope = Interpreter.Run(Run(loss, parameter), context).Outputs["g"].Values;
        Assert.All(x.Zip(slope), pair => Assert.Equal(expected(pair.First), pair.Second, 1e-5));
    }

    [Fact]
    public void A_parameter_that_the_loss_does_not_use_is_reported()
    {
        var diagnostic = Differentiate(b.Sum(b.Input("x", Vector), [0]), b.Variable("bias", Vector));
        Assert.Equal("NL4102", diagnostic.Code);
        Assert.Equal("the loss does not depend on `bias`", diagnostic.Message);
    }

    [Fact]
    public void A_gradient_flows_around_what_stops_it()
    {
        var w = b.Variable("w", Vector);
        var loss = b.Sum(b.Mul(w, b.StopGradient(w)), [0]);
        var graph = Run(loss, w);
        Assert.Empty(diagnostics.All);
        Assert.Equal("w", graph.Results[0].Value.Attributes.Text("name")); // not 2 w
    }

    [Fact]
    public void A_gradient_of_a_gradient_is_the_second_derivative()
    {
        var x = b.Variable("x", new(ElementType.F64, Shape.Scalar));
        var slope = b.Gradient(b.Mul(x, b.Mul(x, x)), x);
        var graph = Run(slope, x);
        var variables = new Dictionary<string, TensorValue> { ["x"] = TensorValue.Scalar(ElementType.F64, 2) };
        var context = new EvaluationContext(
            new Dictionary<string, long>(), new Dictionary<string, TensorValue>(), variables, 0, 1);
        Assert.Equal(12, Interpreter.Run(graph, context).Outputs["g"].Values[0]);
    }

    private Diagnostic Differentiate(Node loss, Node parameter)
    {
        Run(loss, parameter);
        return Assert.Single(diagnostics.All);
    }

    private Graph Run(Node loss, Node parameter) => Pipeline.Default.Run(
        new Graph("g", [new(ResultKind.Output, "g", b.Gradient(loss, parameter))]), diagnostics, verify: true);
}
