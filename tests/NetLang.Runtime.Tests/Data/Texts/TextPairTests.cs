using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Texts;

public sealed class TextPairTests : IDisposable
{
    private static readonly TextPairSource Dates = new(new CharacterTokens("0123<>", null), "dates.csv", "from", "to", 4, 3, "<", ">");

    private readonly TextProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void What_is_given_begins_with_the_start_and_what_is_to_come_ends_with_the_stop()
    {
        var data = project.With("dates.csv", "to,from\n12,3333\n,0\n").Load(Dates);
        Assert.Equal(["source", "previous", "target", "sourceLengths", "targetLengths"], data.Columns.Select(column => column.Name));
        Assert.Equal([3, 3, 3, 3, 0, 0, 0, 0], data["source"].ToArray<int>());
        Assert.Equal([4, 1], data["sourceLengths"].ToArray<int>());
        Assert.Equal([4, 1, 2, 4, 0, 0], data["previous"].ToArray<int>());
        Assert.Equal([1, 2, 5, 5, 0, 0], data["target"].ToArray<int>());
        Assert.Equal([3, 1], data["targetLengths"].ToArray<int>());
    }

    [Theory]
    [InlineData("from,to\n00000,1\n", "NL4520", "column 'from' has 5 tokens, and `sourceLength` is 4")]
    [InlineData("from,to\n0,123\n", "NL4520", "column 'to', with `start`, has 4 tokens, and `targetLength` is 3")]
    [InlineData("from,to\n0,x\n", "NL4519", "row 1 of column 'to': 'x' is not in the alphabet")]
    [InlineData("from\n0\n", "NL4507", "no column 'to'")]
    public void What_is_wrong_is_named(string text, string code, string expected)
    {
        var failure = project.With("dates.csv", text).Failure(Dates);
        Assert.Equal(code, failure.Error.Code);
        Assert.Contains(expected, failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_and_stop_are_words_of_a_vocabulary()
    {
        project.With("v.txt", "<s>\n</s>\none\n").With("dates.csv", "from,to\none,one\n");
        var ofWords = Dates with { Tokens = new WordTokens("v.txt", null), Start = "<s>", Stop = "</s>" };
        Assert.Equal([0, 2, 0], project.Load(ofWords)["previous"].ToArray<int>());
        var failure = project.Failure(ofWords with { Stop = "<e>" });
        Assert.Equal(DataErrors.UnknownToken, failure.Error);
        Assert.Equal("`stop = \"<e>\"` of `textPairs` is not in the vocabulary", failure.Problem);
    }

    [Fact]
    public void To_predict_there_are_only_sources()
    {
        var data = project.With("new.csv", "from\n012\n").Examples("new.csv", Dates);
        Assert.Equal(["source", "sourceLengths"], data.Columns.Select(column => column.Name));
        Assert.Equal([0, 1, 2, 0], data["source"].ToArray<int>());
    }

    /// <summary>Each of the three columns alone would fit.</summary>
    [Fact]
    public void Rows_that_memory_does_not_hold_are_refused()
    {
        const int rows = 64;
        var half = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / sizeof(int) / rows;
        var length = (int)Math.Min(half, int.MaxValue);
        var text = $"from,to\n{string.Concat(Enumerable.Repeat("0,1\n", rows))},,,\n";
        var failure = project.With("dates.csv", text).Failure(Dates with { SourceLength = length, TargetLength = length });
        Assert.Equal(DataErrors.TooLarge, failure.Error);
    }
}
