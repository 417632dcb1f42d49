namespace NetLang.Runtime.Data;

/// <summary>
/// Examples: named columns of equally many rows. Columns feed the inputs of a model by name, else by position; the
/// rest feed the loss.
/// </summary>
public sealed class Dataset
{
    private const string Features = "features";
    private const string Labels = "labels";
    private const string Targets = "targets";

    private readonly DataColumn[] columns;

    /// <summary>Makes a dataset of columns.</summary>
    /// <exception cref="NetLangException">The columns have different numbers of rows.</exception>
    public Dataset(params DataColumn[] columns)
    {
        this.columns = columns;
        foreach (var column in columns)
        {
            if (column.Count != columns[0].Count)
                throw new NetLangException(
                    DataErrors.CountMismatch,
                    $"column '{columns[0].Name}' has {columns[0].Count} rows, but '{column.Name}' has {column.Count}",
                    "check that they belong together");
        }
    }

    /// <summary>The number of examples.</summary>
    public int Count => columns.Length == 0 ? 0 : columns[0].Count;

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<DataColumn> Columns => columns;

    /// <summary>The column of that name.</summary>
    /// <exception cref="NetLangException">There is none.</exception>
    public DataColumn this[string name] => columns[IndexOf(name)];

    /// <summary>Features and one class a row.</summary>
    /// <param name="features">Row after row; the length of a row follows from the number of labels.</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <exception cref="NetLangException">The features do not divide into as many rows as there are labels.</exception>
    public static Dataset FromArrays(float[] features, int[] labels) =>
        new(Rows(Features, features, labels.Length), DataColumn.Create(Labels, labels));

    /// <summary>Features and as many targets a row as follow from the number of rows.</summary>
    /// <param name="features">Row after row.</param>
    /// <param name="targets">Row after row.</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="NetLangException">An array does not divide into that many rows.</exception>
    public static Dataset FromArrays(float[] features, float[] targets, int count) =>
        new(Rows(Features, features, count), Rows(Targets, targets, count));

    /// <summary>Features alone, to predict from.</summary>
    /// <param name="features">Row after row.</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="NetLangException">The array does not divide into that many rows.</exception>
    public static Dataset FromArrays(float[] features, int count) => new(Rows(Features, features, count));

    /// <summary>Features and one class a row.</summary>
    /// <exception cref="NetLangException">The rows have different lengths.</exception>
    public static Dataset FromRows(float[][] features, int[] labels) =>
        new(Flatten(Features, features), DataColumn.Create(Labels, labels));

    /// <summary>Features and targets.</summary>
    /// <exception cref="NetLangException">The rows have different lengths.</exception>
    public static Dataset FromRows(float[][] features, float[][] targets) =>
        new(Flatten(Features, features), Flatten(Targets, targets));

    /// <summary>A dataset of some of the rows, in the order given.</summary>
    internal Dataset Select(int[] rows) => new([.. columns.Select(column => column.Select(rows))]);

    /// <summary>The dataset with a column replaced.</summary>
    internal Dataset With(int index, DataColumn column) =>
        new([.. columns.Select((old, position) => position == index ? column : old)]);

    internal int IndexOf(string name)
    {
        var index = Array.FindIndex(columns, column => column.Name == name);
        return index >= 0
            ? index
            : throw new NetLangException(
                DataErrors.UnknownColumn,
                $"there is no column '{name}'",
                Suggestion.DidYouMean(name, columns.Select(column => column.Name))
                    ?? $"the columns are {string.Join(", ", columns.Select(column => column.Name))}");
    }

    /// <summary>One column of rows of equal length.</summary>
    internal static DataColumn Flatten<T>(string name, T[][] rows)
        where T : unmanaged
    {
        for (var row = 1; row < rows.Length; row++)
        {
            if (rows[row].Length != rows[0].Length)
                throw new NetLangException(
                    DataErrors.WrongColumnCount,
                    $"row {row + 1} of '{name}' has {rows[row].Length} values, but the first has {rows[0].Length}",
                    $"give every row {rows[0].Length} values");
        }

        return rows.Length == 0
            ? DataColumn.Create(name, Array.Empty<T>())
            : DataColumn.Create(name, rows.SelectMany(row => row).ToArray(), rows[0].Length);
    }

    private static DataColumn Rows(string name, float[] values, int count)
    {
        if (count <= 0 || values.Length % count != 0)
            throw new NetLangException(
                DataErrors.CountMismatch,
                $"{values.Length} values of '{name}' do not divide into {count} rows",
                count <= 0 ? "give one row at least" : $"give as many values for each of the {count} rows: a multiple of {count}");
        return DataColumn.Create(name, values, values.Length / count);
    }
}
