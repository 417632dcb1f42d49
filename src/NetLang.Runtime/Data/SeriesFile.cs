using System.Globalization;

namespace NetLang.Runtime.Data;

/// <summary>
/// Windows over the rows of a CSV file: the rows of a window with all their columns, and what one of the columns has in the
/// rows that come next.
/// </summary>
internal static class SeriesFile
{
    /// <param name="hasTarget">
    /// Whether there is to be a column of what comes next; else the last window ends where the file does.
    /// </param>
    /// <exception cref="NetLangException">The file cannot be read, has no such target, or does not fill a window.</exception>
    public static Dataset Read(string path, SeriesSource series, bool hasTarget = true)
    {
        var (names, values) = CsvFile.ReadTable(path);
        var width = names.Length;
        var rows = values.Count / width;
        long needed = series.Window + (hasTarget ? (long)series.Horizon : 0);
        if (rows < needed)
            throw new NetLangException(
                DataErrors.Empty,
                string.Create(CultureInfo.InvariantCulture, $"'{path}' has {rows} rows, and a window with its horizon needs {needed}"),
                "take a shorter window or horizon, or more rows");
        var count = (int)((rows - needed) / series.Stride) + 1;
        var size = (UInt128)count * (UInt128)Math.Max((long)series.Window * width, series.Horizon);
        DataMemory.Check($"the windows of '{path}'", size, 2 * sizeof(double), "take a shorter window, or a larger stride");

        var origin = new ColumnOrigin(Path.GetFileName(path));
        var features = new double[count * series.Window * width];
        var begin = hasTarget ? 0 : (int)((rows - needed) % series.Stride); // of the first window
        for (var window = 0; window < count; window++)
            values.CopyTo((begin + (window * series.Stride)) * width, features, window * series.Window * width, series.Window * width);
        var past = DataColumn.Create("features", features, series.Window, width).From(origin);
        if (!hasTarget)
            return new(past);

        var column = TargetColumn(path, names, series.Target);
        var targets = new double[count * series.Horizon];
        for (var index = 0; index < targets.Length; index++)
        {
            var (window, ahead) = Math.DivRem(index, series.Horizon);
            targets[index] = values[(((window * series.Stride) + series.Window + ahead) * width) + column];
        }

        return new(past, DataColumn.Create("target", targets, series.Horizon).From(origin));
    }

    private static int TargetColumn(string path, string[] names, string? target)
    {
        if (target is not null)
            return CsvFile.IndexOf(path, names, target);
        return names.Length == 1
            ? 0
            : throw new NetLangException(
                DataErrors.UnknownColumn,
                $"'{path}' has {names.Length} columns, and `series` does not say which is the target",
                $"write `target = \"{names[^1]}\"`, or another of {string.Join(", ", names.Take(20))}");
    }
}
