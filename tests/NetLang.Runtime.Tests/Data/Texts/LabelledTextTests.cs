using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Texts;

public sealed class LabelledTextTests : IDisposable
{
    private static readonly LabelledTextSource Names = new(new CharacterTokens("?abcdefghijklmnopqrstuvwxyz, ", null), "names.csv", "name", "kind", 6);

    private readonly TextProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void Texts_are_filled_up_and_labels_are_places_in_order()
    {
        var data = project.With("names.csv", "id,kind,name\r\n1,he,abc\n2,She,\n3,it,\"c, b\"\n4,he,fedcba\n").Load(Names);
        Assert.Equal(["tokens", "labels", "lengths"], data.Columns.Select(column => column.Name));
        Assert.Equal([6], data["tokens"].RowShape);
        Assert.Equal(
            [1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 27, 28, 2, 0, 0, 6, 5, 4, 3, 2, 1], data["tokens"].ToArray<int>());
        Assert.Equal([3, 0, 4, 6], data["lengths"].ToArray<int>());
        Assert.Equal([1, 0, 2, 1], data["labels"].ToArray<int>());
        Assert.Equal(["She", "he", "it"], project.Loader().ClassNames(new() { Data = Names }));
    }

    [Theory]
    [InlineData("kind,name\nhe,abcdefg\n", "NL4520", "line 2: row 1 of column 'name' has 7 tokens, and `length` is 6")]
    [InlineData("kind,name\nhe,a\nhe,\"a\nB\"\n", "NL4519", "line 3: row 2 of column 'name': U+000A is not in the alphabet")]
    [InlineData("kind,nam\nhe,a\n", "NL4507", "no column 'name'")]
    [InlineData("kinds,name\nhe,a\n", "NL4507", "no column 'kind'")]
    [InlineData("kind,name\nhe\n", "NL4506", "row 1 has 1 columns instead of 2")]
    [InlineData("kind,name\nhe,\"a\n", "NL4504", "never closed")]
    [InlineData("kind,name\n", "NL4514", "a header but no rows")]
    [InlineData("", "NL4514", "no rows")]
    public void What_is_wrong_is_named(string text, string code, string expected)
    {
        var failure = project.With("names.csv", text).Failure(Names);
        Assert.Equal(code, failure.Error.Code);
        Assert.Contains(expected, failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_length_that_is_needed_is_told() =>
        Assert.Equal("write `length = 7`, or shorten the text", project.With("names.csv", "kind,name\nhe,abcdefg\n").Failure(Names).Help);

    [Fact]
    public void To_predict_labels_may_be_there_or_not()
    {
        foreach (var text in new[] { "name\nab\nc\n", "kind,name\nx,ab\ny,c\n" })
        {
            var data = project.With("new.csv", text).Examples("new.csv", Names);
            Assert.Equal(["tokens", "lengths"], data.Columns.Select(column => column.Name));
            Assert.Equal([1, 2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0], data["tokens"].ToArray<int>());
        }
    }

    [Fact]
    public void Files_of_other_labels_are_refused()
    {
        project.With("names.csv", "kind,name\nhe,a\nit,b\n").With("other.csv", "kind,name\nhe,a\nshe,b\n").With("same.csv", "kind,name\nit,a\nhe,b\n");
        var failure = Assert.Throws<NetLangException>(
            () => project.Loader().LoadValidation(new() { Data = Names, Validation = Names with { Path = "other.csv" } }));
        Assert.Equal(DataErrors.ClassesDiffer, failure.Error);
        Assert.Contains("'other.csv' has no label 'it', and 'names.csv'", failure.Problem, StringComparison.Ordinal);
        Assert.NotNull(project.Loader().LoadValidation(new() { Data = Names, Validation = Names with { Path = "same.csv" } }));
    }

    /// <summary>Before the rest is read: the next row is none.</summary>
    [Fact]
    public void Rows_that_memory_does_not_hold_are_refused()
    {
        var failure = project.With("names.csv", "kind,name\nhe,a\nit,b\n,,,\n").Failure(Names with { Length = int.MaxValue });
        Assert.Equal(DataErrors.TooLarge, failure.Error);
        Assert.StartsWith($"the texts of '{project.Path("names.csv")}', filled up to ", failure.Problem, StringComparison.Ordinal);
    }
}
