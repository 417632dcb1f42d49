namespace NetLang.Runtime;

/// <summary>"Did you mean": the known name that is nearest to a mistyped one.</summary>
public static class Suggestion
{
    /// <summary>The help text <c>did you mean `conv2d`?</c>, or null where no candidate is near.</summary>
    public static string? DidYouMean(string name, IEnumerable<string> candidates) =>
        Closest(name, candidates) is { } closest ? $"did you mean `{closest}`?" : null;

    /// <summary>
    /// The candidate with the smallest edit distance, of at most a third of the longer name. Letters that differ in
    /// case alone count nothing at first and decide between equals.
    /// </summary>
    public static string? Closest(string name, IEnumerable<string> candidates) => candidates
        .Where(candidate => candidate != name
            && Math.Abs(candidate.Length - name.Length) <= Limit(name, candidate)) // what is no nearer than that costs nothing
        .Select(candidate => (
            Candidate: candidate,
            Folded: Distance(Fold(name), Fold(candidate)),
            Exact: Distance(name, candidate)))
        .Where(scored => scored.Folded <= Limit(name, scored.Candidate))
        .OrderBy(scored => scored.Folded)
        .ThenBy(scored => scored.Exact)
        .ThenBy(scored => scored.Candidate, StringComparer.Ordinal)
        .Select(scored => scored.Candidate)
        .FirstOrDefault();

    /// <summary>
    /// The Damerau–Levenshtein distance (optimal string alignment): the least number of characters inserted,
    /// deleted, replaced, or swapped with their neighbour.
    /// </summary>
    public static int Distance(string from, string to)
    {
        var beforeLast = new int[to.Length + 1];
        var last = new int[to.Length + 1];
        var current = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
            last[j] = j;

        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[to.Length];
    }

    // Names of one or two letters are never "near": many words would be.
    private static int Limit(string name, string candidate) =>
        Math.Min(name.Length, candidate.Length) <= 2 ? 0 : Math.Max(1, Math.Max(name.Length, candidate.Length) / 3);

    private static string Fold(string name) => name.ToLowerInvariant();
}
