using System.Text;
using NetLang.Runtime.Data;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Texts;

public sealed class TextWindowsTests : IDisposable
{
    private static readonly CharacterTokens Letters = new("abcdefghij\n", null);

    private readonly TextProject project = new();

    public void Dispose() => project.Dispose();

    [Theory]
    [InlineData("abcdefg", 2)]  // seven tokens: two windows of three, each with one behind it
    [InlineData("abcdefgh", 2)]
    [InlineData("abcdef", 1)]
    [InlineData("abcdefghij", 3)]
    public void Windows_follow_each_other_and_what_comes_next_is_one_further_on(string text, int windows)
    {
        var data = project.With("a.txt", text).Load(new TextSource(Letters, "a.txt", 3));
        Assert.Equal(["tokens", "next"], data.Columns.Select(column => column.Name));
        Assert.Equal([3], data["tokens"].RowShape);
        Assert.Equal(windows, data.Count);
        Assert.Equal(Enumerable.Range(0, 3 * windows), data["tokens"].ToArray<int>());
        Assert.Equal(Enumerable.Range(1, 3 * windows), data["next"].ToArray<int>());
    }

    [Fact]
    public void To_predict_nothing_need_come_next()
    {
        project.With("a.txt", "abcdef");
        var data = project.Examples("a.txt", new TextSource(Letters, "", 3));
        Assert.Equal(["tokens"], data.Columns.Select(column => column.Name));
        Assert.Equal(Enumerable.Range(0, 6), data["tokens"].ToArray<int>());
    }

    [Fact]
    public void Bytes_are_read_as_they_are()
    {
        var data = project.With("a.bin", [0xFF, 0, 13, 0xEF, 0xBB]).Load(new TextSource(new ByteTokens(), "a.bin", 2));
        Assert.Equal([0xFF, 0, 13, 0xEF], data["tokens"].ToArray<int>());
        Assert.Equal([0, 13, 0xEF, 0xBB], data["next"].ToArray<int>());
    }

    /// <summary>Also where a character of two or a word lies across the parts that are read.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_long_file_has_the_tokens_of_its_text(bool ofWords)
    {
        var text = new StringBuilder("x");
        for (var index = 0; index < 60_000; index++)
            text.Append("🙂 né ");
        project.With("a.txt", text.ToString()).With("v.txt", "x\n🙂\nné\n");
        TokenizerSpec tokens = ofWords ? new WordTokens("v.txt", null) : new CharacterTokens("x🙂né ", null);
        var expected = project.Loader().LoadTokenizer(new() { Data = new TextSource(tokens, "", 1) })!.Encode(text.ToString());
        Assert.Equal(expected[..^1], project.Load(new TextSource(tokens, "a.txt", 1))["tokens"].ToArray<int>());
    }

    [Fact]
    public void What_is_no_token_is_named_with_its_line()
    {
        var failure = project.With("a.txt", "abc\ndéf").Failure(new TextSource(Letters, "a.txt", 2));
        Assert.Equal(DataErrors.UnknownToken, failure.Error);
        Assert.EndsWith("a.txt', line 2: 'é' is not in the alphabet", failure.Problem, StringComparison.Ordinal);
        var long1 = project.With("a.txt", string.Concat(Enumerable.Repeat("abc\n", 50_000)) + "!").Failure(new TextSource(Letters, "a.txt", 2));
        Assert.Contains("line 50001: '!'", long1.Problem, StringComparison.Ordinal);
        var word = project.With("v.txt", "a").With("a.txt", $"a {new string('b', 200_000)}").Failure(new TextSource(new WordTokens("v.txt", null), "a.txt", 2));
        Assert.Contains("bbb…' is not in the vocabulary", word.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_do_not_fill_a_window_are_named()
    {
        foreach (var text in new[] { "", "abc" })
        {
            var failure = project.With("a.txt", text).Failure(new TextSource(Letters, "a.txt", 3));
            Assert.Equal(DataErrors.Empty, failure.Error);
            Assert.Contains($"has {text.Length} tokens, and a window of 3 needs 4", failure.Problem, StringComparison.Ordinal);
        }

        Assert.Equal(DataErrors.Empty, project.Failure(new TextSource(new ByteTokens(), "a.txt", int.MaxValue)).Error);
        Assert.Equal(DataErrors.MissingFile, project.Failure(new TextSource(Letters, "b.txt", 3)).Error);
        Assert.Equal(DataErrors.WrongFormat, project.With("a.txt", [97, 98, 0xFF, 97, 97]).Failure(new TextSource(Letters, "a.txt", 3)).Error);
    }

    [Theory]
    [InlineData("a\nb\na\n", "line 3 has 'a', as line 1 has")]
    [InlineData("a\n\nb\n", "line 2 is empty")]
    [InlineData("", "it is empty")]
    public void What_is_no_vocabulary_is_named(string vocabulary, string expected)
    {
        var failure = project.With("v.txt", vocabulary).With("a.txt", "a b").Failure(new TextSource(new WordTokens("v.txt", null), "a.txt", 1));
        Assert.Equal(DataErrors.WrongFormat, failure.Error);
        Assert.Contains(expected, failure.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_for_the_unknown_is_in_the_vocabulary()
    {
        var failure = project.With("v.txt", "a\r\nb\r\n").With("a.txt", "a b").Failure(new TextSource(new WordTokens("v.txt", "c"), "a.txt", 1));
        Assert.Equal(DataErrors.UnknownToken, failure.Error);
        Assert.Equal([0, 1], project.With("a.txt", "a c a").Load(new TextSource(new WordTokens("v.txt", "b"), "a.txt", 1))["tokens"].ToArray<int>());
    }
}
