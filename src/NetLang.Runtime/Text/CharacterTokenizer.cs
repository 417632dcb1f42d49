using System.Text;

namespace NetLang.Runtime.Text;

/// <summary>A token a character (a Unicode scalar value) of an alphabet: its place in it.</summary>
public sealed class CharacterTokenizer : Tokenizer
{
    private readonly Rune[] characters;
    private readonly Dictionary<Rune, int> places = [];
    private readonly int unknownToken = -1;

    /// <param name="alphabet">Each character once.</param>
    /// <param name="unknown">A character of the alphabet that stands for all others; null where these are errors.</param>
    /// <exception cref="ArgumentException">It is no alphabet, or the character is not of it.</exception>
    public CharacterTokenizer(string alphabet, string? unknown = null)
    {
        if (ProblemOf(alphabet) is { } problem)
            throw new ArgumentException(problem, nameof(alphabet));
        characters = [.. alphabet.EnumerateRunes()];
        foreach (var (place, character) in characters.Index())
            places.Add(character, place);
        if (unknown is null)
            return;
        unknownToken = IndexOf(unknown);
        if (unknownToken < 0)
            throw new ArgumentException($"'{unknown}' is not a character of the alphabet", nameof(unknown));
    }

    /// <inheritdoc/>
    public override int Count => characters.Length;

    internal override string Set => "alphabet";

    /// <summary>What keeps a text from being an alphabet; null where it is one.</summary>
    public static string? ProblemOf(string alphabet)
    {
        ArgumentNullException.ThrowIfNull(alphabet);
        if (alphabet.Length == 0)
            return "the alphabet has no characters";
        var seen = new HashSet<Rune>();
        for (var at = 0; at < alphabet.Length;)
        {
            if (!Rune.TryGetRuneAt(alphabet, at, out var character))
                return $"the alphabet has half a character, U+{(int)alphabet[at]:X4}";
            if (!seen.Add(character))
                return $"the alphabet has the character '{character}' (U+{character.Value:X4}) twice";
            at += character.Utf16SequenceLength;
        }

        return null;
    }

    /// <inheritdoc/>
    public override int IndexOf(string token) =>
        token.Length > 0 && Rune.TryGetRuneAt(token, 0, out var character) && character.Utf16SequenceLength == token.Length
            ? places.GetValueOrDefault(character, -1)
            : -1;

    internal override int Append(ReadOnlySpan<char> text, bool isEnd, List<int> tokens, out int unknown)
    {
        var at = 0;
        unknown = 0;
        while (at < text.Length)
        {
            if (!isEnd && at == text.Length - 1 && char.IsHighSurrogate(text[at]))
                return at;
            Rune.DecodeFromUtf16(text[at..], out var character, out var length);
            if (!places.TryGetValue(character, out var token) && (token = unknownToken) < 0)
            {
                unknown = length;
                return at;
            }

            tokens.Add(token);
            at += length;
        }

        return at;
    }

    private protected override TokenDecoder NewDecoder() => new CharacterDecoder(token => characters[Checked(token)].ToString());
}
