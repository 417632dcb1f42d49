using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data;

public class TransformTests
{
    private static readonly InlineSource Rows = new([[1, 5], [2, 5], [3, 5], [6, 5]], [[0], [1], [2], [1]]);

    [Fact]
    public void Scale_touches_the_first_column_unless_another_is_named()
    {
        Assert.Equal([0.5, 2.5, 1, 2.5, 1.5, 2.5, 3, 2.5], Load(new ScaleTransform(0.5, null))["features"].ToDoubles());
        var named = Load(new ScaleTransform(10, "targets"));
        Assert.Equal([0, 10, 20, 10], named["targets"].ToDoubles());
        Assert.Equal(Load()["features"].ToDoubles(), named["features"].ToDoubles());
    }

    [Fact]
    public void Normalize_centres_each_feature_and_leaves_constants_at_zero()
    {
        var deviation = Math.Sqrt(3.5); // of 1, 2, 3, 6 around 3
        Assert.Equal(
            [-2 / deviation, 0, -1 / deviation, 0, 0, 0, 3 / deviation, 0],
            Load(new NormalizeTransform(null))["features"].ToDoubles());
    }

    [Fact]
    public void Validation_is_normalized_with_the_statistics_of_training()
    {
        var loader = new DataLoader(Specs.Model(), null);
        loader.Load(new TransformedSource(Rows, new NormalizeTransform(null)));
        var held = loader.Load(
            new TransformedSource(new InlineSource([[3, 7]], [[0]]), new NormalizeTransform(null)));
        Assert.Equal([0, 2], held["features"].ToDoubles());
    }

    [Fact]
    public void Normalize_names_the_row_of_a_value_that_is_not_finite()
    {
        var rows = new InlineSource([[1, 5], [2, double.NaN], [3, 5]], [[0], [1], [2]]);
        var error = Assert.Throws<NetLangException>(() => new DataLoader(Specs.Model(), null).Load(
            new TransformedSource(rows, new NormalizeTransform(null))));
        Assert.Equal(DataErrors.NotFinite, error.Error);
        Assert.Contains("row 2, position 2 of column 'features' is NaN", error.Problem);
    }

    [Fact]
    public void One_hot_marks_the_class()
    {
        var data = Load(new OneHotTransform(3, "targets"))["targets"];
        Assert.Equal([3], data.RowShape);
        Assert.Equal([1f, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0], data.ToArray<float>());
    }

    [Fact]
    public void Split_gives_every_row_to_one_side_by_seed()
    {
        var first = Load(new SplitTransform(0.75, 4, First: true));
        var second = Load(new SplitTransform(0.75, 4, First: false));
        Assert.Equal((3, 1), (first.Count, second.Count));
        Assert.Equal(
            [1, 2, 3, 6],
            first["features"].ToDoubles().Concat(second["features"].ToDoubles()).Where(x => x != 5).Order());
        Assert.Equal(first["features"].ToDoubles(), Load(new SplitTransform(0.75, 4, true))["features"].ToDoubles());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_fraction_is_between_0_and_1(double fraction) =>
        Assert.Equal(DataErrors.BadTransform, ErrorOf(new SplitTransform(fraction, 0, true)));

    [Fact]
    public void One_hot_takes_classes_alone()
    {
        Assert.Equal(DataErrors.BadTransform, ErrorOf(new OneHotTransform(2, "targets")));
        Assert.Equal(DataErrors.BadTransform, ErrorOf(new OneHotTransform(9, null)));
        Assert.Equal(DataErrors.UnknownColumn, ErrorOf(new OneHotTransform(2, "target")));
    }

    [Fact]
    public void Bytes_become_floats()
    {
        var column = ColumnTransforms.Scale(DataColumn.Create<byte>("x", [0, 51, 255]), 1 / 255.0);
        Assert.Equal([0f, 0.2f, 1f], column.ToArray<float>());
    }

    [Fact]
    public void A_shuffle_is_a_permutation_that_depends_on_seed_and_epoch()
    {
        Assert.Equal(Enumerable.Range(0, 1000), Order(1, 1).Order());
        Assert.Equal(Order(1, 1), Order(1, 1));
        Assert.NotEqual(Order(1, 1), Order(1, 2));
        Assert.NotEqual(Order(1, 1), Order(2, 1));
        // Far from where they were, on average a third of the length.
        Assert.InRange(Order(1, 1).Select((row, place) => Math.Abs(row - place)).Average(), 300, 367);

        static int[] Order(ulong seed, ulong epoch)
        {
            var rows = ExampleOrder.InFileOrder(1000);
            ExampleOrder.Shuffle(rows, seed, epoch);
            return rows;
        }
    }

    private static RuntimeError ErrorOf(DataTransform transform) =>
        Assert.Throws<NetLangException>(() => Load(transform)).Error;

    private static Dataset Load(params DataTransform[] transforms) => new DataLoader(Specs.Model(), null).Load(
        transforms.Aggregate((DataSource)Rows, (source, transform) => new TransformedSource(source, transform)));
}
