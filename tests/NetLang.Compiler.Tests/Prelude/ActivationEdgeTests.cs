using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Prelude;

/// <summary>Where values and gradients of activations could go wrong: at corners, at NaN, where an exponential overflows.</summary>
public class ActivationEdgeTests
{
    [Theory]
    [InlineData("relu", 0, 0, 0)]
    [InlineData("relu", double.NaN, double.NaN, double.NaN)]
    [InlineData("relu", double.PositiveInfinity, double.PositiveInfinity, 1)]
    [InlineData("leakyRelu", 0, 0, 0.01)]
    [InlineData("elu", 1000, 1000, 1)]
    [InlineData("elu", 0, 0, 1)]
    [InlineData("elu", -1000, -1, 0)]
    [InlineData("softplus", 1000, 1000, 1)]
    [InlineData("softplus", -1000, 0, 0)]
    [InlineData("softplus", 20.5, 20.5, 1)]
    [InlineData("gelu", 0, 0, 0.5)]
    [InlineData("silu", -1000, 0, 0)]
    public void Value_and_gradient(string activation, double x, double value, double gradient)
    {
        // w is x, the loss the sum of f(w): after a step of plain descent with rate 1, w is x - f'(x).
        var model = new ReferenceModel(Programs.Model($$"""
            model M (y: f64[N]) : f64[N] =
                param w : f64[] = zeros
                {{activation}} w * y

            train M = { loss = fun output target -> sum output; optimizer = sgd; schedule = constantRate 1.0 }
            """));
        model.Variables["w"] = new TensorValue(ElementType.F64, [], [x]);
        var one = new TensorValue(ElementType.F64, [1], [1]);
        Assert.Equal(value, model.Predict(("y", one)).Values.Single().Values[0], 1e-12);
        model.Train(1, ("y", one), ("target", one));
        Assert.Equal(double.IsNaN(gradient) ? double.NaN : x - gradient, model.Variables["w"].Values[0], 1e-12);
    }

    [Fact]
    public void Softmax_of_large_logits_does_not_overflow()
    {
        var model = new ReferenceModel(Programs.Model("model M (x: f64[N, 2]) : f64[N, 2] = softmax x"));
        var x = new TensorValue(ElementType.F64, [1, 2], [1000, 1000 + Math.Log(3)]);
        Assert.Equal([0.25, 0.75], model.Predict(("x", x)).Values.Single().Values, (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
