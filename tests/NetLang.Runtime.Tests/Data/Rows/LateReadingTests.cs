using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Rows;

/// <summary>Bytes that are changed when they are read, against the same values as floats, which are changed at once.</summary>
public class LateReadingTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 7 * 24).Select(at => (byte)(at * 89))];

    private static readonly DataColumn AsBytes = DataColumn.Create("images", Bytes, 2, 3, 4);

    private static readonly DataColumn AsFloats = DataColumn.Create("images", Array.ConvertAll(Bytes, value => (float)value), 2, 3, 4);

    public static TheoryData<string, DataTransform[]> Chains => new()
    {
        { "scale", [new ScaleTransform(1 / 255.0, null)] },
        { "features", [new NormalizeTransform(null)] },
        { "channels", [new NormalizeTransform(null) { IsPerChannel = true }] },
        { "given", [new ScaleTransform(1 / 255.0, null), new NormalizeTransform(null) { Mean = [0.5, 0.4], Deviation = [0.2, 3] }] },
        { "one", [new NormalizeTransform(null) { Mean = [9], Deviation = [3] }, new ScaleTransform(0.7, null), new NormalizeTransform(null)] },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void Both_give_the_same_bits(string name, DataTransform[] chain)
    {
        var (late, early) = (Apply(AsBytes, chain), Apply(AsFloats, chain));
        Assert.True(late.IsReadLate && !early.IsReadLate, name);
        Assert.Equal(early.ToArray<float>(), late.ToArray<float>());
        Assert.Equal(early.ToArray<float>(), late.InTraining().SelectMany(row => row));
        Assert.Equal(early.ToDoubles(), late.ToDoubles());
    }

    [Fact]
    public void Normalized_channels_have_mean_0_and_deviation_1()
    {
        var rows = Apply(AsBytes, [new NormalizeTransform(null) { IsPerChannel = true }]).HeldOut();
        for (var channel = 0; channel < 2; channel++)
        {
            var values = rows.SelectMany(row => row.Skip(12 * channel).Take(12)).Select(value => (double)value).ToList();
            Assert.Equal(0, values.Average(), 1e-6);
            Assert.Equal(1, values.Average(value => value * value), 1e-6);
        }
    }

    [Fact]
    public void Statistics_are_of_images_before_random_changes()
    {
        var flipped = new RandomHorizontalFlipTransform(0.5, null);
        var normalized = new NormalizeTransform(null) { IsPerChannel = true };
        Assert.Equal(Apply(AsBytes, [normalized]).HeldOut(), Apply(AsBytes, [flipped, normalized]).HeldOut());
    }

    [Fact]
    public void What_is_filled_before_is_normalized_too()
    {
        var crop = new RandomCropTransform(4, 5, 2, 0, null);
        var given = new NormalizeTransform(null) { Mean = [10], Deviation = [2] };
        Assert.Equal(-5, Apply(AsBytes, [crop, given]).HeldOut()[0][4]);
        Assert.Equal(0, Apply(AsBytes, [given, crop]).HeldOut()[0][4]);
    }

    [Fact]
    public void Statistics_that_are_given_fit_the_channels()
    {
        var error = Assert.Throws<NetLangException>(
            () => Apply(AsBytes, [new NormalizeTransform(null) { Mean = [1, 2, 3], Deviation = [1, 1, 1] }]));
        Assert.Equal(DataErrors.BadTransform, error.Error);
        Assert.Contains("3 means and 3 deviations, and a row of column 'images' is [2, 3, 4]", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_can_be_chosen()
    {
        var chosen = new Dataset(Apply(AsBytes, [new ScaleTransform(2, null)])).Select([5, 1]).Columns[0];
        Assert.Equal(Bytes[120..144].Concat(Bytes[24..48]).Select(value => 2f * value), chosen.ToArray<float>());
    }

    private static DataColumn Apply(DataColumn column, DataTransform[] chain)
    {
        foreach (var transform in chain)
        {
            column = transform switch
            {
                ScaleTransform scale => ColumnTransforms.Scale(column, scale.Factor),
                NormalizeTransform { Mean: not null } given =>
                    ColumnTransforms.Normalize(column, ColumnTransforms.GivenStatistics(column, given)),
                NormalizeTransform normalize => ColumnTransforms.Normalize(
                    column, ColumnTransforms.Statistics(column, normalize.IsPerChannel ? column.RowShape[0] : column.RowLength)),
                RandomTransform random => column.With(random),
                _ => throw new ArgumentException($"{transform}"),
            };
        }

        return column;
    }
}
