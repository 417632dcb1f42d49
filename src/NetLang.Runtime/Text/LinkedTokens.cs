namespace NetLang.Runtime.Text;

/// <summary>Sequences of tokens in which two neighbours can be joined into one, wherever they are, without moving the others.</summary>
internal sealed class LinkedTokens
{
    private const int None = -1;

    private readonly int[] tokens;
    private readonly int[] next;
    private readonly int[] previous;
    private int count;

    /// <param name="capacity">How many tokens all sequences have together.</param>
    public LinkedTokens(int capacity) => (tokens, next, previous) = (new int[capacity], new int[capacity], new int[capacity]);

    /// <summary>Adds a sequence, which is not joined to those before it.</summary>
    /// <param name="each">The token of each byte.</param>
    /// <returns>Where it begins.</returns>
    public int Add(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> each)
    {
        var begin = count;
        foreach (var value in bytes)
        {
            (tokens[count], next[count], previous[count]) = (each[value], count + 1, count - 1);
            count++;
        }

        if (count > begin)
            (previous[begin], next[count - 1]) = (None, None);
        return begin;
    }

    public int this[int place] => tokens[place];

    /// <summary>The place behind another; -1 for none.</summary>
    public int Next(int place) => next[place];

    /// <summary>The place before another; -1 for none.</summary>
    public int Previous(int place) => previous[place];

    /// <summary>Whether a token and the one behind it are these two.</summary>
    public bool IsPair(int place, int first, int second) => tokens[place] == first && next[place] != None && tokens[next[place]] == second;

    /// <summary>Puts one token in place of one and that behind it, whose place is no token's any more.</summary>
    public void Join(int place, int joined)
    {
        var gone = next[place];
        tokens[place] = joined;
        tokens[gone] = None;
        next[place] = next[gone];
        if (next[gone] != None)
            previous[next[gone]] = place;
        next[gone] = None;
    }

    /// <summary>The tokens of the sequence that begins at a place.</summary>
    public int[] From(int place)
    {
        var sequence = new List<int>();
        for (; place != None; place = next[place])
            sequence.Add(tokens[place]);
        return [.. sequence];
    }
}
