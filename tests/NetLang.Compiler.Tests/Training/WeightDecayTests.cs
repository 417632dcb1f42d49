using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Training;

/// <summary>Which params weight decay is for: a step without a gradient multiplies those by 0.9.</summary>
public class WeightDecayTests
{
    private const string Definitions = """
        let scaleNorm (x: 't[n, c]) : 't[n, c] =
            param weight : 't[c] = ones
            x * weight
        let biased (x: 't[n, c]) : 't[n, c] =
            param bias_ih_l0 : 't[c] = ones
            x + bias_ih_l0
        optimizer shrink { share = 0.1; weightDecay = share * 10.0 } (w, g, rate, step) =
            w <- w + g - rate * weightDecay * w
        optimizer plain { momentum = 0.5 } (w, g, rate, step) =
            w <- w - rate * momentum * g

        """;

    [Theory]
    [InlineData("shrink", "except []", "dense.weight", "dense.bias", "scaleNorm.weight", "biased.bias_ih_l0")]
    [InlineData("shrink", "except [\"bias\"]", "dense.weight", "scaleNorm.weight")]
    [InlineData("shrink", "except [\"bias\"; \"norm\"]", "dense.weight")]
    [InlineData("shrink", "except [\"dense.bias\"]", "dense.weight", "scaleNorm.weight", "biased.bias_ih_l0")]
    [InlineData("shrink", "except [\"bias*l0\"]", "dense.weight", "dense.bias", "scaleNorm.weight")]
    [InlineData("shrink", "only [\"weight\"]", "dense.weight", "scaleNorm.weight")]
    [InlineData("shrink", "only [\"dense.weight\"]", "dense.weight")]
    [InlineData("shrink", "only []")]
    [InlineData("shrink { weightDecay = 1.0 }", "except [\"bias\"]", "dense.weight", "scaleNorm.weight")]
    [InlineData("shrink { share = 0.1 }", "except [\"bias\"]", "dense.weight", "scaleNorm.weight")]
    [InlineData("sgd { weightDecay = 1.0 }", "except [\"bias\"]", "dense.weight", "scaleNorm.weight")]
    [InlineData("adamW { weightDecay = 1.0 }", "except [\"bias\"]", "dense.weight", "scaleNorm.weight")]
    [InlineData("lamb", "except [\"bias\"; \"weight\"]")]
    [InlineData("plain", "except []")]
    public void It_is_for_what_is_chosen(string optimizer, string decay, params string[] expected)
    {
        var model = new ReferenceModel(Programs.Model(Text($"optimizer = {optimizer}; decay = {decay}")));
        var nothing = new TensorValue(ElementType.F64, [1, 2], [0, 0]);
        model.Train(1, ("x", nothing), ("target", nothing));
        foreach (var (path, value) in model.Variables.Where(v => !v.Key.Contains('/', StringComparison.Ordinal)))
        {
            var after = expected.Contains(path) ? 0.9 : 1;
            Assert.All(value.Values, weight => Assert.Equal(after, weight, 1e-12));
        }
    }

    [Theory]
    [InlineData("NL4016", "optimizer = plain; decay = except [\"bias\"]", "or give `plain` one")]
    [InlineData("NL4016", "optimizer = sgd; decay = except [\"bias\"]", "`optimizer = sgd { weightDecay = 0.01 }`")]
    [InlineData("NL4016", "decay = except [\"bias\"]", "`optimizer = adam { weightDecay = 0.01 }`")]
    [InlineData("NL4017", "optimizer = adamW; decay = except [\"scalNorm\"]", "did you mean \"scaleNorm\"?")]
    [InlineData("NL4017", "optimizer = adamW; decay = only [\"kernel\"]", "the paths are dense.weight, ")]
    [InlineData("NL4006", "optimizer = adamW; decay = [\"bias\"]", "`except [\"bias\"]`")]
    [InlineData("NL4006", "optimizer = adamW; decay = 0.1", "`optimizer = adamW { weightDecay = 0.1 }`")]
    [InlineData("NL2003", "optimizer = adamW; decay = except \"bias\"", null)]
    [InlineData("NL2003", "optimizer = adamW; decay = except [1]", null)]
    public void A_mistake_is_reported_with_its_repair(string code, string fields, string? help)
    {
        var error = Assert.Single(Programs.Analyze(Text(fields)).Diagnostics.All);
        Assert.Equal(code, error.Code);
        Assert.Contains(help ?? "", error.Help ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Frozen_params_may_be_named() =>
        Programs.Model(Text("optimizer = adamW; freeze = [\"scaleNorm\"]; decay = except [\"norm\"]"));

    private static string Text(string fields) => $$"""
        {{Definitions}}
        model M (x: f64[N, 2]) : f64[N, 2] =
            x |> initialize { weight = ones; bias = ones } (dense 2) |> scaleNorm |> biased

        train M =
            { loss     = fun output target -> sum (0.0 * output)
              schedule = constantRate 0.1
              {{fields}} }
        """;
}
