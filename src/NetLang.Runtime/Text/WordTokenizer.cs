using System.Globalization;
using System.Text;

namespace NetLang.Runtime.Text;

/// <summary>
/// A token a word of a vocabulary. Words are runs of letters, with their marks, of digits and of apostrophes; every other
/// character is one by itself, but white space, which only separates. In the text of tokens, there is a space between two
/// words, but not before what closes, such as a full stop, or behind what opens.
/// </summary>
public sealed class WordTokenizer : Tokenizer
{
    private readonly string[] words;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> places;
    private readonly int unknownToken = -1;

    /// <param name="vocabulary">The words, in the order of their numbers, each once.</param>
    /// <param name="unknown">A word of the vocabulary that stands for all others; null where these are errors.</param>
    /// <exception cref="ArgumentException">A word is there twice, or is empty, or the one for others is not of them.</exception>
    public WordTokenizer(IEnumerable<string> vocabulary, string? unknown = null)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        words = [.. vocabulary];
        var numbers = new Dictionary<string, int>(words.Length, StringComparer.Ordinal);
        foreach (var (number, word) in words.Index())
        {
            if (string.IsNullOrEmpty(word) || !numbers.TryAdd(word, number))
                throw new ArgumentException($"the vocabulary has '{word}' twice, or it is empty", nameof(vocabulary));
        }

        places = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (unknown is null)
            return;
        unknownToken = IndexOf(unknown);
        if (unknownToken < 0)
            throw new ArgumentException($"'{unknown}' is not in the vocabulary", nameof(unknown));
    }

    /// <inheritdoc/>
    public override int Count => words.Length;

    internal override string Set => "vocabulary";

    /// <inheritdoc/>
    public override int IndexOf(string token) => places.TryGetValue(token, out var number) ? number : -1;

    internal override int Append(ReadOnlySpan<char> text, bool isEnd, List<int> tokens, out int unknown)
    {
        unknown = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = PieceLength(text[at..]);
            if (!isEnd && at + length == text.Length)
                return at;
            if (!char.IsWhiteSpace(text[at]))
            {
                if (!places.TryGetValue(text.Slice(at, length), out var token) && (token = unknownToken) < 0)
                {
                    unknown = length;
                    return at;
                }

                tokens.Add(token);
            }

            at += length;
        }

        return text.Length;
    }

    private protected override TokenDecoder NewDecoder() => new WordDecoder(token => words[Checked(token)]);

    /// <summary>Of the word, or the character that is none, with which a text begins.</summary>
    private static int PieceLength(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length)
        {
            Rune.DecodeFromUtf16(text[end..], out var character, out var length);
            if (!IsOfWord(character, isFirst: end == 0))
                return end == 0 ? length : end;
            end += length;
        }

        return end;
    }

    private static bool IsOfWord(Rune character, bool isFirst) =>
        Rune.IsLetterOrDigit(character) || character.Value is '\'' or '’'
        || (!isFirst && Rune.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
