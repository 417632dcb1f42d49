using System.Runtime.InteropServices;
using System.Text;

namespace NetLang.Runtime.Text;

/// <summary>The pieces of a text, and how often each stands in it.</summary>
internal sealed class WordCounts
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<byte[]> words = [];
    private readonly List<long> counts = [];

    /// <summary>The different pieces, in UTF-8.</summary>
    public IReadOnlyList<byte[]> Words => words;

    /// <summary>How often each of them is there.</summary>
    public IReadOnlyList<long> Counts => counts;

    /// <summary>The bytes of the different pieces together.</summary>
    public long Bytes { get; private set; }

    /// <summary>Counts the pieces with which a text begins.</summary>
    /// <param name="isEnd">Whether nothing follows the text: else a piece that may go on behind its end is left.</param>
    /// <returns>How many characters are used up.</returns>
    public int Add(ReadOnlySpan<char> text, bool isEnd)
    {
        var lookup = places.GetAlternateLookup<ReadOnlySpan<char>>();
        var at = 0;
        while (GptPieces.LengthOf(text[at..], isEnd) is > 0 and var length)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, text.Slice(at, length), out var isKnown);
            if (!isKnown)
                place = New(text.Slice(at, length));
            counts[place]++;
            at += length;
        }

        return at;
    }

    private int New(ReadOnlySpan<char> piece)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(piece)];
        Encoding.UTF8.GetBytes(piece, bytes);
        Bytes += bytes.Length;
        words.Add(bytes);
        counts.Add(0);
        return words.Count - 1;
    }
}
