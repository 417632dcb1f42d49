namespace NetLang.Runtime.Text;

/// <summary>
/// Learns which pairs of tokens to join (Sennrich et al. 2016): again and again the most frequent. Pairs are counted once; a
/// merge changes the counts of its neighbours alone, at the places that are kept for each pair.
/// </summary>
internal sealed class BytePairLearning
{
    private readonly BytePairs pairs = BytePairs.OfBytes();
    private readonly LinkedTokens tokens;
    private readonly int[] wordAt;
    private readonly IReadOnlyList<long> counts;
    private readonly Dictionary<(int First, int Second), Places> all = [];
    private readonly PriorityQueue<(int First, int Second), (long, int, int)> queue = new();

    private BytePairLearning(WordCounts words)
    {
        counts = words.Counts;
        tokens = new LinkedTokens(checked((int)words.Bytes));
        wordAt = new int[checked((int)words.Bytes)];
        foreach (var (word, bytes) in words.Words.Index())
        {
            var begin = tokens.Add(bytes, pairs.Each);
            wordAt.AsSpan(begin, bytes.Length).Fill(word);
            for (var place = begin; place < begin + bytes.Length - 1; place++)
                Add(place);
        }
    }

    /// <param name="count">How many tokens there are to be; there are fewer where no pair stands twice in the text any more.</param>
    public static BytePairs Learn(WordCounts words, int count)
    {
        var learning = new BytePairLearning(words);
        foreach (var pair in learning.all.Keys)
            learning.Offer(pair);
        while (learning.pairs.Count < count && learning.MostFrequent() is var (first, second))
            learning.Merge(first, second);
        return learning.pairs;
    }

    /// <summary>
    /// Of pairs as frequent as each other the one whose numbers are lowest; null where none is there twice. Two pairs can make the
    /// same bytes, and only the first of them makes a token.
    /// </summary>
    private (int First, int Second)? MostFrequent()
    {
        while (queue.TryDequeue(out var pair, out var priority))
        {
            if (!all.TryGetValue(pair, out var places))
                continue;
            if (places.Count != -priority.Item1)
                Offer(pair); // it has become less frequent since
            else if (pairs.IsNew(pair.First, pair.Second))
                return pair;
        }

        return null;
    }

    private void Merge(int first, int second)
    {
        var joined = pairs.Merge(first, second);
        var more = new HashSet<(int First, int Second)>();
        all.Remove((first, second), out var found);
        found!.Each.Sort(); // in "aaa" the first two are joined
        foreach (var place in found.Each)
        {
            if (!tokens.IsPair(place, first, second))
                continue;
            Remove(tokens.Previous(place));
            Remove(tokens.Next(place));
            tokens.Join(place, joined);
            Count(tokens.Previous(place));
            Count(place);
        }

        foreach (var pair in more)
            Offer(pair);

        void Count(int place)
        {
            if (place >= 0 && tokens.Next(place) >= 0)
                more.Add(Add(place));
        }
    }

    private (int First, int Second) Add(int place)
    {
        var pair = (tokens[place], tokens[tokens.Next(place)]);
        if (!all.TryGetValue(pair, out var places))
            all.Add(pair, places = new());
        places.Count += counts[wordAt[place]];
        places.Each.Add(place);
        return pair;
    }

    private void Remove(int place)
    {
        if (place >= 0 && tokens.Next(place) is >= 0 and var next && all.TryGetValue((tokens[place], tokens[next]), out var places))
            places.Count -= counts[wordAt[place]];
    }

    private void Offer((int First, int Second) pair)
    {
        if (all.TryGetValue(pair, out var places) && places.Count > 1)
            queue.Enqueue(pair, (-places.Count, pair.First, pair.Second));
    }

    /// <summary>How often a pair is in the text, and at which places it has been: at some of them perhaps no more.</summary>
    private sealed class Places
    {
        public long Count { get; set; }

        public List<int> Each { get; } = [];
    }
}
