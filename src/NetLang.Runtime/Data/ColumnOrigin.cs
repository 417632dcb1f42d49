namespace NetLang.Runtime.Data;

/// <summary>Where the rows of a column come from, for messages.</summary>
/// <param name="File">The path of the file; null for arrays of the host.</param>
/// <param name="ElementNames">Names of a row's elements in the file.</param>
/// <param name="Rows">The place of each row in the file; null where it is the row's own.</param>
/// <param name="Files">The files of which each is a row; null where all rows are in one.</param>
internal sealed record ColumnOrigin(
    string? File = null, string[]? ElementNames = null, int[]? Rows = null, string[]? Files = null)
{
    /// <summary>Some of the rows, in the order given.</summary>
    public ColumnOrigin Select(ReadOnlySpan<int> rows)
    {
        var places = rows.ToArray();
        if (Rows is not null)
            places = Array.ConvertAll(places, row => Rows[row]);
        return this with { Rows = places };
    }

    /// <summary><c>row 3 of column 'price' in 'houses.csv'</c>; rows count from 1.</summary>
    public string Place(string column, int rowLength, long element)
    {
        var (index, position) = Math.DivRem(element, rowLength);
        var row = (Rows?[index] ?? index) + 1;
        var place = ElementNames is not null ? $"row {row} of column '{ElementNames[position]}'"
            : rowLength == 1 ? $"row {row} of column '{column}'"
            : $"row {row}, position {position + 1} of column '{column}'";
        var file = Files?[row - 1] ?? File;
        return file is null ? place : $"{place} in '{file}'";
    }
}
