using NetLang.Runtime.Data;
using NetLang.Runtime.Execution;
using Xunit;

namespace NetLang.Runtime.Tests.Data;

public class BindingTests
{
    private static readonly DataColumn Image = DataColumn.Create("images", new float[2 * 784], 28, 28);
    private static readonly DataColumn Label = DataColumn.Create("labels", [3, 9]);

    [Theory]
    [InlineData(784)]
    [InlineData(1, 28, 28)]
    [InlineData(28, 28)]
    public void Images_feed_every_shape_of_their_size(params int[] shape)
    {
        var input = Specs.Tensor("image", ElementType.F32, [.. shape.Cast<object>()]);
        var bound = BoundData.Create(new(Image, Label), Specs.Model(input), [Specs.Tensor("label", ElementType.I32)]);
        Assert.Equal(["images", "labels"], bound.Columns.Select(column => column.Name));
    }

    [Fact]
    public void A_scalar_feeds_a_column_of_one() =>
        Assert.Equal(2, Bind([Label], Specs.Tensor("x", ElementType.F32, 1)).Count);

    [Fact]
    public void Names_come_before_positions()
    {
        var (a, b, c) = (Column("a"), Column("b"), Column("c"));
        var inputs = Specs.Model(Specs.Tensor("c", ElementType.F32), Specs.Tensor("x", ElementType.F32));
        var bound = BoundData.Create(new(a, b, c), inputs, [Specs.Tensor("y", ElementType.F32)]);
        Assert.Equal(["c", "a", "b"], bound.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Where_inputs_take_all_columns_they_feed_the_loss_too()
    {
        var bound = BoundData.Create(
            new(Column("a")), Specs.Model(Specs.Tensor("x", ElementType.F32)), [Specs.Tensor("y", ElementType.F32)]);
        Assert.Equal(["a", "a"], bound.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Too_few_or_too_many_columns_are_told()
    {
        var model = Specs.Model(Specs.Tensor("x", ElementType.F32));
        TensorSpec[] targets = [Specs.Tensor("y", ElementType.F32), Specs.Tensor("z", ElementType.F32)];
        var error = Assert.Throws<NetLangException>(
            () => BoundData.Create(new(Column("a"), Column("b")), model, targets));
        Assert.Equal(DataErrors.ColumnsDoNotMatch, error.Error);
        Assert.Contains("2 columns (a, b), but Net takes 1 input (x) and its loss 2 targets (y, z)", error.Problem);

        error = Assert.Throws<NetLangException>(
            () => BoundData.Create(new(Column("a"), Column("b"), Column("c")), model, targets[..1]));
        Assert.Equal(DataErrors.ColumnsDoNotMatch, error.Error);
    }

    [Fact]
    public void Symbols_are_bound_by_rows_of_equal_rank()
    {
        var bound = Bind(
            [DataColumn.Create("x", new float[2 * 5 * 3], 5, 3)], Specs.Tensor("x", ElementType.F32, "T", 3));
        Assert.Equal(5, bound.Symbols[1]);

        var error = ErrorOf([DataColumn.Create("x", new float[30], 15)], Specs.Tensor("x", ElementType.F32, "T", 3));
        Assert.Contains("T cannot be found", error.Help);
        error = ErrorOf([DataColumn.Create("x", new float[36], 6, 3)], Specs.Tensor("x", ElementType.F32, "T", 2));
        Assert.Equal(DataErrors.ShapeMismatch, error.Error);
    }

    [Fact]
    public void Expressions_of_one_symbol_bind_it_too()
    {
        var odd = DimensionSpec.Linear("2 * T + 1", 1, slope: 2, offset: 1);
        var bound = Bind([DataColumn.Create("x", new float[2 * 7 * 3], 7, 3)], Specs.Tensor("x", ElementType.F32, odd, 3));
        Assert.Equal(3, bound.Symbols[1]);

        var error = ErrorOf([DataColumn.Create("x", new float[36], 6, 3)], Specs.Tensor("x", ElementType.F32, odd, 3));
        Assert.Equal(DataErrors.ShapeMismatch, error.Error);
        Assert.Contains("'x': f32[N, 2 * T + 1, 3]", error.Problem);
        Assert.Contains("no size of T makes 2 * T + 1 what the data have there", error.Help);

        var square = new DimensionSpec("T * T", [1], symbols => symbols[1] * symbols[1]);
        error = ErrorOf([DataColumn.Create("x", new float[8], 4)], Specs.Tensor("x", ElementType.F32, square));
        Assert.Contains("T * T cannot be found", error.Help);
        bound = Bind(
            [DataColumn.Create("x", new float[8], 4), DataColumn.Create("y", new float[4], 2)],
            Specs.Tensor("x", ElementType.F32, square),
            Specs.Tensor("y", ElementType.F32, "T"));
        Assert.Equal(2, bound.Symbols[1]);
    }

    [Fact]
    public void Two_inputs_must_agree_on_a_symbol()
    {
        var error = ErrorOf(
            [DataColumn.Create("a", new float[4], 2), DataColumn.Create("b", new float[6], 3)],
            Specs.Tensor("a", ElementType.F32, "T"),
            Specs.Tensor("b", ElementType.F32, "T"));
        Assert.Equal(DataErrors.ShapeMismatch, error.Error);
        Assert.Contains("'b': f32[N, T] with T = 2", error.Problem);
    }

    [Fact]
    public void A_row_of_another_size_is_told()
    {
        var error = ErrorOf([Image], Specs.Tensor("image", ElementType.F32, 100));
        Assert.Equal(DataErrors.ShapeMismatch, error.Error);
        Assert.Contains("'images' is [28, 28], which does not fit 'image': f32[N, 100]", error.Problem);
        Assert.Contains("100 values a row, and the data have 784", error.Help);
    }

    [Fact]
    public void A_label_out_of_range_is_named_with_row_and_range()
    {
        var target = Specs.Tensor("label", ElementType.I32) with { IndexBound = 9 };
        var error = ErrorOf([Label], target);
        Assert.Equal(DataErrors.LabelOutOfRange, error.Error);
        Assert.Contains("row 2 of column 'labels' is 9, but 'label' takes indices 0 to 8", error.Problem);
        Assert.Contains("count from 1", error.Help);
        Assert.Equal(DataErrors.LabelOutOfRange, ErrorOf([DataColumn.Create("l", [-1])], target).Error);
        Bind([DataColumn.Create<byte>("l", [255])], target with { IndexBound = 256, Type = ElementType.U8 });
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_named(double bad)
    {
        for (var place = 0; place < 40; place += 3)
        {
            var values = new double[40];
            values[place] = bad;
            var error = ErrorOf([DataColumn.Create("x", values, 2)], Specs.Tensor("x", ElementType.F32, 2));
            Assert.Equal(DataErrors.NotFinite, error.Error);
            var expected = $"row {(place / 2) + 1}, position {(place % 2) + 1} of column 'x'";
            Assert.Contains(expected, error.Problem);
            var halves = Array.ConvertAll(values, value => (Half)value);
            error = ErrorOf([DataColumn.Create("x", halves, 2)], Specs.Tensor("x", ElementType.F32, 2));
            Assert.Contains(expected, error.Problem);
        }
    }

    [Fact]
    public void Conversions_that_change_a_value_are_errors()
    {
        Assert.Equal([1f, 2], Bind([DataColumn.Create("x", [1.0, 2.0])], Specs.Tensor("x", ElementType.F32))
            .Columns[0].ToArray<float>());
        Assert.Equal(0.1f, Bind([DataColumn.Create("x", [0.1])], Specs.Tensor("x", ElementType.F32))
            .Columns[0].ToArray<float>()[0]);
        Assert.Equal([true], Bind([DataColumn.Create("x", [1.0])], Specs.Tensor("x", ElementType.Bool))
            .Columns[0].ToArray<bool>());

        AssertLossy(DataColumn.Create("x", [1.0, 1.5]), ElementType.I32, "row 2 of column 'x' is 1.5, which i32");
        AssertLossy(DataColumn.Create("x", [300]), ElementType.U8, "is 300");
        AssertLossy(DataColumn.Create("x", [-1]), ElementType.U8, "is -1");
        AssertLossy(DataColumn.Create("x", [3e9]), ElementType.I32, "3000000000");
        AssertLossy(DataColumn.Create("x", [1e300]), ElementType.F32, "1E+300");
        AssertLossy(DataColumn.Create("x", [16777217]), ElementType.F32, "16777217");
        AssertLossy(DataColumn.Create("x", [2]), ElementType.Bool, "is 2");
        AssertLossy(DataColumn.Create("x", [int.MaxValue]), ElementType.F32, "is 2147483647");
        AssertLossy(DataColumn.Create("x", [2147483648f]), ElementType.I32, "which i32");
        AssertLossy(DataColumn.Create("x", [long.MaxValue]), ElementType.F64, "is 9223372036854775807");
        Assert.Equal([int.MaxValue], Bind(
            [DataColumn.Create("x", [2147483647.0])], Specs.Tensor("x", ElementType.I32)).Columns[0].ToArray<int>());

        static void AssertLossy(DataColumn column, ElementType type, string expected)
        {
            var error = ErrorOf([column], Specs.Tensor("x", type));
            Assert.Equal(DataErrors.LossyConversion, error.Error);
            Assert.Contains(expected, error.Problem);
        }
    }

    [Fact]
    public void A_model_without_a_batch_takes_no_dataset()
    {
        var model = Specs.Model(new TensorSpec("x", ElementType.F32, [DimensionSpec.Constant(2)]));
        var error = Assert.Throws<NetLangException>(() => BoundData.Create(new(Column("a")), model, []));
        Assert.Equal(DataErrors.ShapeMismatch, error.Error);
        Assert.Contains("not the batch", error.Problem);
    }

    [Fact]
    public void No_rows_are_told() => Assert.Equal(
        DataErrors.Empty, ErrorOf([DataColumn.Create<float>("x", [])], Specs.Tensor("x", ElementType.F32)).Error);

    [Fact]
    public void Arrays_must_divide_into_rows()
    {
        Assert.Equal(3, Dataset.FromArrays([1, 2, 3, 4, 5, 6], [0, 1, 2]).Count);
        Assert.Equal(2, Dataset.FromRows([[1f, 2], [3, 4]], [0, 1]).Count);
        Assert.Equal(
            DataErrors.CountMismatch,
            Assert.Throws<NetLangException>(() => Dataset.FromArrays([1, 2, 3, 4, 5], [0, 1])).Error);
        Assert.Equal(
            DataErrors.WrongColumnCount,
            Assert.Throws<NetLangException>(() => Dataset.FromRows([[1f, 2], [3]], [0, 1])).Error);
    }

    private static DataColumn Column(string name) => DataColumn.Create(name, [1f, 2f]);

    private static BoundData Bind(DataColumn[] columns, params TensorSpec[] inputs) =>
        BoundData.Create(new(columns), Specs.Model(inputs), []);

    private static NetLangException ErrorOf(DataColumn[] columns, params TensorSpec[] inputs) =>
        Assert.Throws<NetLangException>(() => Bind(columns, inputs));
}
