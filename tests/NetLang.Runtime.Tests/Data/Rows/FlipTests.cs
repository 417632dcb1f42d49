using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Rows;

public class FlipTests
{
    [Fact]
    public void Horizontal_exchanges_columns() => Assert.Equal(
        [3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10],
        Augmented.Numbered(1, 2, 2, 3).With(new RandomHorizontalFlipTransform(1, null)).InTraining()[0]);

    [Fact]
    public void Vertical_exchanges_rows() => Assert.Equal(
        [4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9],
        Augmented.Numbered(1, 2, 2, 3).With(new RandomVerticalFlipTransform(1, null)).InTraining()[0]);

    [Fact]
    public void Twice_is_once_too_often()
    {
        var images = Augmented.Numbered(4, 3, 5, 4);
        var flip = new RandomHorizontalFlipTransform(1, null);
        var turn = new RandomVerticalFlipTransform(1, null);
        Assert.Equal(images.InTraining(), images.With(flip, flip).InTraining());
        Assert.Equal(images.InTraining(), images.With(turn, flip, turn, flip).InTraining());
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.25, 900, 1100)]
    [InlineData(1, 4000, 4000)]
    public void So_many_are_flipped(double probability, int least, int most)
    {
        var flipped = Augmented.Numbered(4000, 1, 2).With(new RandomHorizontalFlipTransform(probability, null)).InTraining();
        Assert.InRange(flipped.Count(row => row[0] > row[1]), least, most);
    }

    [Fact]
    public void Two_transforms_draw_independently()
    {
        var flipped = Augmented.Numbered(4000, 2, 2)
            .With(new RandomHorizontalFlipTransform(0.5, null), new RandomVerticalFlipTransform(0.5, null)).InTraining();
        Uniform.Over(4, flipped.Select(row => (row[0] > row[1] ? 1 : 0) + (row[0] > row[2] ? 2 : 0)));
    }

    [Fact]
    public void Rows_that_are_held_out_stay() => Assert.Equal(
        Augmented.Numbered(3, 2, 2).InTraining(),
        Augmented.Numbered(3, 2, 2).With(new RandomHorizontalFlipTransform(1, null)).HeldOut());

    [Fact]
    public void What_is_no_image_is_refused()
    {
        var flip = new RandomHorizontalFlipTransform(1, null);
        var error = Assert.Throws<NetLangException>(() => Augmented.Numbered(2, 4).With(flip));
        Assert.Equal(DataErrors.BadTransform, error.Error);
        Assert.Contains("randomHorizontalFlip changes images, but a row of column 'images' is [4]", error.Problem, StringComparison.Ordinal);
    }
}
