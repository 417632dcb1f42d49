using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Rows;

/// <summary>Crops and translations: parts of an image at whole pixels.</summary>
public class WindowTests
{
    private const int Count = 8000;

    // Every image is 1 … 40 in two channels of [4, 5].
    private static readonly DataColumn Images = Augmented.Images(
        [.. Enumerable.Range(0, Count * 40).Select(at => (at % 40) + 1f)], 2, 4, 5);

    [Fact]
    public void Crops_are_parts_of_the_padded_image_anywhere()
    {
        var crops = Images.With(new RandomCropTransform(3, 4, Padding: 2, Fill: -1, null)).InTraining();
        // 4 + 2·2 - 3 + 1 = 6 places down and 6 across, beginning 2 outside.
        Uniform.Over(36, crops.Select(crop => Offset(crop, 3, 4, -1) is var (top, left) ? ((top + 2) * 6) + left + 2 : -1));
    }

    [Fact]
    public void Without_padding_a_crop_lies_within()
    {
        var crops = Images.With(new RandomCropTransform(4, 3, Padding: 0, Fill: -1, null));
        Assert.Equal([2, 4, 3], crops.RowShape);
        Uniform.Over(3, crops.InTraining().Select(crop => Offset(crop, 4, 3, -1).Left));
        Assert.All(crops.HeldOut(), crop => Assert.Equal((0, 1), Offset(crop, 4, 3, -1)));
    }

    [Fact]
    public void Of_rows_held_out_the_middle_is_taken()
    {
        Assert.Equal(Images.InTraining(), Images.With(new RandomCropTransform(4, 5, 3, 0, null)).HeldOut());
        Assert.Equal((-1, -1), Offset(Images.With(new RandomCropTransform(6, 7, 1, -1, null)).HeldOut()[0], 6, 7, -1));
    }

    [Fact]
    public void Translations_go_up_to_a_share_of_the_size()
    {
        // round(0.25 · 4) = 1 down, round(0.25 · 5) = 1 across.
        var moved = Images.With(new RandomTranslationTransform(0.25, Fill: -1, null)).InTraining();
        Uniform.Over(9, moved.Select(image => Offset(image, 4, 5, -1) is var (top, left) ? ((top + 1) * 3) + left + 1 : -1));
    }

    [Fact]
    public void A_crop_larger_than_the_image_is_refused()
    {
        var error = Assert.Throws<NetLangException>(() => Images.With(new RandomCropTransform(9, 5, 2, 0, null)));
        Assert.Equal(DataErrors.BadTransform, error.Error);
        Assert.Contains("takes 9x5 pixels of images of 4x5 with 2 around them", error.Problem, StringComparison.Ordinal);
    }

    /// <summary>The one place of the image at which the window shows what it does.</summary>
    private static (int Top, int Left) Offset(float[] window, int height, int width, float fill)
    {
        var places = from top in Enumerable.Range(-height, height + 4)
                     from left in Enumerable.Range(-width, width + 5)
                     where window.Index().All(element => element.Item == Expected(element.Index, top, left))
                     select (top, left);
        return Assert.Single(places);

        float Expected(int at, int top, int left)
        {
            var (y, x) = ((at / width % height) + top, (at % width) + left);
            return y is < 0 or > 3 || x is < 0 or > 4 ? fill : (at / (width * height) * 20) + (y * 5) + x + 1;
        }
    }
}
