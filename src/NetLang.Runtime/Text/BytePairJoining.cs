namespace NetLang.Runtime.Text;

/// <summary>
/// Joins the bytes of a piece of text: of all pairs in it, that which comes first in the order is joined wherever it stands,
/// from left to right, and so on until there is none. With n bytes that takes O(n log n).
/// </summary>
internal static class BytePairJoining
{
    /// <summary>The tokens of a piece.</summary>
    public static int[] Join(ReadOnlySpan<byte> piece, BytePairs pairs)
    {
        var tokens = new LinkedTokens(piece.Length);
        var begin = tokens.Add(piece, pairs.Each);
        var queue = new PriorityQueue<int, long>();
        for (var place = 0; place < piece.Length; place++)
            Offer(place);

        // All of a rank before what they make: that may come earlier in the order, but was not there to be chosen.
        var changed = new List<int>();
        while (queue.TryPeek(out _, out var first))
        {
            var rank = first >> 32;
            while (queue.TryPeek(out var place, out var priority) && priority >> 32 == rank)
            {
                queue.Dequeue();
                // Its token, or the one behind it, may have been joined to another.
                if (tokens.Next(place) < 0 || !pairs.TryJoin(tokens[place], tokens[tokens.Next(place)], out var join) || join.Rank != rank)
                    continue;
                tokens.Join(place, join.Joined);
                changed.Add(place);
            }

            foreach (var place in changed)
            {
                if (tokens.Previous(place) is >= 0 and var before)
                    Offer(before);
                Offer(place);
            }

            changed.Clear();
        }

        return tokens.From(begin);

        void Offer(int place)
        {
            if (tokens.Next(place) is >= 0 and var next && pairs.TryJoin(tokens[place], tokens[next], out var join))
                queue.Enqueue(place, ((long)join.Rank << 32) | (uint)place);
        }
    }
}
