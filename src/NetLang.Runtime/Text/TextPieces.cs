namespace NetLang.Runtime.Text;

/// <summary>A text that comes in pieces, as <see cref="Tokenizer.DecodeEach"/> makes it.</summary>
public static class TextPieces
{
    /// <summary>
    /// The text before the first place where a stop stands, or all of it where there is none. Nothing is asked for behind the
    /// stop, and what may be its beginning is held back until it is known not to be.
    /// </summary>
    /// <param name="stop">At least one character; it may lie across pieces.</param>
    /// <exception cref="ArgumentException">The stop is empty.</exception>
    public static IEnumerable<string> Until(this IEnumerable<string> pieces, string stop)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentException.ThrowIfNullOrEmpty(stop);
        return Cut(pieces, stop);
    }

    private static IEnumerable<string> Cut(IEnumerable<string> pieces, string stop)
    {
        var held = "";
        foreach (var piece in pieces)
        {
            held += piece;
            var found = held.IndexOf(stop, StringComparison.Ordinal);
            var known = found >= 0 ? found : held.Length - BegunLength(held, stop);
            if (known > 0)
                yield return held[..known];
            if (found >= 0)
                yield break;
            held = held[known..];
        }

        if (held.Length > 0)
            yield return held;
    }

    /// <summary>How many characters of a stop a text ends with, at most.</summary>
    private static int BegunLength(string text, string stop)
    {
        var length = Math.Min(stop.Length - 1, text.Length);
        while (!text.EndsWith(stop[..length], StringComparison.Ordinal))
            length--;
        return length;
    }
}
