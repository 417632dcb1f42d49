using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Rows;

public class MixupTests
{
    private const int Count = 5000;

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(8)]
    public void Shares_are_distributed_as_beta(double alpha)
    {
        // Row r holds r, so that a mixture of two rows tells the share where the other is known from the label.
        var shares = Mixed(alpha).Select(example => (double)example.Share).ToList();
        var variance = 1 / (4 * ((2 * alpha) + 1));
        Assert.Equal(0.5, shares.Average(), 5 * Math.Sqrt(variance / Count));
        Assert.Equal(variance, shares.Average(share => (share - 0.5) * (share - 0.5)), 0.06 * variance);
    }

    [Fact]
    public void Columns_are_mixed_with_the_same_example_and_share()
    {
        foreach (var (row, (image, share, other)) in Mixed(1).Index())
            Assert.Equal((share * row) + ((1 - share) * other), image, 0.5);
    }

    [Fact]
    public void Others_are_any_examples() =>
        Uniform.Over(50, Mixed(1).Where(example => example.Other >= 0).Select(example => example.Other * 50 / Count));

    [Fact]
    public void The_other_example_is_changed_as_it_is_itself()
    {
        var images = Augmented.Numbered(20, 2, 2).With(new RandomBrightnessTransform(0.5, null));
        var alone = images.InTraining();
        var mixed = RandomTransforms.Mix(new MixupTransform(1), new(images), number: 1).Columns[0].InTraining();
        Assert.All(mixed.Zip(alone), pair =>
        {
            var (result, own) = pair;
            Assert.Contains(alone, other =>
            {
                var share = Math.Abs(own[0] - other[0]) < 1e-3 ? 1 : (result[0] - other[0]) / (own[0] - other[0]);
                return share is > -1e-3f and < 1.001f && Enumerable.Range(0, 4).All(
                    at => Math.Abs((share * own[at]) + ((1 - share) * other[at]) - result[at]) < 1e-2);
            });
        });
    }

    [Fact]
    public void Held_out_rows_are_not_mixed()
    {
        var labels = DataColumn.Create("labels", new float[] { 1, 0, 0, 1 }, 2);
        Assert.Equal(labels.HeldOut(), RandomTransforms.Mix(new MixupTransform(1), new(labels), 0).Columns[0].HeldOut());
    }

    [Fact]
    public void Class_numbers_cannot_be_mixed()
    {
        var data = new Dataset(Augmented.Numbered(2, 4), DataColumn.Create("labels", new[] { 0, 1 }));
        var mixed = RandomTransforms.Mix(new MixupTransform(0.2), data, 0);
        var error = Assert.Throws<NetLangException>(() => BoundData.Create(
            mixed, Specs.Model(Specs.Tensor("x", ElementType.F32, 4)), [Specs.Tensor("label", ElementType.I32)]));
        Assert.Equal(DataErrors.BadTransform, error.Error);
        Assert.Contains("on \"labels\" (oneHot 10)", error.Help, StringComparison.Ordinal);
        Assert.Throws<NetLangException>(() => RandomTransforms.Mix(new MixupTransform(0.2), mixed, 1));
    }

    /// <summary>Of each example what its image holds, which share is its own, and which other one is mixed in.</summary>
    private static List<(float Image, float Share, int Other)> Mixed(double alpha)
    {
        // Two elements a row: a constant that becomes share · 1 for the row itself needs the other's: so 1 and the number.
        var numbers = Augmented.Images([.. Enumerable.Range(0, Count).SelectMany(row => new[] { row, (float)row * row / Count })], 2);
        var mixed = RandomTransforms.Mix(new MixupTransform(alpha), new(numbers), number: 3).Columns[0].InTraining();
        var draws = new NetLang.Runtime.Data.Rows.MixupStep(3, [2], alpha);
        return
        [
            .. mixed.Select((values, row) =>
            {
                var (other, share) = draws.Draw(new(1, 1), row, Count);
                Assert.Equal((share * row * row / Count) + ((1 - share) * other * other / Count), values[1], 0.5);
                return (values[0], share, other);
            }),
        ];
    }
}
