using System.Runtime.InteropServices;

namespace NetLang.Runtime.Text;

/// <summary>
/// Tokens that are strings of bytes, and the pairs of them that are joined, in the order in which they are (byte-pair
/// encoding: Sennrich et al. 2016, on bytes as Radford et al. 2019).
/// </summary>
internal sealed class BytePairs
{
    private readonly List<string> spellings = [];
    private readonly List<byte[]> bytes = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<(int First, int Second)> merges = [];
    private readonly Dictionary<long, (int Rank, int Joined)> ranks = [];
    private readonly int[] each = new int[256];

    /// <param name="tokens">As <see cref="ByteSpelling"/> spells them, in the order of their numbers, each byte among them.</param>
    /// <exception cref="FormatException">A token is there twice, or is none, or that of a byte is not there.</exception>
    public BytePairs(IEnumerable<string> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Length == 0)
                throw new FormatException($"token {spellings.Count} is empty");
            if (numbers.ContainsKey(token))
                throw new FormatException($"'{token}' is there twice");
            Add(token);
        }

        for (var value = 0; value < each.Length; value++)
        {
            var spelling = ByteSpelling.Of((byte)value).ToString();
            if (!numbers.TryGetValue(spelling, out each[value]))
                throw new FormatException($"it lacks '{spelling}', the token of the byte 0x{value:X2}");
        }
    }

    /// <summary>The bytes alone, each of which is its own number.</summary>
    public static BytePairs OfBytes() => new(Enumerable.Range(0, 256).Select(value => ByteSpelling.Of((byte)value).ToString()));

    public int Count => spellings.Count;

    /// <summary>The tokens, as <see cref="ByteSpelling"/> spells them.</summary>
    public IReadOnlyList<string> Spellings => spellings;

    /// <summary>The pairs that are joined, first those that are joined first.</summary>
    public IReadOnlyList<(int First, int Second)> Merges => merges;

    /// <summary>The token of each byte.</summary>
    public ReadOnlySpan<int> Each => each;

    public byte[] BytesOf(int token) => bytes[token];

    /// <summary>The number of a token; -1 where it is none.</summary>
    public int NumberOf(ReadOnlySpan<byte> token) => numbers.GetValueOrDefault(ByteSpelling.Of(token), -1);

    /// <summary>Where a pair is in the order, and what it is joined into.</summary>
    public bool TryJoin(int first, int second, out (int Rank, int Joined) join) => ranks.TryGetValue(Key(first, second), out join);

    /// <summary>Has a pair joined after those before it.</summary>
    /// <exception cref="FormatException">One of the two, or what they make, is no token, or they are joined already.</exception>
    public void Merge(string first, string second)
    {
        Merge(Known(first), Known(second), Known(first + second));

        int Known(string token) => numbers.TryGetValue(token, out var number) ? number : throw new FormatException($"'{token}' is no token");
    }

    /// <summary>Whether what two tokens make is none yet.</summary>
    public bool IsNew(int first, int second) => !numbers.ContainsKey(spellings[first] + spellings[second]);

    /// <summary>Has a pair joined after those before it, into a new token.</summary>
    public int Merge(int first, int second)
    {
        var joined = Add(spellings[first] + spellings[second]);
        Merge(first, second, joined);
        return joined;
    }

    private void Merge(int first, int second, int joined)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(ranks, Key(first, second), out var isThere);
        if (isThere)
            throw new FormatException($"'{spellings[first]}' and '{spellings[second]}' are joined already");
        place = (merges.Count, joined);
        merges.Add((first, second));
    }

    private int Add(string spelling)
    {
        bytes.Add(ByteSpelling.BytesOf(spelling));
        numbers.Add(spelling, spellings.Count);
        spellings.Add(spelling);
        return spellings.Count - 1;
    }

    private static long Key(int first, int second) => ((long)first << 32) | (uint)second;
}
