using System.Text;
using NetLang.Runtime.Text;
using Xunit;

namespace NetLang.Runtime.Tests.Text;

/// <summary>Byte pairs, held against make_tokens.py, which knows the papers and not this code.</summary>
public sealed class BytePairTokenizerTests
{
    [Fact]
    public void Tokens_are_those_of_the_papers()
    {
        var tokenizer = Gpt2Fixture.Tokenizer();
        Assert.NotEmpty(Gpt2Fixture.Encoded);
        foreach (var (text, tokens) in Gpt2Fixture.Encoded)
        {
            Assert.Equal(tokens, tokenizer.Encode(text));
            Assert.Equal(text, tokenizer.Decode(tokens));
        }
    }

    /// <summary>Merges may make what comes earlier in the order: all of a pair are joined before.</summary>
    [Fact]
    public void All_of_a_pair_are_joined_before_what_they_make()
    {
        var bytes = BytePairs.OfBytes().Spellings;
        var tokenizer = new BytePairTokenizer([.. bytes, "ab", "aba"], [("ab", "a"), ("a", "b")]);
        Assert.Equal([256, 256], tokenizer.Encode("abab"));
        Assert.Equal([257], tokenizer.Encode("aba"));
    }

    [Fact]
    public void A_token_that_nothing_makes_is_known_by_its_text()
    {
        var tokenizer = Gpt2Fixture.Tokenizer();
        var end = tokenizer.IndexOf("<|endoftext|>");
        Assert.Equal(tokenizer.Count - 1, end);
        Assert.DoesNotContain(end, tokenizer.Encode("<|endoftext|>"));
        Assert.Equal("a<|endoftext|>", tokenizer.Decode([tokenizer.IndexOf("a"), end]));
        Assert.Equal((-1, -1), (tokenizer.IndexOf("catsat"), tokenizer.IndexOf("")));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([tokenizer.Count]));
    }

    [Fact]
    public void What_is_learned_is_what_counting_anew_finds()
    {
        var all = Gpt2Fixture.Learned.ToArray();
        var tokenizer = BytePairTokenizer.Learn(Gpt2Fixture.Text, 10_000); // until no pair is there twice
        Assert.Equal(all, tokenizer.Merges);
        Assert.Equal(256 + all.Length, tokenizer.Count);
        Assert.Equal(all[..40], BytePairTokenizer.Learn(Gpt2Fixture.Text, 296).Merges);
        Assert.Equal(256, BytePairTokenizer.Learn("", 300).Count);
        Assert.Equal(tokenizer.Encode(Gpt2Fixture.Text), new BytePairTokenizer(tokenizer.Tokens, tokenizer.Merges).Encode(Gpt2Fixture.Text));
    }

    /// <summary>Few letters make many pairs of equals, such as "aaa", and many that overlap.</summary>
    [Fact]
    public void Learning_keeps_its_counts()
    {
        var random = new System.Random(4);
        for (var trial = 0; trial < 60; trial++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => "ab "[random.Next(3)]));
            Assert.Equal(Recounted(text, 290), BytePairTokenizer.Learn(text, 290).Merges);
        }
    }

    [Fact]
    public void Every_text_is_what_its_tokens_are_decoded_to()
    {
        var random = new System.Random(5);
        var tokenizer = Gpt2Fixture.Tokenizer();
        string[] likely = ["the", " ", "  ", "'", "s", "ll", "\n", "日本", "é", "1", "🙂", "a"];
        for (var trial = 0; trial < 1000; trial++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(15); length > 0; length--)
            {
                text.Append(random.Next(3) > 0
                    ? likely[random.Next(likely.Length)]
                    : new Rune(random.Next(2) == 0 ? random.Next(0xD800) : random.Next(0xE000, 0x110000)).ToString());
            }

            var tokens = tokenizer.Encode(text.ToString());
            Assert.Equal(text.ToString(), tokenizer.Decode(tokens));
            Assert.Equal(text.ToString(), string.Concat(tokenizer.DecodeEach(tokens)));
        }

        Assert.Equal("a\uFFFDb", tokenizer.Decode(tokenizer.Encode("a\ud800b"))); // half a character is none
    }

    /// <summary>With n² steps these would take minutes.</summary>
    [Fact]
    public void Long_words_are_joined_and_learned()
    {
        var word = new string('a', 1_000_000);
        var learned = BytePairTokenizer.Learn(word, 260); // aa, aaaa, …
        Assert.Equal(Enumerable.Repeat(259, 1_000_000 / 16), learned.Encode(word));
        Assert.Equal(word, learned.Decode(learned.Encode(word)));
    }

    [Theory]
    [InlineData("a", "a", "'a' is there twice")]
    [InlineData("", "b", "token 256 is empty")]
    [InlineData("a b", "b", "U+0020 stands for no byte")]
    public void What_is_no_vocabulary_is_refused(string first, string second, string expected)
    {
        var tokens = BytePairs.OfBytes().Spellings.Append(first).Append(second);
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => new BytePairTokenizer(tokens, [])).Message, StringComparison.Ordinal);
    }

    /// <summary>The most frequent pair again and again, all counted anew each time.</summary>
    private static List<(string First, string Second)> Recounted(string text, int count)
    {
        var pieces = new List<List<string>>();
        for (var at = 0; GptPieces.LengthOf(text.AsSpan(at), isEnd: true) is > 0 and var length; at += length)
            pieces.Add([.. Encoding.UTF8.GetBytes(text.Substring(at, length)).Select(value => ByteSpelling.Of(value).ToString())]);
        var tokens = BytePairs.OfBytes().Spellings.ToList();
        var merges = new List<(string, string)>();
        while (tokens.Count < count)
        {
            var best = pieces.SelectMany(piece => piece.Zip(piece.Skip(1)))
                .GroupBy(pair => pair)
                .Where(group => group.Count() > 1 && !tokens.Contains(group.Key.First + group.Key.Second))
                .OrderByDescending(group => group.Count())
                .ThenBy(group => tokens.IndexOf(group.Key.First))
                .ThenBy(group => tokens.IndexOf(group.Key.Second))
                .FirstOrDefault()?.Key;
            if (best is not var (first, second))
                break;
            merges.Add((first, second));
            tokens.Add(first + second);
            foreach (var piece in pieces)
            {
                for (var at = 0; at + 1 < piece.Count; at++)
                {
                    if (piece[at] != first || piece[at + 1] != second)
                        continue;
                    piece[at] += second;
                    piece.RemoveAt(at + 1);
                }
            }
        }

        return merges;
    }
}
