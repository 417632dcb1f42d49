using System.Text;
using NetLang.Runtime.Text;
using Xunit;

namespace NetLang.Runtime.Tests.Text;

public sealed class TokenizerTests
{
    private const string Alphabet = "abcé🙂 \n?";

    [Fact]
    public void Bytes_are_those_of_utf8()
    {
        var bytes = new ByteTokenizer();
        Assert.Equal([97, 0xC3, 0xA9, 0xF0, 0x9F, 0x99, 0x82], bytes.Encode("aé🙂"));
        Assert.Equal("a\uFFFD", bytes.Decode([97, 0xC3]));
        Assert.Equal((97, -1, -1), (bytes.IndexOf("a"), bytes.IndexOf("é"), bytes.IndexOf("ab")));
        Assert.Equal(256, bytes.Count);
    }

    [Fact]
    public void Characters_are_places_in_the_alphabet()
    {
        var characters = new CharacterTokenizer(Alphabet);
        Assert.Equal([4, 0, 3, 6], characters.Encode("🙂aé\n"));
        Assert.Equal("é🙂?", characters.Decode([3, 4, 7]));
        Assert.Equal(8, characters.Count);
        Assert.Equal((4, -1, -1, -1), (characters.IndexOf("🙂"), characters.IndexOf("x"), characters.IndexOf("ab"), characters.IndexOf("")));
    }

    [Fact]
    public void Words_are_runs_of_letters_digits_and_apostrophes()
    {
        var words = new WordTokenizer(["don't", "stop", ",", "4th", "-", "(", "né", "ne\u0301", "🙂", ")", "."]);
        Assert.Equal([0, 1, 2, 3, 4, 4, 5, 8, 9, 10], words.Encode("  don't stop,\n4th -- (🙂)."));
        Assert.Equal("don't stop, 4th - - (🙂).", words.Decode(words.Encode("don't stop ,4th--( 🙂 ) .")));
        Assert.Equal([6, 7, 7], words.Encode("né ne\u0301 ne\u0301"));
        Assert.Equal("", words.Decode([]));
    }

    [Fact]
    public void What_is_unknown_is_named_or_replaced()
    {
        var failure = Assert.Throws<NetLangException>(() => new CharacterTokenizer("ab").Encode("abba\tb"));
        Assert.Equal(DataErrors.UnknownToken, failure.Error);
        Assert.Equal("position 5 of the text: U+0009 is not in the alphabet", failure.Problem);
        Assert.Equal([0, 2, 1], new CharacterTokenizer("ab?", "?").Encode("a🙂b"));

        failure = Assert.Throws<NetLangException>(() => new WordTokenizer(["a"]).Encode("a bird"));
        Assert.Equal("position 3 of the text: 'bird' is not in the vocabulary", failure.Problem);
        Assert.Equal([0, 1, 1], new WordTokenizer(["a", "<unk>"], "<unk>").Encode("a bird!"));
        Assert.Equal("a <unk>", new WordTokenizer(["a", "<unk>"], "<unk>").Decode([0, 1]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abca")]
    [InlineData("a\ud800b")]
    [InlineData("x🙂y🙂")]
    public void What_is_no_alphabet_is_refused(string alphabet)
    {
        Assert.NotNull(CharacterTokenizer.ProblemOf(alphabet));
        Assert.Throws<ArgumentException>(() => new CharacterTokenizer(alphabet));
    }

    [Fact]
    public void A_token_for_the_unknown_is_a_token()
    {
        Assert.Throws<ArgumentException>(() => new CharacterTokenizer("ab", "?"));
        Assert.Throws<ArgumentException>(() => new WordTokenizer(["a"], "b"));
        Assert.Throws<ArgumentException>(() => new WordTokenizer(["a", "b", "a"]));
        Assert.Throws<ArgumentException>(() => new WordTokenizer(["a", ""]));
    }

    [Fact]
    public void A_number_that_is_no_token_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ByteTokenizer().Decode([256]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CharacterTokenizer("ab").Decode([-1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WordTokenizer(["a"]).Decode([1]));
    }

    /// <summary>Decode is the inverse of Encode; of words, which forget white space, up to white space.</summary>
    [Fact]
    public void Encoding_and_decoding_gives_the_text_back()
    {
        var random = new System.Random(1);
        var alphabet = new CharacterTokenizer(Alphabet);
        string[] vocabulary = ["a", "b", "ab", "don't", "1st", "é", ",", ".", "(", ")", "“", "”", "-", "🙂", "$"];
        var words = new WordTokenizer(vocabulary);
        for (var trial = 0; trial < 500; trial++)
        {
            var all = new StringBuilder();
            for (var length = random.Next(20); length > 0; length--)
                all.Append(new Rune(random.Next(2) == 0 ? random.Next(0xD800) : random.Next(0xE000, 0x110000)).ToString());
            Assert.Equal(all.ToString(), new ByteTokenizer().Decode(new ByteTokenizer().Encode(all.ToString())));

            int[] characters = [.. Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(alphabet.Count))];
            Assert.Equal(characters, alphabet.Encode(alphabet.Decode(characters)));
            var text = alphabet.Decode(characters);
            Assert.Equal(text, alphabet.Decode(alphabet.Encode(text)));

            int[] numbers = [.. Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(words.Count))];
            Assert.Equal(numbers, words.Encode(words.Decode(numbers)));
            var separated = string.Join("\n ", numbers.Select(number => vocabulary[number]));
            Assert.Equal(numbers, words.Encode(separated));
        }
    }

    /// <summary>A text that comes in parts, as a file does, has the tokens that it has as a whole.</summary>
    [Fact]
    public void Parts_of_a_text_have_its_tokens()
    {
        const string text = "don't 🙂🙂 stop, né 4th";
        const string harder = "they'll  've\n \n it's're 🙂'🙂 're'";
        Tokenizer[] tokenizers =
        [
            new ByteTokenizer(), new CharacterTokenizer("don't 🙂sp,é4h"), new WordTokenizer(["don't", "🙂", "stop", ",", "né", "4th"]),
        ];
        foreach (var tokenizer in tokenizers)
            Check(tokenizer, text);
        Check(Gpt2Fixture.Tokenizer(), text);
        Check(Gpt2Fixture.Tokenizer(), harder);

        static void Check(Tokenizer tokenizer, string text)
        {
            for (var cut = 0; cut <= text.Length; cut++)
            {
                var tokens = new List<int>();
                var used = tokenizer.Append(text.AsSpan(0, cut), isEnd: false, tokens, out var unknown);
                Assert.Equal(0, unknown);
                Assert.Equal(text.Length, used + tokenizer.Append(text.AsSpan(used), isEnd: true, tokens, out unknown));
                Assert.Equal(tokenizer.Encode(text), tokens);
            }
        }
    }
}
