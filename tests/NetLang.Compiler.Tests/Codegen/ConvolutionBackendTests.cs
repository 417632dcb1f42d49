using NetLang.Compiler.IR;
using NetLang.Compiler.Ops;
using NetLang.Runtime;
using NetLang.Testing;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>
/// Convolutions and their gradients on the CPU and in the interpreter: results smaller and larger than windows, batches of any
/// number, strips that are copied and strips that are not.
/// </summary>
[Trait("Category", "Numeric")]
public sealed class ConvolutionBackendTests
{
    // Of images, their rows, columns and channels, and weights: rows, columns, new channels; then stride, dilation, before.
    [Theory]
    [InlineData(4, 4, 3, 4, 4, 2, 1, 1, 0)] // one window
    [InlineData(4, 4, 3, 3, 2, 2, 1, 1, 0)] // fewer windows than places
    [InlineData(8, 6, 1, 2, 3, 35, 1, 1, 0)] // one channel, more columns than a panel
    [InlineData(6, 8, 1, 3, 3, 4, 2, 1, 1)] // padding, stride
    [InlineData(4, 12, 1, 2, 3, 3, 1, 2, 1)] // dilation
    [InlineData(2, 4, 6, 1, 1, 5, 1, 1, 0)] // products of pixels
    [InlineData(1, 48, 1, 1, 5, 3, 40, 1, 2)] // windows far apart
    public void A_convolution_and_its_gradients_are_those_of_the_reference(
        int height, int width, int channels, int rows, int columns, int outputs, int stride, int dilation, int before)
    {
        var example = new OpCase(
            (b, type, x) =>
            {
                var image = b.Reshape(b.Mul(x[0], b.Filled(0.25, type)), new Shape([type.Shape[0], height, width, 1, channels]));
                // Weights of known size: the sums over the batch, as often as there are new channels.
                var ofOne = b.Slice(b.Sum(x[1], [0]), Shape.Of(0), Shape.Of(rows * columns * channels));
                var spread = b.Broadcast(ofOne, Shape.Of(rows * columns * channels, outputs), [0]);
                var scaled = b.Mul(spread, b.Mul(b.Filled(0.1, spread.Type), b.Iota(1, spread.Type)));
                var weights = b.Reshape(scaled, Shape.Of(1, rows, columns, channels, outputs));
                int Count(int length, int size) => ((length + (2 * before) - (dilation * (size - 1)) - 1) / stride) + 1;
                return b.Convolution(image, weights, new(
                    [stride, stride], [dilation, dilation], [1, 1], Shape.Of(before, before), Shape.Of(Count(height, rows), Count(width, columns))));
            },
            [.. Enumerable.Range(0, 2).Select(k => new TensorValue(ElementType.F64, [1, 6], [.. Enumerable.Range(1, 6).Select(i => Math.Sin((5 * k) + i))]))]);
        var graph = OpCases.WithGradients(example, new(ElementType.F64, Shape.Of(Dim.Symbol("N"), 48)))!;
        BackendAgreement.Check(
            ["N", "T"],
            1e-11,
            [.. new[] { 1L, 3, outputs == 2 ? 130 : 20 }.Select(n => new BackendCase($"batch of {n}", graph, OpCases.Context(example, ElementType.F64, n, 48)))]);
    }
}
