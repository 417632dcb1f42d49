using System.Text;
using NetLang.Runtime.Text;
using Xunit;

namespace NetLang.Runtime.Tests.Text;

/// <summary>Text that comes a token at a time.</summary>
public sealed class TextPiecesTests
{
    [Fact]
    public void A_character_comes_with_the_last_of_its_bytes()
    {
        var bytes = new ByteTokenizer();
        Assert.Equal(["a", "é", "🙂", "b"], bytes.DecodeEach(bytes.Encode("aé🙂b")));
        Assert.Equal(["a", "\uFFFD"], bytes.DecodeEach([97, 0xC3])); // what never becomes whole comes at the end
        Assert.Equal(["\uFFFDa", "b"], bytes.DecodeEach([0xC3, 97, 98]));
    }

    [Fact]
    public void Nothing_is_asked_for_before_its_time()
    {
        var asked = 0;
        var pieces = new ByteTokenizer().DecodeEach("abc".Select(character => (int)character + (0 * asked++)));
        using var each = pieces.GetEnumerator();
        Assert.Equal(0, asked);
        Assert.True(each.MoveNext());
        Assert.Equal(("a", 1), (each.Current, asked));
    }

    [Fact]
    public void A_text_goes_on_behind_another()
    {
        var words = new WordTokenizer(["a", "b", ".", "("]);
        Assert.Equal([" b", "."], words.DecodeEach([1, 2], behind: [0]));
        Assert.Equal(["b"], words.DecodeEach([1], behind: [0, 3]));
        Assert.Equal(["é"], new ByteTokenizer().DecodeEach([0xA9], behind: [97, 0xC3]));
    }

    /// <summary>Also of bytes that are no UTF-8, by what the framework makes of all of them.</summary>
    [Fact]
    public void All_pieces_are_the_text_of_all_tokens()
    {
        var random = new System.Random(3);
        byte[] likely = [0x41, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x99, 0x82, 0xED, 0xA0, 0x80, 0xFF];
        for (var trial = 0; trial < 2000; trial++)
        {
            byte[] bytes = [.. Enumerable.Range(0, random.Next(12)).Select(_ => likely[random.Next(likely.Length)])];
            int[] tokens = [.. bytes.Select(value => (int)value)];
            var expected = Encoding.UTF8.GetString(bytes);
            Assert.Equal(expected, new ByteTokenizer().Decode(tokens));
            Assert.Equal(expected, string.Concat(new ByteTokenizer().DecodeEach(tokens)));
        }
    }

    [Theory]
    [InlineData("a.b", ".", "a")]
    [InlineData("ab", ".", "ab")]
    [InlineData("aab", "ab", "a")]
    [InlineData("abababc", "ababc", "ab")]
    [InlineData("ab", "abc", "ab")]
    [InlineData(".a", ".", "")]
    public void A_text_ends_before_its_stop(string text, string stop, string expected)
    {
        for (var size = 1; size <= text.Length; size++)
        {
            var pieces = text.Chunk(size).Select(piece => new string(piece));
            Assert.Equal(expected, string.Concat(pieces.Until(stop)));
        }
    }

    [Fact]
    public void Only_what_may_be_a_stop_is_held_back()
    {
        var given = new List<string>();
        IEnumerable<string> Pieces()
        {
            foreach (var piece in (string[])["ab", "c\n", "\n", "d"])
            {
                yield return piece;
                Assert.NotEqual("\n", piece); // nothing is asked for behind the stop
            }
        }

        foreach (var piece in Pieces().Until("\n\n"))
            given.Add(piece);
        Assert.Equal(["ab", "c"], given);
        Assert.Throws<ArgumentException>(() => Pieces().Until(""));
    }
}
