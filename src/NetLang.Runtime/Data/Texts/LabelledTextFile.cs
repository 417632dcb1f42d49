using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data.Texts;

/// <summary>
/// A CSV file with a text and a label in each row. A label's number is its place among all different ones, sorted by their
/// characters' codes.
/// </summary>
internal static class LabelledTextFile
{
    /// <param name="labelMayLack">Whether a file without the labels is fine: one to predict from.</param>
    /// <returns>The columns tokens, labels, where there are some, and lengths.</returns>
    /// <exception cref="NetLangException">The file cannot be read, or a text is too long or holds what is no token.</exception>
    public static Dataset Read(string path, LabelledTextSource source, Tokenizer tokenizer, bool labelMayLack = false)
    {
        var rows = new TokenRows("tokens", source.Length, source.Buckets);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var labels = new List<int>();
        TextTable.Read(path, [source.Text, source.Label], labelMayLack ? 1 : 2, table =>
        {
            table.Append(0, tokenizer, rows.Row);
            rows.End(table.Place(0), "length");
            TokenRows.Check(path, rows);
            if (!labelMayLack)
                labels.Add(NumberOf(table[1]));
        });
        var origin = new ColumnOrigin(Path.GetFileName(path));
        var (tokens, lengths) = (rows.ToColumn(origin), rows.Lengths("lengths", origin));
        if (labelMayLack)
            return new(tokens, lengths);
        var places = new int[found.Count];
        foreach (var (place, label) in Sorted(found.Keys).Index())
            places[found[label]] = place;
        return new(tokens, DataColumn.Create("labels", labels.Select(label => places[label]).ToArray()).From(origin), lengths);

        // In the order in which they are found: a file has few labels, and many rows.
        int NumberOf(ReadOnlySpan<char> label)
        {
            if (!found.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(label, out var number))
                found.Add(label.ToString(), number = found.Count);
            return number;
        }
    }

    /// <summary>The labels, in the order of their numbers.</summary>
    /// <exception cref="NetLangException">The file cannot be read.</exception>
    public static string[] ClassNames(string path, LabelledTextSource source)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        TextTable.Read(path, [source.Label], 1, table => labels.GetAlternateLookup<ReadOnlySpan<char>>().Add(table[0]));
        return Sorted(labels);
    }

    private static string[] Sorted(IEnumerable<string> labels) => [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
