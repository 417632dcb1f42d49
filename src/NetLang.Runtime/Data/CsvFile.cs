using System.Globalization;

namespace NetLang.Runtime.Data;

/// <summary>
/// A CSV file as columns: <c>features</c> (all that are neither target nor an input of the model by name, in file
/// order), the inputs by name, the target last. A first row of numbers is data, and columns are then <c>column1</c>, ….
/// </summary>
internal static class CsvFile
{
    /// <param name="targetMayLack">Whether a file without the target column is fine: one to predict from.</param>
    public static Dataset Read(string path, string? target, IReadOnlyList<string> inputs, bool targetMayLack = false)
    {
        var (names, values) = ReadTable(path);
        return Arrange(path, names, values, targetMayLack && !names.Contains(target) ? null : target, inputs);
    }

    /// <summary>The names of the columns, and all values, row after row; there is a row at least.</summary>
    public static (string[] Names, List<double> Values) ReadTable(string path) => DataFile.Read(path, file =>
    {
        using var text = new StreamReader(file);
        var reader = new CsvReader(text);
        try
        {
            if (!reader.Read())
                throw new NetLangException(DataErrors.Empty, $"'{path}' has no rows", "is it the right file?");
            var names = new string[reader.FieldCount];
            var hasHeader = !IsAllNumbers(reader);
            for (var column = 0; column < names.Length; column++)
                names[column] = hasHeader ? reader.Field(column).Trim().ToString() : $"column{column + 1}";
            if (names is [var only] && only.AsSpan().ContainsAny(';', '\t'))
                throw new FormatException("its fields are separated by semicolons or tabs, not by commas");
            var values = ReadValues(path, reader, names, skipFirst: hasHeader);
            return values.Count > 0
                ? (names, values)
                : throw new NetLangException(DataErrors.Empty, $"'{path}' has a header but no rows", "is it the right file?");
        }
        catch (FormatException error)
        {
            throw WrongFormat(path, error);
        }
    });

    public static NetLangException WrongFormat(string path, FormatException error) => new(
        DataErrors.WrongFormat,
        $"'{path}' is not a CSV file: {error.Message}",
        "separate fields with commas and quote those that hold one (RFC 4180)",
        error);

    public static NetLangException WrongColumnCount(string path, CsvReader reader, int row, int expected) => new(
        DataErrors.WrongColumnCount,
        $"'{path}', line {reader.Line}: row {row} has {reader.FieldCount} columns instead of {expected}",
        "quote fields that hold commas, and give every row a value for each column");

    /// <summary>The place of a column.</summary>
    /// <exception cref="NetLangException">There is none of that name.</exception>
    public static int IndexOf(string path, string[] names, string column) => Array.IndexOf(names, column) is >= 0 and var found
        ? found
        : throw new NetLangException(
            DataErrors.UnknownColumn,
            $"'{path}' has no column '{column}'",
            Suggestion.DidYouMean(column, names) ?? $"its columns are {string.Join(", ", names)}");

    private static bool IsAllNumbers(CsvReader reader)
    {
        for (var column = 0; column < reader.FieldCount; column++)
        {
            if (!TryParse(reader.Field(column), out _))
                return false;
        }

        return true;
    }

    private static List<double> ReadValues(string path, CsvReader reader, string[] names, bool skipFirst)
    {
        var values = new List<double>();
        var row = 0;
        if (skipFirst && !reader.Read())
            return values;
        do
        {
            row++;
            if (reader.FieldCount != names.Length)
                throw WrongColumnCount(path, reader, row, names.Length);
            for (var column = 0; column < names.Length; column++)
            {
                if (!TryParse(reader.Field(column), out var value))
                    throw NotANumber(path, reader, row, names[column], reader.Field(column));
                values.Add(value);
            }
        }
        while (reader.Read());

        return values;
    }

    private static Dataset Arrange(
        string path, string[] names, List<double> values, string? target, IReadOnlyList<string> inputs)
    {
        var count = values.Count / names.Length;
        var targetColumn = target is null ? -1 : IndexOf(path, names, target);
        var alone = Enumerable.Range(0, names.Length)
            .Where(column => column != targetColumn && inputs.Contains(names[column]))
            .ToList();
        var features = Enumerable.Range(0, names.Length)
            .Where(column => column != targetColumn && !alone.Contains(column))
            .ToArray();

        var columns = new List<DataColumn>();
        if (features.Length > 0)
            columns.Add(Extract("features", features, isScalar: false));
        columns.AddRange(alone.Select(column => Extract(names[column], [column], isScalar: true)));
        if (targetColumn >= 0)
            columns.Add(Extract(names[targetColumn], [targetColumn], isScalar: true));
        return new Dataset([.. columns]);

        DataColumn Extract(string name, int[] from, bool isScalar)
        {
            var extracted = new double[count * from.Length];
            for (var index = 0; index < extracted.Length; index++)
                extracted[index] = values[(index / from.Length * names.Length) + from[index % from.Length]];
            return DataColumn.Create(name, extracted, isScalar ? [] : [from.Length])
                .From(new(Path.GetFileName(path), [.. from.Select(column => names[column])]));
        }
    }

    private static bool TryParse(ReadOnlySpan<char> field, out double value) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static NetLangException NotANumber(
        string path, CsvReader reader, int row, string name, ReadOnlySpan<char> field) => new(
            DataErrors.NotANumber,
            $"'{path}', line {reader.Line}: row {row} of column '{name}' is "
            + (field.IsWhiteSpace() ? "empty" : $"'{field}'") + ", not a number",
            "encode categories as numbers, and fill or drop missing values");
}
