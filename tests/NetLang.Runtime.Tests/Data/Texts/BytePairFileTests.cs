using NetLang.Runtime.Data;
using NetLang.Runtime.Tests.Text;
using NetLang.Runtime.Text;
using Xunit;

namespace NetLang.Runtime.Tests.Data.Texts;

/// <summary>Tokens that files name, or are learned of.</summary>
public sealed class BytePairFileTests : IDisposable
{
    private static readonly TextSource Gpt = new(new GptTokens("vocab.json", "merges.txt"), "a.txt", 1);

    private readonly TextProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void A_text_is_read_in_tokens_of_files()
    {
        project.With("vocab.json", File.ReadAllBytes(Path.Combine(Gpt2Fixture.Folder, "vocab.json")));
        project.With("merges.txt", File.ReadAllBytes(Path.Combine(Gpt2Fixture.Folder, "merges.txt")));
        // Longer than what is read at once, in words and in one word, with characters across the ends of what is read.
        var text = string.Concat(Enumerable.Repeat("'the' cats 🙂'll ", 9000)) + "x" + string.Concat(Enumerable.Repeat("🙂", 50_000));
        var expected = Gpt2Fixture.Tokenizer().Encode(text);
        var tokens = project.With("a.txt", text).Load(Gpt)["tokens"].ToArray<int>();
        Assert.Equal(text[..144_000], Gpt2Fixture.Tokenizer().Decode(tokens)[..144_000]);
        Assert.Equal(expected[..90_000], tokens[..90_000]);
        Assert.DoesNotContain('\uFFFD', Gpt2Fixture.Tokenizer().Decode(tokens)[..^4]);
    }

    [Fact]
    public void Tokens_are_learned_of_a_file()
    {
        project.With("book.txt", Gpt2Fixture.Text);
        var source = new TextSource(new LearnedTokens("book.txt", 300), "book.txt", 4);
        var learned = BytePairTokenizer.Learn(Gpt2Fixture.Text, 300);
        Assert.Equal(learned.Encode(Gpt2Fixture.Text)[..4], project.Load(source)["tokens"].ToArray<int>()[..4]);
        var tokenizer = (BytePairTokenizer)project.Loader().LoadTokenizer(new() { Data = source })!;
        Assert.Equal(learned.Merges, tokenizer.Merges);

        var failure = project.With("short.txt", "the the").Failure(source with { Tokens = new LearnedTokens("short.txt", 300) });
        Assert.Equal(DataErrors.TooFewTokens, failure.Error);
        Assert.Contains("gives 258 tokens, and 300 are wanted", failure.Problem, StringComparison.Ordinal); // th, the
        Assert.Equal(DataErrors.MissingFile, project.Failure(source with { Tokens = new LearnedTokens("none.txt", 300) }).Error);
    }

    [Theory]
    [InlineData("", "it is no JSON from line 1")]
    [InlineData("{\n\"a\": 0,\n\"b\" 1}", "it is no JSON from line 3")]
    [InlineData("[1, 2]", "it is no object of tokens with their numbers, but Array")]
    [InlineData("{\"a\": 1}", "the number of 'a' is none of 0 to 0")]
    [InlineData("{\"a\": 0.5}", "the number of 'a' is none")]
    [InlineData("{\"a\": -1}", "the number of 'a' is none")]
    [InlineData("{\"a\": \"0\"}", "the number of 'a' is none")]
    [InlineData("{\"a\": 1e99}", "the number of 'a' is none")]
    [InlineData("{\"a\": {}}", "the number of 'a' is none")]
    [InlineData("{\"a\": 0, \"b\": 0}", "'a' and 'b' have both the number 0")]
    [InlineData("{\"a\": 0, \"a\": 1}", "'a' is there twice")]
    [InlineData("{\"\": 0}", "token 0 is empty")]
    [InlineData("{\"a b\": 0}", "U+0020 stands for no byte")]
    [InlineData("{\"\\ud800\": 0}", "a token has half a character")]
    [InlineData("{}", "it lacks 'Ā', the token of the byte 0x00")]
    [InlineData("{\"a\": 0}", "it lacks 'Ā', the token of the byte 0x00")]
    public void What_is_no_vocabulary_is_named(string vocabulary, string expected) => Fails(vocabulary, "", "vocab.json", expected);

    [Theory]
    [InlineData("#version: 0.2\na b\na b\n", "line 3: 'a' and 'b' are joined already")]
    [InlineData("a b\nx y\n", "line 2: 'xy' is no token")]
    [InlineData("a abc\n", "line 1: 'abc' is no token")]
    [InlineData("a b c\n", "line 1 has not two tokens")]
    [InlineData("\n\na\n", "line 3 has not two tokens")]
    [InlineData("a b\n#version: 0.2\n", "line 2: '#version:' is no token")]
    public void What_is_no_merge_is_named(string merges, string expected)
    {
        var tokens = BytePairs.OfBytes().Spellings.Append("ab").Select((token, number) => $"{System.Text.Json.JsonSerializer.Serialize(token)}: {number}");
        Fails($"{{{string.Join(",\n", tokens)}}}", merges, "merges.txt", expected);
    }

    [Fact]
    public void Files_that_are_too_large_are_not_read()
    {
        Fails(new string(' ', 17 << 20), "", "vocab.json", "it has more than 16,777,216 characters");
        Fails(new string('[', 1 << 20), "", "vocab.json", "it is no JSON");
    }

    [Fact]
    public void A_device_without_an_end_is_given_up()
    {
        if (OperatingSystem.IsWindows())
            return; // its devices are no files
        var gpt = Gpt with { Tokens = new GptTokens("/dev/zero", "merges.txt") };
        Assert.Contains("'/dev/zero' is no file of GPT-2's tokens: it has more than", project.With("a.txt", "text").Failure(gpt).Problem);
    }

    private void Fails(string vocabulary, string merges, string file, string expected)
    {
        var failure = project.With("vocab.json", vocabulary).With("merges.txt", merges).With("a.txt", "text").Failure(Gpt);
        Assert.Equal(DataErrors.WrongFormat, failure.Error);
        Assert.Contains($"{file}' is no file of GPT-2's tokens: ", failure.Problem, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Problem, StringComparison.Ordinal);
    }
}
