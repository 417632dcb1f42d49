using NetLang.Compiler.Diagnostics;
using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Compiler.Passes;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Ops;

/// <summary>Values and gradients where functions have kinks, ties and poles: those of PyTorch.</summary>
public sealed class GradientEdgeTests
{
    [Theory]
    [InlineData("maximum(%x, %y)", 2.0, 2.0, 2.0, 0.5)]
    [InlineData("maximum(%x, %y)", 3.0, 2.0, 3.0, 1.0)]
    [InlineData("maximum(%x, %y)", 1.0, 2.0, 2.0, 0.0)]
    [InlineData("maximum(%x, %y)", double.NaN, 2.0, double.NaN, 1.0)]
    [InlineData("maximum(%x, %y)", 1.0, double.NaN, double.NaN, 1.0)]
    [InlineData("minimum(%x, %y)", 2.0, 2.0, 2.0, 0.5)]
    [InlineData("minimum(%x, %y)", 1.0, double.NaN, double.NaN, 1.0)]
    [InlineData("abs(%x)", 0.0, 0.0, 0.0, 0.0)]
    [InlineData("abs(%x)", -0.0, 1.0, 0.0, 0.0)]
    [InlineData("pow(%x, %y)", 0.0, 0.0, 1.0, 0.0)]
    [InlineData("pow(%x, %y)", 0.0, 2.0, 0.0, 0.0)]
    [InlineData("pow(%x, %y)", 0.0, 1.0, 0.0, 1.0)]
    [InlineData("pow(%x, %y)", -2.0, 3.0, -8.0, 12.0)]
    [InlineData("pow(%y, %x)", 2.0, 0.0, 0.0, 0.0)]
    [InlineData("sqrt(%x)", 0.0, 0.0, 0.0, double.PositiveInfinity)]
    [InlineData("log(%x)", 0.0, 0.0, double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData("sigmoid(%x)", -1000.0, 0.0, 0.0, 0.0)]
    [InlineData("tanh(%x)", 1000.0, 0.0, 1.0, 0.0)]
    public void Of_a_scalar(string expression, double x, double y, double value, double gradient) =>
        Check(expression, "f64[]", [x], [y], [value], [gradient]);

    [Theory]
    [InlineData("max", new[] { 1.0, 3, 3 }, 3.0, new[] { 0, 0.5, 0.5 })]
    [InlineData("min", new[] { 1.0, 1, 1 }, 1.0, new[] { 1 / 3.0, 1 / 3.0, 1 / 3.0 })]
    [InlineData("max", new[] { 1.0, double.NaN, 3 }, double.NaN, new[] { double.NaN, double.NaN, double.NaN })]
    [InlineData("prod", new[] { 0.0, 2, 3 }, 0.0, new[] { 6.0, 0, 0 })]
    [InlineData("prod", new[] { 0.0, 0, 3 }, 0.0, new[] { 0.0, 0, 0 })]
    [InlineData("prod", new[] { 4.0, 2, 3 }, 24.0, new[] { 6.0, 12, 8 })]
    public void Of_a_reduction(string op, double[] x, double value, double[] gradient) =>
        Check($"{op}(%x) {{axes = (0)}}", "f64[3]", x, x, [value], gradient);

    [Theory]
    [InlineData(2.0, 2.0, 1.0)]
    [InlineData(-1.0, 5.0, 0.0)]
    [InlineData(double.NaN, 5.0, 0.0)]
    public void Select_gives_nothing_to_the_side_not_chosen(double x, double value, double gradient) => Check(
        "select(%c, %x, %y)", "f64[]", [x], [5], [value], [gradient], "%z = constant {value = 0.0} : f64[]\n%c = gt(%x, %z)");

    [Theory]
    [InlineData("f64", -7.0, 2.0, -3.5, 1.0)]
    [InlineData("i32", -7.0, 2.0, -4.0, 1.0)]
    [InlineData("i32", 7.0, -2.0, -4.0, -1.0)]
    [InlineData("i32", 7.0, 0.0, 0.0, 7.0)]
    [InlineData("f64", 7.0, -2.0, -3.5, -1.0)]
    public void Division_and_remainder(string type, double x, double y, double quotient, double remainder)
    {
        var graph = GraphText.Parse(
            $$"""
            graph "g" {
              %x = constant {value = {{x:F1}}} : {{type}}[]
              %y = constant {value = {{y:F1}}} : {{type}}[]
              %q = div(%x, %y)
              %r = mod(%x, %y)
              output "q" = %q
              output "r" = %r
            }
            """,
            new GraphBuilder());
        var values = Interpreter.Run(graph, OpCases.Context());
        Assert.Equal(quotient, values.Outputs["q"].Values[0]);
        Assert.Equal(remainder, values.Outputs["r"].Values[0]);
        var folded = new FoldConstants().Run(graph, new DiagnosticBag());
        Assert.All(folded.Results, r => Assert.True(r.Value.Op is LeafOp { Kind: LeafKind.Constant }));
    }

    private static void Check(
        string expression, string type, double[] x, double[] y, double[] value, double[] gradient, string before = "")
    {
        var graph = GraphText.Parse(
            $$"""
            graph "g" {
              %x = input {name = "x0"} : {{type}}
              %y = input {name = "x1"} : {{type}}
              {{before}}
              %value = {{expression}}
              %gradient = gradient(%value, %x)
              output "value" = %value
              output "gradient" = %gradient
            }
            """,
            new GraphBuilder());
        var program = Pipeline.Default.Run(graph, new DiagnosticBag(), verify: true);
        long[] shape = type == "f64[]" ? [] : [x.Length];
        var context = OpCases.Context(new TensorValue(ElementType.F64, shape, x), new TensorValue(ElementType.F64, shape, y));
        var values = Interpreter.Run(program, context);
        Assert.Equal(value, values.Outputs["value"].Values);
        Assert.Equal(gradient, values.Outputs["gradient"].Values);
    }
}
