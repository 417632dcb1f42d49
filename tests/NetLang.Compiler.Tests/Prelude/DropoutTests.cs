using NetLang.Compiler.IR;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Prelude;

/// <summary>What dropout keeps is seen in the gradient of the sum of its result, which is the factor of each element.</summary>
public class DropoutTests
{
    private const int Batch = 40;
    private const int Channels = 50;
    private const int Places = 6;

    [Theory]
    [InlineData("dropout")]
    [InlineData("dropout2d")]
    public void As_many_are_kept_as_the_rate_says_and_made_larger_by_it(string layer)
    {
        var factors = Factors(layer);
        Assert.Equal([0, 1 / 0.7], factors.Distinct().Order(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0.3, factors.Count(f => f == 0) / (double)factors.Length, 0.05);
    }

    [Fact]
    public void Channels_are_kept_as_a_whole() =>
        Assert.All(Factors("dropout2d").Chunk(Places), channel => Assert.Single(channel.Distinct()));

    [Fact]
    public void Examples_and_layers_lose_channels_of_their_own()
    {
        var examples = Factors("dropout2d").Chunk(Channels * Places).Select(example => string.Join(' ', example));
        Assert.Equal(Batch, examples.Distinct().Count());
        // A channel is lost in one layer or the other: 1 - 0.7².
        Assert.Equal(0.51, Factors("dropout2d 0.3 |> dropout2d").Count(f => f == 0) / (double)(Batch * Channels * Places), 0.05);
    }

    [Theory]
    [InlineData("dropout")]
    [InlineData("dropout2d")]
    public void At_inference_all_stays(string layer)
    {
        var graph = Programs.Model($"model M (x: f32[N, 3, 2, 2]) : f32[N, 3, 2, 2] = {layer} 0.3 x").Predict;
        Assert.DoesNotContain(graph.Nodes, node => node.Op.Name == "random");
    }

    private static double[] Factors(string layer)
    {
        // w is 0, the loss the sum of f(w): after a step of plain descent with rate 1, w is -f'(w).
        var model = new ReferenceModel(Programs.Model($$"""
            model M (y: f64[N]) : f64[N] =
                param w : f64[{{Batch}}, {{Channels}}, 2, 3] = zeros
                y * sum (w |> {{layer}} 0.3)

            train M = { loss = fun output target -> sum output; optimizer = sgd; schedule = constantRate 1.0 }
            """));
        var one = new TensorValue(ElementType.F64, [1], [1]);
        model.Train(1, ("y", one), ("target", one));
        return [.. model.Variables["w"].Values.Select(w => -w)];
    }
}
