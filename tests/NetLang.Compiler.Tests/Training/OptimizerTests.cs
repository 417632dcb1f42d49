using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>First steps of each optimizer, by hand: w = [1, -2], gradient [0.5, -0.25], rate 0.1.</summary>
public class OptimizerTests
{
    private static readonly double[] Gradient = [0.5, -0.25];

    [Theory]
    [InlineData("sgd", 1, 0.95, -1.975)]
    [InlineData("sgd { weightDecay = 0.1 }", 1, 0.94, -1.955)]
    [InlineData("sgd { momentum = 0.9 }", 1, 0.95, -1.975)]
    [InlineData("sgd { momentum = 0.9 }", 2, 0.855, -1.9275)]
    [InlineData("sgd { momentum = 0.9; nesterov = true }", 1, 0.905, -1.9525)]
    [InlineData("sgd { momentum = 0.9; dampening = 0.5 }", 2, 0.88, -1.94)]
    [InlineData("adam", 1, 1 - (0.1 * 0.5 / (0.5 + 1e-8)), -2 + (0.1 * 0.25 / (0.25 + 1e-8)))]
    [InlineData("adam { weightDecay = 0.1 }", 1, 1 - (0.1 * 0.6 / (0.6 + 1e-8)), -2 + (0.1 * 0.45 / (0.45 + 1e-8)))]
    [InlineData("adamW", 1, 0.999 - (0.1 * 0.5 / (0.5 + 1e-8)), -1.998 + (0.1 * 0.25 / (0.25 + 1e-8)))]
    [InlineData("rmsprop", 1, 1 - (0.1 * 0.5 / (0.05 + 1e-8)), -2 + (0.1 * 0.25 / (0.025 + 1e-8)))]
    [InlineData("adagrad", 1, 1 - (0.1 * 0.5 / (0.5 + 1e-10)), -2 + (0.1 * 0.25 / (0.25 + 1e-10)))]
    [InlineData("adagrad { initialAccumulator = 0.1875 }", 1, 1 - (0.1 * 0.5 / 0.66143782776614764757), -2 + 0.05)]
    public void First_steps_are_those_computed_by_hand(string optimizer, int steps, double first, double second)
    {
        var model = new ReferenceModel(Programs.Model($$"""
            model M (x: f64[N, 2]) : f64[N, 2] =
                param w : f64[2] = tensor [1.0; -2.0]
                w * x

            train M =
                { loss      = fun output target -> sum output
                  optimizer = {{optimizer}}
                  schedule  = constantRate 0.1 }
            """));
        var batch = new TensorValue(ElementType.F64, [1, 2], Gradient);
        for (var i = 0; i < steps; i++)
            model.Train(steps, ("x", batch), ("target", batch));
        Assert.Equal([first, second], model.Variables["w"].Values, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    /// <summary>A gradient in one step and none afterwards, such as that of a weight behind a pixel that is seldom lit.</summary>
    [Theory]
    [InlineData("sgd { momentum = 0.9 }")]
    [InlineData("adam")]
    [InlineData("adamW")]
    [InlineData("rmsprop { momentum = 0.9; centered = true }")]
    [InlineData("nadam")]
    [InlineData("radam")]
    [InlineData("adadelta")]
    [InlineData("lion")]
    [InlineData("lamb")]
    public void States_that_decay_end_at_zero_before_numbers_become_subnormal(string optimizer)
    {
        var model = new ReferenceModel(Programs.Model($$"""
            model M (x: f32[N, 2]) : f32[N, 2] =
                param w : f32[2] = ones
                w * x

            train M = { loss = fun output target -> sum output; optimizer = {{optimizer}} }
            """));
        var lit = new TensorValue(ElementType.F32, [1, 2], [1e-10, 1]);
        var dark = new TensorValue(ElementType.F32, [1, 2], [0, 0]);
        model.Train(1, ("x", lit), ("target", dark));
        for (var i = 0; i < 1000; i++)
            model.Train(1, ("x", dark), ("target", dark));
        var states = model.Variables.Where(v => v.Key.EndsWith("/w", StringComparison.Ordinal));
        Assert.All(
            states.SelectMany(state => state.Value.Values),
            value => Assert.True(value == 0 || Math.Abs(value) >= 1e-30, $"{value} remains"));
    }

    [Fact]
    public void States_of_an_optimizer_are_variables_of_each_parameter()
    {
        var model = Programs.Model("""
            model M (x: f32[N, 3]) : f32[N, 2] = dense 2 x

            train M = { loss = mse }
            """);
        Assert.Equal(
            ["dense.weight", "dense.bias", "adam.m/dense.weight", "adam.v/dense.weight", "adam.m/dense.bias", "adam.v/dense.bias"],
            model.Variables.Select(v => v.Path));
        Assert.Equal("f32[2, 3]", model.Variables[2].Type.ToString());
    }
}
