using NetLang.Runtime.Data;
using NetLang.Runtime.Tests.Data.Texts;
using Xunit;

namespace NetLang.Runtime.Tests.Data;

public sealed class SeriesTests : IDisposable
{
    private const string Rows = "day,co2\n1,10\n2,20\n3,30\n4,40\n5,50\n6,60\n";

    private static readonly SeriesSource Series = new("a.csv", Window: 2, Horizon: 1, Stride: 1, "co2");

    private readonly TextProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Windows_hold_all_columns_and_targets_follow_them()
    {
        var data = project.With("a.csv", Rows).Load(Series with { Horizon = 2, Stride = 2 });
        Assert.Equal(["features", "target"], data.Columns.Select(column => column.Name));
        Assert.Equal([2, 2], data["features"].RowShape);
        Assert.Equal([1, 10, 2, 20, 3, 30, 4, 40], data["features"].ToDoubles());
        Assert.Equal([2], data["target"].RowShape);
        Assert.Equal([30, 40, 50, 60], data["target"].ToDoubles());
        Assert.Equal([30, 40, 50, 60], project.Load(Series)["target"].ToDoubles());
    }

    [Fact]
    public void To_predict_windows_go_on_to_the_end()
    {
        var data = project.With("a.csv", Rows).Examples("a.csv", Series with { Window = 5 });
        Assert.Equal(["features"], data.Columns.Select(column => column.Name));
        Assert.Equal([1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60], data["features"].ToDoubles());
    }

    /// <summary>The last window ends with the file, whatever the stride.</summary>
    [Fact]
    public void So_do_those_that_move_on_by_more_than_a_row()
    {
        var data = project.With("a.csv", "1\n2\n3\n4\n5\n6\n").Examples("a.csv", Series with { Window = 3, Stride = 2, Target = null });
        Assert.Equal([2, 3, 4, 4, 5, 6], data["features"].ToDoubles());
    }

    [Fact]
    public void One_column_is_its_own_target()
    {
        var data = project.With("a.csv", "1\n2\n3\n").Load(Series with { Target = null });
        Assert.Equal([1, 2], data["features"].ToDoubles());
        Assert.Equal([3], data["target"].ToDoubles());
    }

    [Fact]
    public void A_split_that_does_not_shuffle_keeps_the_order()
    {
        project.With("a.csv", Rows);
        double[] Targets(bool first) => project.Load(new TransformedSource(
            Series, new SplitTransform(0.75, 5, first) { IsShuffled = false }))["target"].ToDoubles();
        Assert.Equal([30, 40, 50], Targets(first: true));
        Assert.Equal([60], Targets(first: false));
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        project.With("a.csv", Rows);
        Assert.Contains("has 6 rows, and a window with its horizon needs 7", Fails(DataErrors.Empty, Series with { Window = 6 }), StringComparison.Ordinal);
        Assert.Contains("no column 'co3'", Fails(DataErrors.UnknownColumn, Series with { Target = "co3" }), StringComparison.Ordinal);
        Assert.Contains("which is the target", Fails(DataErrors.UnknownColumn, Series with { Target = null }), StringComparison.Ordinal);
        Assert.Contains("needs 4294967294", Fails(DataErrors.Empty, Series with { Window = int.MaxValue, Horizon = int.MaxValue }), StringComparison.Ordinal);
        project.With("a.csv", "day,co2\n2020-01-01,10\n");
        Assert.Contains("'2020-01-01', not a number", Fails(DataErrors.NotANumber, Series), StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_that_memory_does_not_hold_are_refused()
    {
        project.With("a.csv", string.Join('\n', Enumerable.Range(0, 200_000)));
        Assert.Contains("a column holds", Fails(DataErrors.TooLarge, Series with { Window = 100_000, Target = null }), StringComparison.Ordinal);
    }

    private string Fails(RuntimeError error, DataSource source)
    {
        var failure = project.Failure(source);
        Assert.Equal(error, failure.Error);
        return failure.Problem;
    }
}
