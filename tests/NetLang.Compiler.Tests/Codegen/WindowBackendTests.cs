using NetLang.Runtime;
using Xunit;

namespace NetLang.Compiler.Tests.Codegen;

/// <summary>Convolutions that are products: windows of all kinds, images that are copied, gradients in parts.</summary>
[Trait("Category", "Numeric")]
public sealed class WindowBackendTests
{
    /// <summary>Any stride, dilation and spread at once, as gradients of strided and transposed convolutions have them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Windows_drawn_by_chance_see_what_the_reference_sees(int seed)
    {
        var random = new Random(seed);
        ConvolutionCase.Check(1e-11, Enumerable.Range(0, 15).Select(_ => Drawn(random)).ToList(), 1, 2);
    }

    /// <summary>Images of three channels are copied four pixels at a time, others four channels.</summary>
    [Theory]
    [InlineData(ElementType.F64, 1e-11)]
    [InlineData(ElementType.F32, 1e-4)]
    public void Images_with_channels_first_are_read_as_if_they_were_last(ElementType element, double tolerance)
    {
        ConvolutionCase.Check(
            tolerance,
            from channels in new[] { 3, 4, 7 }
            from width in channels == 3 ? new[] { 1, 4, 5, 8, 11 } : [6, 9]
            select new ConvolutionCase(4, width, 1, channels, 5, (3, 3))
            {
                Before = (1, 1),
                Stride = (1, width % 2 + 1),
                ChannelsFirst = true,
                Element = element,
            },
            1,
            3);
    }

    /// <summary>Few tiles, so that examples are added up in parts: fewer and more of them than parts.</summary>
    [Theory]
    [InlineData(ElementType.F64, 1e-11)]
    [InlineData(ElementType.F32, 1e-4)]
    public void Gradients_of_weights_are_sums_of_parts(ElementType element, double tolerance)
    {
        ConvolutionCase.Check(
            tolerance,
            [
                new(4, 4, 1, 2, 5, (3, 3)) { Element = element },
                new(4, 3, 2, 3, 4, (2, 2)) { Element = element, Before = (1, 1) },
                new(3, 3, 1, 1, 17, (1, 3)) { Element = element },
            ],
            1,
            7,
            16,
            45);
    }

    /// <summary>More of each than a tile, or than what is gone through at once.</summary>
    [Fact]
    public void Gradients_of_weights_are_cut_along_each_axis()
    {
        ConvolutionCase.Check(
            1e-11,
            [
                new(3, 3, 1, 115, 2, (2, 2)) { Before = (1, 1) }, // input channels
                new(3, 3, 1, 2, 70, (2, 2)), // output channels
                new(37, 3, 1, 2, 3, (2, 2)), // rows of the result
                new(3, 121, 1, 2, 3, (3, 4)) { Before = (1, 2) }, // its columns
                new(2, 70, 1, 3, 2, (2, 59)), // places
            ],
            1,
            2);
    }

    private static ConvolutionCase Drawn(Random random)
    {
        (int Rows, int Columns) Draw(int least, int most) => (random.Next(least, most + 1), random.Next(least, most + 1));
        var (height, width) = Draw(1, 7);
        return new(height, width, random.Next(1, 4), random.Next(1, 4), random.Next(1, 5), Draw(1, 4))
        {
            Stride = Draw(1, 3),
            Dilation = Draw(1, 3),
            Spread = Draw(1, 3),
            Before = Draw(-2, 6),
            Size = Draw(1, 7),
            ChannelsFirst = random.Next(2) == 0,
        };
    }
}
