namespace NetLang.Runtime.Data;

/// <summary>
/// How much of the rows of a column is used, along their first axis: each row belongs to the smallest bucket, a length, that
/// holds it.
/// </summary>
/// <param name="Lengths">Ascending; the last is that of the column's rows.</param>
/// <param name="OfRow">The number of each row's bucket.</param>
internal sealed record RowBuckets(int[] Lengths, int[] OfRow)
{
    /// <param name="used">How much of each row is used: no more than the last length.</param>
    public static RowBuckets Of(int[] lengths, IEnumerable<int> used) =>
        new(lengths, [.. used.Select(length => Array.FindIndex(lengths, bucket => bucket >= length))]);

    /// <summary>The length for a row.</summary>
    public int LengthOf(int row) => Lengths[OfRow[row]];

    /// <summary>Those of some rows, in the order given.</summary>
    public RowBuckets Select(ReadOnlySpan<int> rows)
    {
        var selected = new int[rows.Length];
        for (var row = 0; row < selected.Length; row++)
            selected[row] = OfRow[rows[row]];
        return this with { OfRow = selected };
    }
}
