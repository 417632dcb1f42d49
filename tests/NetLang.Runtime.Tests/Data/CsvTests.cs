using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data;

public sealed class CsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Features_are_all_but_the_target_in_file_order()
    {
        var data = Load("a,price,b\r\n1,10,2\r\n3,30,4\r\n", "price");
        Assert.Equal(["features", "price"], data.Columns.Select(column => column.Name));
        Assert.Equal([1, 2, 3, 4], data["features"].ToDoubles());
        Assert.Equal([2], data["features"].RowShape);
        Assert.Equal([10, 30], data["price"].ToDoubles());
        Assert.Empty(data["price"].RowShape);
    }

    [Fact]
    public void A_column_of_an_inputs_name_feeds_alone()
    {
        var data = Load("a,age,b,y\n1,2,3,4\n", "y", "age");
        Assert.Equal(["features", "age", "y"], data.Columns.Select(column => column.Name));
        Assert.Equal([1, 3], data["features"].ToDoubles());
        Assert.Empty(data["age"].RowShape);
    }

    [Fact]
    public void Quotes_line_breaks_empty_lines_and_spaces_are_read()
    {
        var data = Load("\uFEFF\"a\"\"q\"\"\",\"b\r\nc\"\n\n\"1\", 2e1\n\n-3,\".5\"");
        Assert.Equal([1, 20, -3, 0.5], data["features"].ToDoubles());
        Assert.Equal([1.0], Load("a\"b,\"c,d\"\n1,2\n", "c,d")["features"].ToDoubles());
        Assert.Equal([1.0], Load("\"x\ny\",b\n1,2\n", "b", "x\ny")["x\ny"].ToDoubles());
    }

    [Fact]
    public void Numbers_in_the_first_row_are_data()
    {
        var data = Load("1,2\n3,4\n", "column2");
        Assert.Equal([1, 3], data["features"].ToDoubles());
        Assert.Equal([2, 4], data["column2"].ToDoubles());
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "NL4506", "line 3: row 2 has 1 columns instead of 2")]
    [InlineData("a,b\n1,2,3\n", "NL4506", "row 1 has 3 columns instead of 2")]
    [InlineData("a,b\n1,x\n", "NL4505", "row 1 of column 'b' is 'x'")]
    [InlineData("a,b\n1,\n", "NL4505", "row 1 of column 'b' is empty")]
    [InlineData("a,b\n1,\"2,5\"\n", "NL4505", "'2,5'")]
    [InlineData("a,b\n1,\"2\n", "NL4504", "quote opened on line 2 is never closed")]
    [InlineData("a,b\n1,\"2\"3\n", "NL4504", "text follows the closing quote on line 2")]
    [InlineData("a;b\n1;2\n", "NL4504", "semicolons or tabs")]
    [InlineData("1\t2\n", "NL4504", "semicolons or tabs")]
    [InlineData("", "NL4514", "no rows")]
    [InlineData("a,b\n", "NL4514", "a header but no rows")]
    [InlineData("a,c\n1,2\n", "NL4507", "no column 'b'")]
    public void What_is_wrong_is_named(string text, string code, string expected)
    {
        var error = Assert.Throws<NetLangException>(() => Load(text, "b"));
        Assert.Equal(code, error.Error.Code);
        Assert.Contains(expected, error.Problem);
    }

    /// <summary>Such as one whose quote is never closed: memory would be full before its end.</summary>
    [Theory]
    [InlineData('a')]
    [InlineData(',')]
    public void A_row_that_does_not_end_is_refused(char all)
    {
        var error = Assert.Throws<FormatException>(() => new CsvReader(new Endless(all)).Read());
        Assert.Equal("the row on line 1 has 67,108,864 characters, or more", error.Message);
    }

    /// <summary>Also behind a shuffling split: the row is the file's.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_value_is_named_by_its_row_in_the_file(bool first)
    {
        var whole = folder.Combine("whole.csv");
        File.WriteAllText(whole, "a,b\n1,0\n2,0\n3,0\n4,0\n5,0\n");
        var column = Loader().Load(new TransformedSource(
            new CsvSource("whole.csv", "b"), new SplitTransform(0.5, 3, first)))["features"];
        foreach (var (row, value) in column.ToDoubles().Index())
            Assert.Equal($"row {value} of column 'a' in 'whole.csv'", column.Place(row));
    }

    [Fact]
    public void A_missing_file_is_named_in_full()
    {
        var error = Assert.Throws<NetLangException>(() => Loader().Load(new CsvSource("none.csv", null)));
        Assert.Equal(DataErrors.MissingFile, error.Error);
        Assert.Contains(folder.Combine("none.csv"), error.Message);
    }

    [Fact]
    public void A_folder_is_no_file() => Assert.Equal(
        DataErrors.UnreadableFile,
        Assert.Throws<NetLangException>(() => Loader().Load(new CsvSource(".", null))).Error);

    [Fact]
    public void A_path_that_is_none_is_told() => Assert.Equal(
        DataErrors.UnreadableFile, Assert.Throws<NetLangException>(() => CsvFile.Read("", null, [])).Error);

    private DataLoader Loader(params string[] inputs) =>
        new(Specs.Model([.. inputs.Select(name => Specs.Tensor(name, ElementType.F32))]), folder.Path);

    private Dataset Load(string text, string? target = null, params string[] inputs)
    {
        folder.Write("data.csv", text);
        return Loader(inputs).Load(new CsvSource("data.csv", target));
    }

    private sealed class Endless(char all) : TextReader
    {
        public override int Peek() => all;

        public override int Read() => all;
    }
}
