using NetLang.Runtime.Data;
using NetLang.Runtime.Data.Rows;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Rows;

public class RotationTests
{
    [Theory]
    [InlineData(0, new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [InlineData(90, new float[] { 3, 6, 9, 2, 5, 8, 1, 4, 7 })]
    [InlineData(180, new float[] { 9, 8, 7, 6, 5, 4, 3, 2, 1 })]
    [InlineData(-90, new float[] { 7, 4, 1, 8, 5, 2, 9, 6, 3 })]
    public void Quarters_move_pixels(double degrees, float[] expected)
    {
        var turned = new float[9];
        RotationStep.Turn([1, 2, 3, 4, 5, 6, 7, 8, 9], turned, new(1, 3, 3), degrees, fill: -1);
        Assert.All(expected.Zip(turned), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    /// <summary>Bilinear interpolation is exact for what is linear, so turning the plane turns its slope.</summary>
    [Theory]
    [InlineData(17)]
    [InlineData(-3.5)]
    [InlineData(140)]
    public void A_slope_is_turned(double degrees)
    {
        const int Size = 15;
        const int Middle = Size / 2;
        float[] slope = [.. from y in Enumerable.Range(0, Size) from x in Enumerable.Range(0, Size) select (2f * x) - (3f * y)];
        var turned = new float[2 * Size * Size];
        RotationStep.Turn([.. slope, .. slope], turned, new(2, Size, Size), degrees, fill: 0);
        var angle = degrees * Math.PI / 180;
        foreach (var (y, x) in from y in Enumerable.Range(-4, 9) from x in Enumerable.Range(-4, 9) select (y, x))
        {
            // (x, y) shows what was at (x, y) turned back.
            var fromX = (Math.Cos(angle) * x) - (Math.Sin(angle) * y) + Middle;
            var fromY = (Math.Cos(angle) * y) + (Math.Sin(angle) * x) + Middle;
            var at = ((y + Middle) * Size) + x + Middle;
            Assert.Equal((2 * fromX) - (3 * fromY), turned[at], 1e-4);
            Assert.Equal(turned[at], turned[at + (Size * Size)]);
        }
    }

    [Fact]
    public void Angles_are_spread_over_the_range()
    {
        // At the right of the middle lies what the angle's tangent says, for small ones.
        const int Size = 41;
        float[] height = [.. from y in Enumerable.Range(0, Size) from x in Enumerable.Range(0, Size) select (float)(20 - y)];
        var images = Augmented.Images([.. Enumerable.Repeat(height, 3000).SelectMany(image => image)], Size, Size)
            .With(new RandomRotationTransform(10, 0, null));
        var angles = images.InTraining().Select(image => Math.Asin(image[(20 * Size) + 40] / 20) * 180 / Math.PI).ToList();
        Assert.All(angles, angle => Assert.InRange(angle, -10.01, 10.01));
        Uniform.Over(10, angles.Select(angle => Math.Clamp((int)((angle + 10) / 2), 0, 9)));
    }

    [Fact]
    public void What_lies_outside_is_filled()
    {
        var turned = new float[81];
        RotationStep.Turn(Enumerable.Repeat(5f, 81).ToArray(), turned, new(1, 9, 9), 45, fill: -7);
        Assert.Equal(-7, turned[0]);
        Assert.Equal(5, turned[40], 1e-4f);
    }
}
