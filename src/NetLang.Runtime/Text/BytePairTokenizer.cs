using System.Collections.Concurrent;
using System.Text;

namespace NetLang.Runtime.Text;

/// <summary>
/// A token a string of bytes of UTF-8: those of words, of parts of words and of single bytes, so that every text can be written, and
/// is what its tokens are decoded to. Bytes that are no UTF-8 are decoded as U+FFFD. (Byte-pair encoding: Sennrich et al. 2016,
/// on bytes and within GPT-2's pieces of text as Radford et al. 2019.)
/// </summary>
public sealed class BytePairTokenizer : Tokenizer
{
    // Words of a language are few, but what is no word is not: then it is cut anew each time.
    private const int MostKnown = 1 << 16;
    private const int LongestKnown = 64;

    private readonly BytePairs pairs;
    private readonly ConcurrentDictionary<string, int[]> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> knownSpans;
    private int knownCount;

    /// <param name="tokens">
    /// The tokens in the order of their numbers, spelt as in GPT-2's <c>vocab.json</c>, with a character for each byte; each byte
    /// alone is one of them.
    /// </param>
    /// <param name="merges">The pairs of tokens that are joined, first those that are joined first, as in GPT-2's <c>merges.txt</c>.</param>
    /// <exception cref="ArgumentException">The tokens lack a byte or have one twice, or a pair is there twice or makes no token.</exception>
    public BytePairTokenizer(IEnumerable<string> tokens, IEnumerable<(string First, string Second)> merges)
        : this(Checked(tokens, merges))
    {
    }

    internal BytePairTokenizer(BytePairs pairs)
    {
        this.pairs = pairs;
        knownSpans = known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <inheritdoc/>
    public override int Count => pairs.Count;

    /// <summary>The tokens in the order of their numbers, spelt as in GPT-2's <c>vocab.json</c>.</summary>
    public IReadOnlyList<string> Tokens => pairs.Spellings;

    /// <summary>The pairs that are joined, first those that are joined first, as in GPT-2's <c>merges.txt</c>.</summary>
    public IEnumerable<(string First, string Second)> Merges =>
        pairs.Merges.Select(merge => (Tokens[merge.First], Tokens[merge.Second]));

    internal override string Set => "vocabulary";

    /// <summary>
    /// Learns tokens of a text: first the 256 bytes by their value, then, again and again, what the pair of tokens makes that stands
    /// in it most often, and of such the one whose numbers are lowest. So the same text gives the same tokens.
    /// </summary>
    /// <param name="count">How many tokens there are to be: from 256. There are fewer where no pair stands there twice any more.</param>
    public static BytePairTokenizer Learn(string text, int count)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 256);
        var words = new WordCounts();
        words.Add(text, isEnd: true);
        return new(BytePairLearning.Learn(words, count));
    }

    /// <inheritdoc/>
    public override int IndexOf(string token) => pairs.NumberOf(Encoding.UTF8.GetBytes(token));

    internal override int Append(ReadOnlySpan<char> text, bool isEnd, List<int> tokens, out int unknown)
    {
        unknown = 0;
        var at = 0;
        while (GptPieces.LengthOf(text[at..], isEnd) is > 0 and var length)
        {
            tokens.AddRange(TokensOf(text.Slice(at, length)));
            at += length;
        }

        return at;
    }

    private protected override TokenDecoder NewDecoder() => new Utf8TokenDecoder(token => pairs.BytesOf(Checked(token)));

    private int[] TokensOf(ReadOnlySpan<char> piece)
    {
        if (knownSpans.TryGetValue(piece, out var tokens))
            return tokens;
        var bytes = new byte[Encoding.UTF8.GetByteCount(piece)];
        Encoding.UTF8.GetBytes(piece, bytes);
        tokens = BytePairJoining.Join(bytes, pairs);
        if (piece.Length <= LongestKnown && Volatile.Read(ref knownCount) < MostKnown && known.TryAdd(piece.ToString(), tokens))
            Interlocked.Increment(ref knownCount);
        return tokens;
    }

    private static BytePairs Checked(IEnumerable<string> tokens, IEnumerable<(string First, string Second)> merges)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(merges);
        try
        {
            var pairs = new BytePairs(tokens);
            foreach (var (first, second) in merges)
                pairs.Merge(first, second);
            return pairs;
        }
        catch (FormatException error)
        {
            throw new ArgumentException(error.Message, error);
        }
    }
}
