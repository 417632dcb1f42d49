namespace NetLang.Runtime.Generation;

/// <summary>
/// Finds the tokens that stand first in an order by score, and by number where scores are equal, without sorting all of them:
/// they are parted by one in their middle, and only the part in which the end lies is looked at again.
/// </summary>
internal static class Likeliest
{
    /// <summary>Puts those with the highest scores first, in no order among themselves.</summary>
    /// <param name="tokens">Numbers of tokens, each once.</param>
    /// <param name="scores">Of each token.</param>
    /// <param name="amounts">What each token adds, 0 or more.</param>
    /// <param name="wanted">What those in front are to have together: more than 0.</param>
    /// <returns>How few have it, which is one at least; all of them where they have less.</returns>
    public static int MoveToFront(Span<int> tokens, ReadOnlySpan<double> scores, ReadOnlySpan<double> amounts, double wanted)
    {
        var (first, end) = (0, tokens.Length);
        while (end - first > 1)
        {
            // The pivot goes to where it belongs, at `middle`: what is before it comes before it in the order.
            MoveMedianToEnd(tokens[first..end], scores);
            var (pivot, middle, amount) = (tokens[end - 1], first, 0.0);
            for (var place = first; place < end - 1; place++)
            {
                if (!IsBefore(tokens[place], pivot, scores))
                    continue;
                amount += amounts[tokens[place]];
                (tokens[place], tokens[middle]) = (tokens[middle], tokens[place]);
                middle++;
            }

            (tokens[middle], tokens[end - 1]) = (pivot, tokens[middle]);
            if (amount < wanted)
                (first, wanted) = (middle + 1, wanted - amount - amounts[pivot]);
            else
                end = middle;
            if (wanted <= 0)
                return first;
        }

        return end;
    }

    private static bool IsBefore(int token, int other, ReadOnlySpan<double> scores) =>
        scores[token] > scores[other] || (scores[token] == scores[other] && token < other);

    /// <summary>Of the first, the last and the one between: so that what is sorted already is parted in its middle.</summary>
    private static void MoveMedianToEnd(Span<int> tokens, ReadOnlySpan<double> scores)
    {
        ref var first = ref tokens[0];
        ref var between = ref tokens[tokens.Length / 2];
        ref var last = ref tokens[^1];
        if (IsBefore(between, first, scores))
            (first, between) = (between, first);
        if (IsBefore(last, first, scores))
            (first, last) = (last, first);
        if (IsBefore(between, last, scores))
            (between, last) = (last, between);
    }
}
