using NetLang.Compiler.IR;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Prelude;

/// <summary>What PyTorch's figures do not show: where dropout stands, first weights, and what is asked of arguments.</summary>
public class TransformerTests
{
    /// <summary>Of the attention's weights, of each change, and between the two dense layers, as in PyTorch.</summary>
    [Theory]
    [InlineData("transformerEncoderLayer 2 16", new[] { "2,5,5", "5,8", "5,16", "5,8" })]
    [InlineData("transformerEncoderLayer 2 16 { norm = Pre }", new[] { "2,5,5", "5,8", "5,16", "5,8" })]
    [InlineData("transformerDecoderLayer 2 16 memory", new[] { "2,5,5", "5,8", "2,5,3", "5,8", "5,16", "5,8" })]
    [InlineData("transformerEncoderLayer 2 16 { dropout = 0.0 }", new string[0])]
    [InlineData("multiHeadAttention 2 { dropout = 0.1 }", new[] { "2,5,5" })]
    [InlineData("multiHeadAttention 2", new string[0])]
    public void Dropout_is_where_PyTorch_has_it(string layer, string[] expected)
    {
        var model = Model(layer);
        Assert.Equal(expected.Order(), Draws(model.Train!).Order());
        Assert.Empty(Draws(model.Predict));
    }

    /// <summary>The projections of all three together are uniform as one matrix of [3e, e]; no bias is at first.</summary>
    [Fact]
    public void Weights_are_at_first_as_in_PyTorch()
    {
        var variables = new ReferenceModel(Programs.Model(
            "model M (x: f32[N, 5, 64]) : f32[N, 5, 64] = multiHeadAttention 2 x")).Variables;
        var bound = Math.Sqrt(6.0 / (4 * 64));
        var weights = variables["multiHeadAttention.in_proj_weight"].Values;
        Assert.InRange(weights.Max(), 0.99 * bound, bound);
        Assert.InRange(weights.Min(), -bound, -0.99 * bound);
        Assert.InRange(variables["multiHeadAttention.out_proj.weight"].Values.Max(), 0.98 / 8, 1.0 / 8);
        Assert.All(variables["multiHeadAttention.in_proj_bias"].Values, bias => Assert.Equal(0, bias));
        Assert.All(variables["multiHeadAttention.out_proj.bias"].Values, bias => Assert.Equal(0, bias));
    }

    [Theory]
    [InlineData("multiHeadAttention 3", "3 heads do not divide the 8 numbers of each step: 8 / 3 must be a whole number")]
    [InlineData("multiHeadAttention 0", "heads, 0, must be at least 1")]
    [InlineData("multiHeadAttention 2 { dropout = 1.0 }", "the rate of dropout, 1.0, must be at least 0 and less than 1")]
    [InlineData("groupedQueryAttention 4 3", "4 heads of queries cannot share 3 heads of keys evenly: the one must be a multiple of the other")]
    [InlineData("groupedQueryAttention 3 1", "3 heads do not divide the 8 numbers of each step: 8 / 3 must be a whole number, or `headWidth` given")]
    [InlineData("groupedQueryAttention 4 4 { headWidth = 0 }", "headWidth, 0, must be at least 1")]
    [InlineData("transformerEncoder 0 2 16", "depth, 0, must be at least 1")]
    [InlineData("transformerEncoder 1 2 16 { norm = Behind }", "no case of this `match` fits the case `Behind`")]
    [InlineData("transformerDecoder 1 2 0 memory", "a layer of 0 units gives nothing: `dense` takes at least 1")]
    [InlineData("learnedPositions 4", "there are vectors for 4 places, and the sequence has 5")]
    [InlineData("sinusoidalPositions { base = 0.5 }", "the base of the angles, 0.5, must be more than 1")]
    [InlineData("fun x -> rotary x[_, _, ..6]", "`rotary` turns pairs, and each place has 7 numbers: that must be even")]
    [InlineData("fun x -> sinusoidalPositions x[_, _, ..6]", "sines and cosines come in pairs, and each place has 7 numbers: that must be even")]
    [InlineData("fun x -> scaledDotProductAttention x (expandDims 1 x) (expandDims 1 x)", "queries have 3 axes and keys 4: it is 3 for both, [b, t, d], or 4, [b, heads, t, d]")]
    public void A_wrong_argument_is_refused(string layer, string message) => Assert.Equal(
        message, Assert.Single(Programs.Analyze(Text(layer)).Diagnostics.All).Message);

    private static ModelDefinition Model(string layer) => Programs.Model(Text(layer));

    private static string Text(string layer) =>
        $$"""
        model M (x: f32[N, 5, 8]) (memory: f32[N, 3, 8]) : f32[N, 5, 8] =
            memory[_, ..0, _] + (x |> {{layer}})

        train M = { loss = mse }
        """;

    /// <summary>The random draws of a graph, by their axes behind the batch.</summary>
    private static IEnumerable<string> Draws(Graph graph) => graph.Nodes
        .Where(node => node.Op.Name == "random")
        .Select(node => string.Join(",", node.Shape.Skip(1)));
}
