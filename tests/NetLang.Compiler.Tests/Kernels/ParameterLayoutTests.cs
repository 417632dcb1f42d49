using NetLang.Runtime.Execution;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Kernels;

/// <summary>Which variables lie in panels, and along which axis; that they hold what they should is tested on programs.</summary>
public class ParameterLayoutTests
{
    [Fact]
    public void Matrices_of_products_lie_in_panels_with_the_optimizers_state_beside_them() => Assert.Equal(
        ["adam.m/dense.weight 0", "adam.v/dense.weight 0", "dense.weight 0"], Panels("dense 4 x", "adam"));

    [Fact]
    public void A_plain_update_keeps_panels() => Assert.Equal(["dense.weight 0"], Panels("dense 4 x", "sgd"));

    [Fact]
    public void Panels_cut_the_columns_of_a_matrix_that_stands_on_the_right() => Assert.Equal(
        ["w 1"], Panels("param w : f32[8, 4] = zeros\n    x @ w", "sgd"));

    [Fact]
    public void A_state_of_another_type_lies_in_panels_beside_its_weight() => Assert.Equal(
        ["exact.total/weight 0", "exact.velocity/weight 0", "weight 0"], Panels(UserProgram.Read("wide-state")));

    [Theory]
    [InlineData("dense 4 x + 0.1 * sum w", "a reduction")]
    [InlineData("x @ w + w[0]", "a slice")]
    [InlineData("x[_, 0 .. 5] @ w[0 .. 5, _]", "a product with a part of it")]
    [InlineData("permute [1; 0] (permute [1; 0] w @ permute [1; 0] x)", "nothing: a product is turned so that it stands right")]
    public void Matrices_that_anything_but_a_product_reads_are_row_major(string layer, string reader) => Assert.Equal(
        reader.StartsWith("nothing", StringComparison.Ordinal),
        Panels($"param w : f32[8, 4] = zeros\n    {layer}", "sgd").Contains("w 1"));

    [Theory]
    [InlineData("conv2d 6 3 x", "adam.m/conv2d.weight 2310, adam.v/conv2d.weight 2310, conv2d.weight 2310")]
    [InlineData("conv2d 6 3 { groups = 2 } x", "adam.m/conv2d.weight 2310, adam.v/conv2d.weight 2310, conv2d.weight 2310")]
    [InlineData("conv2d 4 3 { groups = 4 } x", "adam.m/conv2d.weight 1230, adam.v/conv2d.weight 1230, conv2d.weight 1230")]
    [InlineData("convTranspose2d 6 3 x", "")] // turned first
    [InlineData("param w : f32[6, 4, 3, 3] = zeros\n    convolve w {} x", "adam.m/w 2310, adam.v/w 2310, w 2310")]
    [InlineData("param w : f32[6, 4, 3, 3] = zeros\n    convolve w {} x * sum w", "")]
    [InlineData("param w : f32[6, 4, 3, 3] = zeros\n    convolve w {} x + reshape [6; 1; 1] w[_, 0, 0, 1]", "adam.m/w 2310, adam.v/w 2310, w 2310")] // one place of them
    public void Weights_of_convolutions_lie_in_the_order_in_which_they_are_read(string layer, string orders) => Assert.Equal(
        orders,
        string.Join(", ", CompiledModel.Compile(
            $"model M (x: f32[N, 4, 6, 6]) =\n    {layer}\n\ntrain M =\n    {{ loss = mse\n      optimizer = adam }}\n")
            .Programs.SelectMany(p => p.Kernels.Buffers).Where(b => b.AxisOrder is not null)
            .Select(b => $"{b.Name} {string.Concat(b.AxisOrder!.Value)}").Distinct().Order(StringComparer.Ordinal)));

    private static List<string> Panels(string body, string optimizer) => Panels(
        $"model M (x: f32[N, 8]) =\n    {body}\n\ntrain M =\n    {{ data = table\n      loss = mse\n      optimizer = {optimizer} }}\n"
        + "let table = rows [[1.0; 2.0; 3.0; 4.0; 5.0; 6.0; 7.0; 8.0]] [[1.0; 2.0; 3.0; 4.0]]\n");

    private static List<string> Panels(string program) =>
    [
        .. CompiledModel.Compile(program).Programs.SelectMany(p => p.Kernels.Buffers)
            .Where(b => b is { Role: BufferRole.Variable, PanelAxis: not null })
            .Select(b => $"{b.Name} {b.PanelAxis}").Distinct().Order(StringComparer.Ordinal),
    ];
}
