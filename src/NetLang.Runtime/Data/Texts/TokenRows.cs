using System.Globalization;
using System.Runtime.InteropServices;

namespace NetLang.Runtime.Data.Texts;

/// <summary>Rows of tokens as they are collected: of different lengths, of which none is above a limit.</summary>
/// <param name="name">Of the column.</param>
/// <param name="length">Of a row of the column: shorter ones are filled up with 0 behind their end.</param>
/// <param name="buckets">Lengths of which each row takes the smallest that holds it; null for one length.</param>
internal sealed class TokenRows(string name, int length, LengthBuckets? buckets = null)
{
    // What a row takes beside its tokens: its end, its length, its bucket.
    private const int RowBytes = 16;

    // In a list, which is twice as long as it need be when it grows.
    private const int TokenBytes = 2 * sizeof(int);

    private readonly List<int> tokens = [];
    private readonly List<int> ends = [];

    private int Length => length;

    private UInt128 Values => (UInt128)(ends.Count * (long)length);

    private UInt128 Bytes => (Values * sizeof(int)) + (UInt128)((tokens.Count * (long)TokenBytes) + (ends.Count * (long)RowBytes));

    private int Begin => ends.Count == 0 ? 0 : ends[^1];

    /// <summary>Where the tokens of the row that is collected go.</summary>
    public List<int> Row => tokens;

    /// <summary>Ends a row.</summary>
    /// <param name="place">Of the row, for messages.</param>
    /// <param name="option">What says how long rows may be.</param>
    /// <exception cref="NetLangException">The row is too long.</exception>
    public void End(string place, string option)
    {
        var found = tokens.Count - Begin;
        if (found > length)
        {
            var (limit, repair) = buckets is null ? ($"`{option}`", $"write `{option} = ") : ("the last of `buckets`", "let `buckets` end with `");
            throw new NetLangException(
                DataErrors.TextTooLong,
                string.Create(CultureInfo.InvariantCulture, $"{place} has {found} tokens, and {limit} is {length}"),
                string.Create(CultureInfo.InvariantCulture, $"{repair}{found}`, or shorten the text"));
        }

        ends.Add(tokens.Count);
    }

    /// <summary>Asks, after each row, whether memory holds what the columns of a file will take: not when it is full.</summary>
    /// <exception cref="NetLangException">They are too many rows for their length.</exception>
    public static void Check(string path, params ReadOnlySpan<TokenRows> columns)
    {
        var (largest, bytes) = (columns[0], UInt128.Zero);
        foreach (var column in columns)
        {
            largest = column.Values > largest.Values ? column : largest;
            bytes += column.Bytes;
        }

        DataMemory.CheckAll(
            $"the texts of '{path}', filled up to {largest.Length} tokens,", largest.Values, bytes, "give a smaller length, or take a part of the file");
    }

    /// <summary>The rows, filled up.</summary>
    public DataColumn ToColumn(ColumnOrigin origin)
    {
        var values = new int[ends.Count * length];
        var all = CollectionsMarshal.AsSpan(tokens);
        for (var (row, begin) = (0, 0); row < ends.Count; begin = ends[row++])
            all[begin..ends[row]].CopyTo(values.AsSpan(row * length));
        var column = DataColumn.Create(name, values, length).From(origin);
        return buckets is null ? column : column.In(RowBuckets.Of(buckets.Lengths, Lengths()));
    }

    /// <summary>How long each row is without what fills it up.</summary>
    public DataColumn Lengths(string column, ColumnOrigin origin) => DataColumn.Create(column, Lengths()).From(origin);

    private int[] Lengths()
    {
        var lengths = new int[ends.Count];
        for (var (row, begin) = (0, 0); row < lengths.Length; begin = ends[row++])
            lengths[row] = ends[row] - begin;
        return lengths;
    }
}
