using System.Globalization;
using NetLang.Runtime.Text;

namespace NetLang.Runtime.Data.Texts;

/// <summary>A row of a CSV file of texts, as it is read.</summary>
/// <param name="path">Of the file, for messages.</param>
/// <param name="reader">Behind the header.</param>
/// <param name="places">Of the columns that are wanted, in the file; -1 for one that is not there and need not be.</param>
/// <param name="names">Of the columns that are wanted.</param>
internal sealed class TextTable(string path, CsvReader reader, int[] places, string[] names)
{
    /// <summary>The number of the row, from 1.</summary>
    public int Row { get; private set; }

    /// <summary>A field of the row: that of a column that is wanted.</summary>
    public ReadOnlySpan<char> this[int column] => reader.Field(places[column]);

    /// <summary>Where a field stands, for messages.</summary>
    public string Place(int column) => string.Create(
        CultureInfo.InvariantCulture, $"'{path}', line {reader.Line}: row {Row} of column '{names[column]}'");

    /// <summary>Appends the tokens of a field.</summary>
    /// <exception cref="NetLangException">Something in it is no token.</exception>
    public void Append(int column, Tokenizer tokenizer, List<int> tokens)
    {
        var text = this[column];
        var end = tokenizer.Append(text, isEnd: true, tokens, out var unknown);
        if (unknown > 0)
            throw tokenizer.Unknown(text.Slice(end, unknown), Place(column));
    }

    /// <summary>Reads a file with a header, row after row.</summary>
    /// <param name="names">Of the columns that are wanted.</param>
    /// <param name="required">How many of these must be there: the first.</param>
    /// <param name="row">Called for each row.</param>
    /// <exception cref="NetLangException">The file cannot be read, lacks a column, or has no rows.</exception>
    public static TextTable Read(string path, string[] names, int required, Action<TextTable> row) => TextFile.Read(path, text =>
    {
        var reader = new CsvReader(text);
        try
        {
            if (!reader.Read())
                throw new NetLangException(DataErrors.Empty, $"'{path}' has no rows", "is it the right file?");
            string[] header = [.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.Field(column).Trim().ToString())];
            var table = new TextTable(path, reader, [.. names.Select(name => Array.IndexOf(header, name))], names);
            if (table.Missing(required) is { } missing)
                throw new NetLangException(
                    DataErrors.UnknownColumn,
                    $"'{path}' has no column '{missing}'",
                    Suggestion.DidYouMean(missing, header)
                        ?? $"its columns are {string.Join(", ", header.Take(20))}; the first line of a file of texts names them");
            while (reader.Read())
            {
                table.Row++;
                if (reader.FieldCount != header.Length)
                    throw CsvFile.WrongColumnCount(path, reader, table.Row, header.Length);
                row(table);
            }

            return table.Row > 0
                ? table
                : throw new NetLangException(DataErrors.Empty, $"'{path}' has a header but no rows", "is it the right file?");
        }
        catch (FormatException error)
        {
            throw CsvFile.WrongFormat(path, error);
        }
    });

    private string? Missing(int required) => Array.FindIndex(places, 0, required, place => place < 0) is >= 0 and var column
        ? names[column]
        : null;
}
