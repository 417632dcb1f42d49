using NetLang.Runtime;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>Convolutions of each channel on its own, whose channels are lanes: numbers of them around vectors and tiles.</summary>
[Trait("Category", "Numeric")]
public sealed class DepthwiseBackendTests
{
    [Theory]
    [InlineData(1, new long[] { 1, 3, 20 })]
    [InlineData(3, new long[] { 1, 3, 20 })]
    [InlineData(20, new long[] { 1, 3, 20 })]
    [InlineData(64, new long[] { 1, 2 })]
    [InlineData(70, new long[] { 1, 3 })]
    public void Each_channel_meets_its_own_weights(int channels, long[] batches)
    {
        ConvolutionCase Case(int height, int width, int rows, int columns) => new(height, width, channels, 1, 1, (rows, columns));
        ConvolutionCase.Check(
            1e-11,
            [
                Case(5, 6, 3, 3) with { Before = (1, 1) },
                Case(7, 5, 3, 3) with { Before = (1, 1), Stride = (2, 2) },
                Case(5, 7, 3, 3) with { Before = (2, 2), Stride = (3, 3) }, // more padding than half a window
                Case(6, 5, 3, 3) with { Before = (2, 2), Dilation = (2, 2) },
                Case(5, 8, 5, 2) with { Before = (4, 1), Stride = (1, 2), Dilation = (2, 3) },
                Case(4, 3, 1, 1) with { Stride = (2, 1) },
                Case(3, 2, 1, 1) with { Before = (1, 2) }, // windows of zeros alone
                Case(1, 9, 3, 3) with { Before = (1, 1) },
                Case(9, 1, 3, 3) with { Before = (1, 1), Stride = (2, 2) },
                Case(2, 3, 2, 3) with { Before = (4, 5), Stride = (1, 2) },
                Case(4, 3, 3, 3) with { Before = (1, 2), Spread = (2, 3), Size = (7, 8) },
            ],
            batches);
    }

    /// <summary>A tile has 128 pixels at most.</summary>
    [Fact]
    public void Results_of_many_pixels_are_several_tiles()
    {
        ConvolutionCase.Check(
            1e-11,
            [
                new(13, 12, 5, 1, 1, (3, 3)) { Before = (1, 1) },
                new(2, 131, 3, 1, 1, (2, 3)) { Before = (1, 1) },
                new(3, 260, 2, 1, 1, (1, 2)) { Stride = (1, 2) },
            ],
            1,
            2);
    }

    /// <summary>Weights of PyTorch's order are copied, since groups are not side by side; images with channels first are no lanes.</summary>
    [Fact]
    public void Channels_before_pixels_give_the_same()
    {
        ConvolutionCase.Check(
            1e-11, [new(5, 6, 20, 1, 1, (3, 3)) { Before = (1, 1), Stride = (2, 1), ChannelsFirst = true }], 1, 3);
    }

    [Fact]
    public void Numbers_of_32_bits_have_more_lanes()
    {
        ConvolutionCase.Check(
            1e-4,
            from channels in new[] { 3, 20, 70 }
            select new ConvolutionCase(6, 5, channels, 1, 1, (3, 3)) { Before = (1, 2), Stride = (2, 1), Element = ElementType.F32 },
            1,
            3);
    }
}
