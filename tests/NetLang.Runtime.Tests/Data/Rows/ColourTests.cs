using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Rows;

public class ColourTests
{
    private static readonly DataColumn Images = Augmented.Numbered(2000, 2, 2, 2);

    [Fact]
    public void Brightness_multiplies_an_image_by_one_factor()
    {
        var changed = Images.With(new RandomBrightnessTransform(0.3, null)).InTraining();
        var factors = changed.Zip(Images.InTraining(), (after, before) =>
        {
            var factor = after[0] / before[0];
            Assert.All(after.Zip(before), pair => Assert.Equal(pair.Second * factor, pair.First, pair.Second * 1e-6f));
            return factor;
        }).ToList();
        Uniform.Over(6, factors.Select(factor => Bin(factor, 0.7, 1.3, 6)));
    }

    [Fact]
    public void Contrast_keeps_the_mean()
    {
        var changed = Images.With(new RandomContrastTransform(0.5, null)).InTraining();
        var factors = changed.Zip(Images.InTraining(), (after, before) =>
        {
            Assert.Equal(before.Average(), after.Average(), before.Average() * 1e-6f);
            return (after[7] - after[0]) / (before[7] - before[0]);
        }).ToList();
        Uniform.Over(6, factors.Select(factor => Bin(factor, 0.5, 1.5, 6)));
    }

    [Fact]
    public void A_cutout_is_a_square_around_any_pixel()
    {
        var images = Augmented.Numbered(3000, 2, 6, 5).With(new CutoutTransform(2, Fill: 0, null));
        var corners = images.InTraining().Zip(Augmented.Numbered(3000, 2, 6, 5).InTraining(), (after, before) =>
        {
            var cut = Enumerable.Range(0, 60).Where(at => after[at] == 0).ToList();
            Assert.All(Enumerable.Range(0, 60).Except(cut), at => Assert.Equal(before[at], after[at]));
            Assert.Equal(cut.Where(at => at < 30).Select(at => at + 30), cut.Where(at => at >= 30));
            var last = cut.Last(at => at < 30); // of the square, the pixel of its middle, below and to the right
            Assert.Equal(Math.Min(2, (last % 5) + 1) * Math.Min(2, (last / 5) + 1), cut.Count / 2);
            return last;
        });
        Uniform.Over(30, corners);
    }

    private static int Bin(double value, double low, double high, int bins)
    {
        Assert.InRange(value, low - 1e-3, high + 1e-3);
        return Math.Clamp((int)((value - low) / (high - low) * bins), 0, bins - 1);
    }
}
