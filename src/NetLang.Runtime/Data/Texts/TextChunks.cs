namespace NetLang.Runtime.Data.Texts;

/// <summary>A text that is read in parts.</summary>
internal static class TextChunks
{
    // A word that is longer is taken in parts.
    private const int Length = 1 << 16;

    /// <param name="isEnd">Whether nothing follows the part.</param>
    /// <returns>How many of its characters are used up: all where nothing follows.</returns>
    public delegate int Use(ReadOnlySpan<char> part, bool isEnd);

    /// <summary>Has a text used up, a part after another: what is left of one is the beginning of the next.</summary>
    public static void Read(TextReader text, Use use)
    {
        var chunk = new char[Length];
        var kept = 0;
        while (true)
        {
            var part = chunk.AsSpan(0, kept + text.ReadBlock(chunk.AsSpan(kept)));
            var isEnd = part.Length < chunk.Length;
            var used = use(part, isEnd);
            if (isEnd)
                return;
            if (used == 0)
                used = use(char.IsHighSurrogate(part[^1]) ? part[..^1] : part, isEnd: true);
            part[used..].CopyTo(chunk);
            kept = part.Length - used;
        }
    }
}
