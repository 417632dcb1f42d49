using System.Text;

namespace NetLang.Runtime.Text;

/// <summary>
/// Cuts a text into the pieces across which GPT-2 joins no bytes: what <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+|
/// ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c> matches (Radford et al. 2019), over Unicode's characters, not UTF-16's halves.
/// </summary>
internal static class GptPieces
{
    private static readonly string[] Endings = ["s", "t", "re", "ve", "m", "ll", "d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>The length of the piece with which a text begins; 0 where it is empty, or may go on behind the text.</summary>
    /// <param name="isEnd">Whether nothing follows the text.</param>
    public static int LengthOf(ReadOnlySpan<char> text, bool isEnd)
    {
        if (!isEnd && text is [.., var last] && char.IsHighSurrogate(last))
            text = text[..^1];
        if (text.IsEmpty)
            return 0;
        const int longestEnding = 3; // with its apostrophe, which with one letter behind it may be no piece yet
        var length = text[0] == '\'' ? Contraction(text) : Run(text);
        return isEnd || (length < text.Length && (text[0] != '\'' || text.Length >= longestEnding)) ? length : 0;
    }

    private static int Contraction(ReadOnlySpan<char> text)
    {
        foreach (var ending in Endings)
        {
            if (text[1..].StartsWith(ending, StringComparison.Ordinal))
                return 1 + ending.Length;
        }

        return Run(text);
    }

    private static int Run(ReadOnlySpan<char> text)
    {
        var begin = text.Length > 1 && text[0] == ' ' && KindAt(text[1..], out _) != Kind.Space ? 1 : 0;
        var kind = KindAt(text[begin..], out var length);
        var end = begin + length;
        while (end < text.Length && KindAt(text[end..], out length) == kind)
            end += length;
        // The last of several spaces belongs to what follows them, if something does.
        return kind == Kind.Space && end > 1 && end < text.Length ? end - 1 : end;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var character, out length);
        return Rune.IsWhiteSpace(character) ? Kind.Space
            : Rune.IsLetter(character) ? Kind.Letter
            : Rune.IsNumber(character) ? Kind.Number
            : Kind.Other;
    }
}
