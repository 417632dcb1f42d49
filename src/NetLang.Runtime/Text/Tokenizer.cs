using System.Globalization;
using System.Text;

namespace NetLang.Runtime.Text;

/// <summary>
/// Cuts text into tokens, which models know by their numbers from 0, and makes text of tokens. Several threads may use one
/// at once.
/// </summary>
public abstract class Tokenizer
{
    private protected Tokenizer()
    {
    }

    /// <summary>How many tokens there are.</summary>
    public abstract int Count { get; }

    /// <summary>What an error calls the tokens that there are: the alphabet, the vocabulary.</summary>
    internal abstract string Set { get; }

    /// <summary>The number of a token; -1 where it is none.</summary>
    public abstract int IndexOf(string token);

    /// <summary>The tokens of a text, in order.</summary>
    /// <exception cref="NetLangException">Something in it is no token, and none stands for what is none.</exception>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<int>(text.Length);
        var end = Append(text, isEnd: true, tokens, out var unknown);
        return unknown == 0
            ? [.. tokens]
            : throw Unknown(text.AsSpan(end, unknown), string.Create(CultureInfo.InvariantCulture, $"position {end + 1} of the text"));
    }

    /// <summary>The text of tokens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is no token's.</exception>
    public string Decode(ReadOnlySpan<int> tokens)
    {
        var decoder = NewDecoder();
        var text = new StringBuilder(tokens.Length);
        foreach (var token in tokens)
            text.Append(decoder.Next(token));
        return text.Append(decoder.End()).ToString();
    }

    /// <summary>
    /// The text of tokens that come one after another, in pieces, each as soon as it is known. Together they are what
    /// <see cref="Decode"/> makes of all tokens: the bytes of a character are held back until it is whole.
    /// </summary>
    /// <param name="behind">Tokens behind whose text this one stands, as words begin with a space there; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">When it is asked for: a number is no token's.</exception>
    public IEnumerable<string> DecodeEach(IEnumerable<int> tokens, IEnumerable<int>? behind = null)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Pieces(tokens, behind ?? []);
    }

    /// <summary>Appends the tokens with which a text begins.</summary>
    /// <param name="isEnd">Whether nothing follows the text: else a token that reaches its end is left, as it might go on.</param>
    /// <param name="unknown">How many characters behind those that are used up are no token; 0 where all is well.</param>
    /// <returns>How many characters are used up.</returns>
    internal abstract int Append(ReadOnlySpan<char> text, bool isEnd, List<int> tokens, out int unknown);

    /// <summary>The error of what is no token.</summary>
    /// <param name="place">Where it stands.</param>
    internal NetLangException Unknown(ReadOnlySpan<char> piece, string place) => new(
        DataErrors.UnknownToken,
        $"{place}: {Shown(piece)} is not in the {Set}",
        $"add it to the {Set}, or name the token that stands for all that is not in it: {{ unknown = \"…\" }}");

    private protected abstract TokenDecoder NewDecoder();

    private protected int Checked(int token) => (uint)token < (uint)Count
        ? token
        : throw new ArgumentOutOfRangeException(
            "tokens", token, string.Create(CultureInfo.InvariantCulture, $"tokens are 0 to {Count - 1}"));

    private IEnumerable<string> Pieces(IEnumerable<int> tokens, IEnumerable<int> behind)
    {
        var decoder = NewDecoder();
        foreach (var token in behind)
            decoder.Next(token);
        foreach (var token in tokens)
        {
            if (decoder.Next(token) is { Length: > 0 } piece)
                yield return piece;
        }

        if (decoder.End() is { Length: > 0 } last)
            yield return last;
    }

    private static string Shown(ReadOnlySpan<char> piece)
    {
        const int longest = 40;
        var text = piece.Length > longest ? $"{piece[..longest]}…" : piece.ToString();
        var codes = string.Join(' ', text.EnumerateRunes().Select(rune => $"U+{rune.Value:X4}"));
        return text.EnumerateRunes().All(IsVisible) ? $"'{text}'" : codes;
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
